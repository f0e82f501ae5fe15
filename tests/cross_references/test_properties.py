"""What holds for every site: each spelling of each name leads to one address, nothing else does, and no redirect to another."""

from __future__ import annotations

from random import Random
from urllib.parse import quote, unquote

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sevenlayer.cross_references.entries import Entry, Kind
from sevenlayer.cross_references.former_urls import name_redirects, site_redirects
from sevenlayer.cross_references.index import Index, build_index
from sevenlayer.cross_references.names import Sites
from sevenlayer.cross_references.near_words import NearWords
from sevenlayer.cross_references.resolver import (
    Referrer,
    Resolution,
    Resolved,
    Unchanged,
    Unresolved,
    resolve_reference,
)
from sevenlayer.diagnostics import nearest_name
from sevenlayer.redirects import Redirect, redirect_html, redirect_path

from .random_sites import HOSTS, RandomSite, addresses, paths, random_sites, referrer_of, words
from .site_model import TEXTS, Model, clean, distance, spellings

MANY = settings(
    max_examples=100,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)

# What stays as it is in the path of a redirect's target.
SAFE = "/!&'()*+,;=:@~-._"


def check(url: str, meant: set[Entry] | None, referrer: Referrer, index: Index) -> None:
    """See that *url* means exactly this: one entry, several and so none, nothing, or (None) what is no part of the site."""
    resolution = resolve_reference(url, referrer, index)
    if meant is None:
        assert resolution == Unchanged(is_web=True), url
    elif len(meant) == 1:
        assert isinstance(resolution, Resolved), (url, resolution)
        assert {resolution.entry} == meant, url
        assert resolution.url.partition("?")[0] == resolution.entry.url, url
    else:
        assert isinstance(resolution, Unresolved), (url, resolution, meant)
        assert resolution.code == f"cross_references.{'ambiguous' if meant else 'unknown'}", url
        if meant:
            candidates = sorted(meant, key=lambda entry: (entry.source, entry.url))
            named = ", ".join(f"'/{entry.source or entry.url}'" for entry in candidates)
            assert resolution.hint == f"write one of {named}"


def check_everywhere(text: str, model: Model, index: Index, referrer: Entry) -> None:
    """See what *text*, decoded, means in each form in which an author may write it."""
    if not text:
        return
    here = referrer_of(referrer, index)
    path, _mark, query = text.partition("?")
    asked = f"?{query}" if query else ""
    if path.startswith("//"):
        host, slash, rest = path[2:].partition("/")
        check(f"https:{quote(path)}{asked}", model.by_address(host.lower(), slash + rest, query), here, index)
        return
    check("{post}" + quote(text, safe="/"), model.by_name(text, referrer), here, index)
    if path.startswith("/"):
        check(quote(path) + asked, model.by_path(path, referrer, query), here, index)
        check("{filename}" + quote(path), model.by_source(path, referrer), here, index)
        for host in HOSTS:
            check(f"http://{host}{quote(path)}{asked}", model.by_address(host, path, query), here, index)
    elif path:
        check(quote(text, safe="/"), model.by_relative(text, referrer), here, index)
        check("{filename}" + quote(text, safe="/"), model.by_source(text, referrer), here, index)


@MANY
@given(random_sites, st.data())
def test_every_spelling_of_every_name_means_what_the_model_says(site: RandomSite, data: st.DataObject) -> None:
    model, index = site.model, site.index
    referrer = data.draw(st.sampled_from(site.entries))
    texts = sorted({text for name in model.names for text in spellings(name.text)})
    for text in data.draw(st.lists(st.sampled_from(texts), min_size=1, max_size=10, unique=True)):
        check_everywhere(text, model, index, referrer)


@MANY
@given(random_sites, st.data())
def test_what_is_no_spelling_of_a_name_leads_nowhere(site: RandomSite, data: st.DataObject) -> None:
    model, index = site.model, site.index
    referrer = data.draw(st.sampled_from(site.entries))
    names = st.sampled_from(sorted({name.text for name in model.names}))
    texts = st.one_of(paths, words, names, names.flatmap(slips), names.flatmap(slips))
    for text in data.draw(st.lists(texts, min_size=1, max_size=10, unique=True)):
        check_everywhere(text, model, index, referrer)


def slips(name: str) -> st.SearchStrategy[str]:
    """*name* with one character too many, too few, or another one, behind the host."""
    first = name.find("/", 2) + 1 if name.startswith("//") else name.startswith("/")
    places = st.integers(first, len(name))
    letters = st.sampled_from("aex-./2ü")
    return st.one_of(
        st.builds(lambda place, letter: name[:place] + letter + name[place:], places, letters),
        st.builds(lambda place, letter: name[:place] + letter + name[place + 1 :], places, letters),
        st.builds(lambda place: name[:place] + name[place + 1 :], places),
    ).filter(lambda text: "//" not in text[2:] and (name.startswith("//") or not text.startswith("//")))


@MANY
@given(random_sites, st.data())
def test_relative_references_are_seen_from_everywhere_that_the_post_is_or_was(
    site: RandomSite, data: st.DataObject
) -> None:
    model, index = site.model, site.index
    referrer = data.draw(st.sampled_from(site.entries))
    ends = sorted({name.text.lstrip("/").partition("/")[2] or name.text for name in model.names if name.is_path})
    parts = st.one_of(words, st.sampled_from(ends), st.sampled_from(["..", ".", "posts", "blog", "x", "Über.html"]))
    for segments in data.draw(st.lists(st.lists(parts, min_size=1, max_size=4), min_size=1, max_size=10)):
        path = "/".join(segments).lstrip("/").replace("//", "/")
        check(quote(path, safe="/"), model.by_relative(path, referrer), referrer_of(referrer, index), index)


@MANY
@given(random_sites, st.data())
def test_alone_a_post_is_found_by_every_spelling_of_every_name(site: RandomSite, data: st.DataObject) -> None:
    entry = data.draw(st.sampled_from(site.entries))
    index, _problems = build_index([entry], site.sites)
    for name in index.names[entry]:
        for text in spellings(name.text):
            far, found = index.find(text)
            assert (far, found) == (distance(text, name.text), (entry,)) or far < distance(text, name.text), text


@MANY
@given(random_sites)
def test_every_other_address_of_what_is_published_has_a_redirect_and_nothing_else_has(site: RandomSite) -> None:
    index, _problems = build_index(site.entries, site.sites)
    expected = {
        (name.entry, Redirect(name.text, f"/{quote(unquote(name.entry.url), safe=SAFE)}"))
        for name in site.model.names
        if name.is_path and name.entry.kind in TEXTS and not name.entry.is_draft
        # What differs from the address by no more than this is the same page to many servers.
        if distance(name.text, clean(unquote(f"/{name.entry.url}"))) == 99
    }
    assert set(name_redirects(index)) == expected


@MANY
@given(random_sites, st.lists(st.tuples(paths, st.one_of(paths.map(quote), addresses, words.map(quote))), max_size=5))
def test_no_redirect_leads_to_another_one(site: RandomSite, moved: list[tuple[str, str]]) -> None:
    index = site.index
    moved += [(source, f"/{entry.url}") for (source, _target), entry in zip(moved[:1], site.entries, strict=False)]
    moved += [("/first", "/second/"), ("/second/", f"/{site.entries[0].url}")]
    from_settings, problems = site_redirects(moved, index)
    ends = {redirect.source: redirect.target for redirect in from_settings}
    assert ends.get("/first/") == ends.get("/second/")
    end = unquote(f"/{site.entries[0].url}")
    is_moved = clean(end) in {clean(unquote(source)) for source, _target in moved}
    is_draft = site.entries[0].is_draft
    assert "/first/" in ends or is_moved or is_draft or len(site.model.named(end)[1]) > 1
    # A circle of several is said once.
    said = len(from_settings) + len(problems) >= len({clean(source) for source, _target in moved})
    assert said or any(problem.code == "cross_references.loop" for problem in problems)
    redirects = [*(redirect for _entry, redirect in name_redirects(index)), *from_settings]
    sources = [redirect.source for redirect in redirects]
    assert len(set(sources)) == len(sources)
    addresses_now = {clean(unquote(f"/{entry.url}")) for entry in site.entries}
    targets = {clean(unquote(redirect.target.partition("#")[0].partition("?")[0])) for redirect in redirects}
    assert targets <= addresses_now | {clean(f"/{page.url}") for page in site.generated}
    assert not targets & set(sources)
    assert not addresses_now & set(sources)


@MANY
@given(random_sites, st.randoms(use_true_random=False), st.data())
def test_the_order_in_which_posts_are_read_changes_nothing(
    site: RandomSite, chance: Random, data: st.DataObject
) -> None:
    shuffled = list(site.entries)
    chance.shuffle(shuffled)
    (one, found), (other, found_too) = (build_index(entries, site.sites) for entries in (site.entries, shuffled))
    assert one.names == other.names
    assert found == found_too or sorted(map(str, found)) == sorted(map(str, found_too))
    assert set(name_redirects(one)) == set(name_redirects(other))
    referrer = referrer_of(data.draw(st.sampled_from(site.entries)), one)
    for text in data.draw(st.lists(st.one_of(paths, words, st.text(max_size=5)), max_size=20)):
        for url in (quote(text, errors="replace"), "{post}" + quote(text, errors="replace")):
            assert resolve_reference(url, referrer, one) == resolve_reference(url, referrer, other)


# Lone surrogates, and what parsers of addresses stumble over.
any_text = st.one_of(
    st.text(st.characters(), max_size=40),
    st.text(st.sampled_from("/?#%&;:@[]{}|\\<>\"' .~\x00\n\ud800\u0130ßa2"), max_size=12),
    st.builds(
        "{}{}".format, st.sampled_from(["http://[", "//[::1", "{post}", "{index}", "|tag|", "{x}", "///"]), st.text()
    ),
)


@MANY
@given(random_sites, any_text, st.data())
@example(RandomSite([Entry(Kind.POST, "a/", "a.md", "a.md")], [], Sites()), "a/" * 100_000, None)
@example(RandomSite([Entry(Kind.POST, "a/", "a.md", "a.md")], [], Sites()), "x" * 100_000, None)
@example(RandomSite([Entry(Kind.POST, "a/", "a.md", "a.md")], [], Sites()), "../" * 100_000, None)
def test_no_text_at_all_stops_the_build(site: RandomSite, text: str, data: st.DataObject | None) -> None:
    index = site.index
    referrer = referrer_of(data.draw(st.sampled_from(site.entries)) if data else site.entries[0], index)
    for url in (text, f"/{text}", f"{{post}}{text}", f"{{filename}}{text}", f"http://old.example/x/{text}"):
        resolution: Resolution = resolve_reference(url, referrer, index)
        if isinstance(resolution, Resolved):
            assert resolution.entry in index.names
        elif isinstance(resolution, Unresolved):
            assert resolution.message


@MANY
@given(random_sites, any_text, any_text)
def test_no_front_matter_at_all_stops_the_build(site: RandomSite, one: str, other: str) -> None:
    entry = Entry(
        Kind.POST,
        "new/",
        "posts/new.md",
        "new.md",
        "Layers",
        permalink=one,
        aliases=(other, f"/{one}"),
        guids=(one, other),
    )
    index, _problems = build_index([*site.entries, entry], site.sites)
    for _entry, redirect in name_redirects(index):
        redirect_html(redirect, "https://here.example")
        redirect_path(redirect.source)


near = st.text("abc-", min_size=1, max_size=9)


@MANY
@given(st.lists(st.one_of(near, st.text(min_size=1, max_size=8)), max_size=30), near)
@example(["abcdefghi"], "bacdefgih")
@example(["abcdefghi"], "cdefghi")
@example(["cdefghi"], "abcdefghi")
def test_no_word_is_nearer_than_the_one_that_is_suggested(candidates: list[str], word: str) -> None:
    found = NearWords(candidates).nearest(word)
    if word in candidates:
        assert found == word
    elif (nearest := nearest_name(word, candidates)) is not None:
        assert found == nearest
