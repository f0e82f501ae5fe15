"""What is true of every page of a built site."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin, urlsplit

import pytest

from .sites import MARKER, SAMPLE, Page, Site

SCHEMES = {"http", "https", "mailto"}
#: Where text is shown as it was typed: a post may well be about templates.
VERBATIM = ("code", "pre", "kbd", "samp")


def text_outside_code(page: Page) -> str:
    """The text and the values of attributes of a page, without what stands in code."""
    parts: list[str] = []
    for element in page.tree.iter():
        if not isinstance(element.tag, str):
            continue
        parts.extend(element.values())
        if not any(ancestor.tag in VERBATIM for ancestor in (element, *element.iterancestors())):
            parts.append(element.text or "")
        if not any(ancestor.tag in VERBATIM for ancestor in element.iterancestors()):
            parts.append(element.tail or "")
    return "\n".join(parts)


def lists(site: Site, first: str) -> list[Page]:
    """A list of posts, from its first page to its last, by the links between them."""
    pages = [site.pages[first]]
    while older := pages[-1].tree.xpath("//a[@rel='next']/@href"):
        file, _ = site.target(older[0], pages[-1].path) or ("", "")
        assert file not in [page.path for page in pages]
        pages.append(site.pages[file])
    return pages


def listed_titles(pages: list[Page]) -> list[str]:
    return [title for page in pages for title in page.texts("//article[contains(@class, 'post-summary')]/h2")]


def test_every_internal_link_and_fragment_leads_somewhere(any_site: Site) -> None:
    broken = []
    for page in any_site.pages.values():
        for link in page.links:
            target = any_site.target(link.url, page.path)
            if target is None:
                continue
            file, fragment = target
            if file not in any_site.files:
                broken.append(f"{page.path}: {link.holder} {link.url}: no file {file}")
            elif fragment and file.endswith(".html") and fragment not in any_site.pages[file].ids:
                broken.append(f"{page.path}: {link.holder} {link.url}: no id in {file}")
    assert broken == []


def test_style_sheets_and_drawings_load_only_what_is_there(any_site: Site) -> None:
    broken = []
    for path, url in any_site.addresses_in_sheets():
        if url.startswith(("#", "data:")):
            continue
        target = any_site.target(url, path)
        if target is None or target[0] not in any_site.files:
            broken.append((path, url))
    assert broken == []


def test_pages_load_nothing_from_elsewhere(any_site: Site) -> None:
    loading = {"link[href]", "img[src]", "img[srcset]", "source[src]", "source[srcset]", "video[src]", "video[poster]"}
    loading |= {"audio[src]", "track[src]", "object[data]", "script[src]", "embed[src]", "image[href]", "use[href]"}
    foreign = [
        (page.path, link.holder, link.url)
        for page in any_site.pages.values()
        for link in page.links
        if link.holder in loading and any_site.target(link.url, page.path) is None
    ]
    assert foreign == []


def test_every_scheme_of_a_link_is_one_of_ours(any_site: Site) -> None:
    links = {link.url for page in any_site.pages.values() for link in page.links}
    assert {urlsplit(url).scheme for url in links} - {""} <= SCHEMES


def test_pages_need_no_script(any_site: Site) -> None:
    scripted = [
        (page.path, element.tag)
        for page in any_site.pages.values()
        for element in page.tree.iter("*")
        if element.tag == "script" or any(name.startswith("on") for name in element.attrib)
    ]
    assert scripted == []


def test_published_addresses_are_absolute(any_published: Site) -> None:
    links = [(page.path, link.url) for page in any_published.pages.values() for link in page.links]
    assert [(path, url) for path, url in links if not urlsplit(url).scheme and not url.startswith("#")] == []


def test_every_page_has_exactly_one_h1(any_site: Site) -> None:
    assert {path: page.texts("//h1") for path, page in any_site.pages.items() if len(page.texts("//h1")) != 1} == {}


def test_heading_levels_do_not_skip(any_site: Site) -> None:
    skips = []
    for page in any_site.pages.values():
        previous = 0
        for heading in page.tree.iter("h1", "h2", "h3", "h4", "h5", "h6"):
            level = int(heading.tag[1])
            if level > previous + 1:
                skips.append((page.path, previous, level, "".join(heading.itertext())))
            previous = level
    assert skips == []


def test_no_heading_is_empty(any_site: Site) -> None:
    empty = [page.path for page in any_site.pages.values() for text in page.texts("//h1|//h2|//h3|//h4") if not text]
    assert empty == []


def test_ids_are_unique_in_their_page(any_site: Site) -> None:
    doubled = {
        path: sorted({name for name in page.ids if page.ids.count(name) > 1}) for path, page in any_site.pages.items()
    }
    assert {path: names for path, names in doubled.items() if names} == {}


def test_what_labels_and_describes_is_in_the_page(any_site: Site) -> None:
    missing = []
    for page in any_site.pages.values():
        for attribute in ("aria-labelledby", "aria-describedby", "aria-details", "aria-controls", "for", "headers"):
            for value in page.tree.xpath(f"//@{attribute}"):
                missing.extend((page.path, attribute, name) for name in value.split() if name not in page.ids)
    assert missing == []


def test_every_page_has_title_description_and_language(any_site: Site) -> None:
    for page in any_site.pages.values():
        (title,) = page.texts("/html/head/title")
        assert title, page.path
        assert page.tree.get("lang"), page.path
        if page.path != "404.html":
            (description,) = page.tree.xpath("/html/head/meta[@name='description']/@content")
            assert 20 <= len(description) <= 300, page.path
            assert "<" not in description, page.path


def test_every_post_has_a_title_and_a_description_of_its_own(any_site: Site) -> None:
    # Lists are described by the site's description; their titles tell them apart all the same.
    titles = [page.texts("/html/head/title")[0] for path, page in any_site.pages.items() if "/page/" not in path]
    assert sorted(titles) == sorted(set(titles))
    described = [
        page.tree.xpath("/html/head/meta[@name='description']/@content")[0] for page in any_site.posts.values()
    ]
    assert sorted(described) == sorted(set(described))


def test_only_published_pages_say_their_canonical_address(any_site: Site) -> None:
    for path, page in any_site.pages.items():
        canonical = page.tree.xpath("/html/head/link[@rel='canonical']/@href")
        shared = page.tree.xpath("/html/head/meta[@property='og:url']/@content")
        expected = [] if path == "404.html" or not any_site.url else [any_site.url + page.address]
        assert canonical == expected, path
        assert shared == expected, path


def test_every_old_address_leads_to_a_page(any_site: Site) -> None:
    for path, page in any_site.old_addresses.items():
        refresh = page.tree.xpath("//meta[@http-equiv='refresh']/@content")[0].partition("url=")[2]
        target = any_site.target(refresh, path)
        assert target is not None, path
        assert target[0] in any_site.pages, path
        assert page.tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.tree.xpath("//a/@href") == [refresh]


def test_an_alias_leads_to_its_post(any_sample: Site) -> None:
    (path,) = any_sample.old_addresses
    assert path == "notes/all-kinds-of-code/index.html"
    (link,) = any_sample.old_addresses[path].tree.xpath("//a/@href")
    assert any_sample.target(link, path) == ("blog/2023/03/28/code-of-all-kinds/index.html", "")


def test_drafts_and_404_are_kept_from_search_engines(any_site: Site) -> None:
    hidden = {
        path for path, page in any_site.pages.items() if page.tree.xpath("//meta[@name='robots'][@content='noindex']")
    }
    assert hidden == {path for path in any_site.pages if path.startswith("drafts/") or path == "404.html"}


def test_there_is_a_page_for_each_post_and_page(any_site: Site) -> None:
    assert sorted(any_site.posts) == sorted(post.title for post in any_site.published_sources)
    for source in any_site.sources_of_pages:
        assert any_site.pages[f"{source.fields['slug']}/index.html"].texts("//h1") == [source.title]
    drafts = [page.texts("//h1")[0] for path, page in any_site.pages.items() if path.startswith("drafts/")]
    assert sorted(drafts) == sorted(post.title for post in any_site.sources if not post.is_published)


def test_index_and_archives_list_all_published_posts_newest_first(any_site: Site) -> None:
    published = sorted(any_site.published_sources, key=lambda post: str(post.fields["date"]), reverse=True)
    titles = [post.title for post in published]
    assert listed_titles(lists(any_site, "index.html")) == titles
    assert any_site.pages["archives/index.html"].texts("//ul[contains(@class, 'archive-list')]/li/a") == titles


def test_lists_go_on_over_several_pages(paginated_site: Site) -> None:
    pages = lists(paginated_site, "index.html")
    assert len(pages) == len(paginated_site.published_sources) > 1
    for page, newer in zip(pages[1:], pages, strict=False):
        (back,) = page.tree.xpath("//a[@rel='prev']/@href")
        assert paginated_site.target(back, page.path) == (newer.path, "")


def test_drafts_are_not_listed_and_not_linked(any_site: Site) -> None:
    drafts = [post.title for post in any_site.sources if not post.is_published]
    assert drafts or any_site.content != SAMPLE
    for page in any_site.pages.values():
        if page.path.startswith("drafts/"):
            continue
        targets = [any_site.target(link.url, page.path) for link in page.links]
        assert [target for target in targets if target and target[0].startswith("drafts/")] == [], page.path
        assert not set(drafts) & set(page.texts("//h2|//li/a")), page.path


@pytest.mark.parametrize(
    ("plural", "singular", "label"),
    [("categories", "category", "In"), ("tags", "tag", "Tags"), ("authors", "author", "By")],
)
def test_each_category_tag_and_author_of_a_post_has_a_page_that_lists_it(
    any_sample: Site, plural: str, singular: str, label: str
) -> None:
    expected: dict[str, list[str]] = {}
    for post in any_sample.published_sources:
        page = any_sample.posts[post.title]
        links = page.tree.xpath(f"//article/dl[contains(@class, 'facts')]/div[dt='{label}']/dd//a")
        named = {"".join(link.itertext()): any_sample.target(link.get("href"), page.path) for link in links}
        assert sorted(named) == sorted(post.names(plural, singular)), post.title
        for target in named.values():
            assert target is not None
            expected.setdefault(target[0], []).append(post.title)
    for first, titles in expected.items():
        assert PurePosixPath(first).parts[0] == singular
        assert sorted(listed_titles(lists(any_sample, first))) == sorted(titles), first
    overview = any_sample.pages[f"{plural}/index.html"]
    counts = {}
    for item in overview.tree.xpath("//ul[contains(@class, 'counted-list')]/li"):
        target = any_sample.target(item.find("a").get("href"), overview.path)
        assert target is not None
        counts[target[0]] = int(item.xpath("span[@class='count']/text()")[0])
    assert counts == {first: len(titles) for first, titles in expected.items()}


def test_nothing_of_templates_or_sources_shows(any_site: Site) -> None:
    marks = re.compile(r"\{\{|\{%|%\}|\{#|\{(?:filename|static|attach|category|tag|author|index)\}|\|filename\|")
    shown = {path: marks.findall(text_outside_code(page)) for path, page in any_site.pages.items()}
    assert {path: found for path, found in shown.items() if found} == {}


def test_nothing_of_this_machine_shows(any_site: Site, repository: Path) -> None:
    for path, file in any_site.files.items():
        content = file.read_bytes()
        assert bytes(repository) not in content, path
        assert bytes(any_site.output) not in content, path


def test_only_the_expected_folders_are_written(any_site: Site) -> None:
    posts = any_site.published_sources
    expected = {
        "404.html",
        "index.html",
        MARKER,
        "archives",
        "authors",
        "categories",
        "graph.json",
        "layers",
        "tags",
        "theme",
    }
    expected |= {source.fields["slug"] for source in any_site.sources_of_pages}
    expected |= {PurePosixPath(path).parts[0] for path in any_site.old_addresses}
    expected |= {"feeds"} if any_site.url else set()
    expected |= {"projects", "series"} if any_site.has_facts else set()
    expected |= {"author", "blog", "category"} if posts else set()
    expected |= {"tag"} if any(post.names("tags", "tag") for post in posts) else set()
    expected |= {"drafts"} if len(posts) < len(any_site.sources) else set()
    expected |= {"page"} if len(lists(any_site, "index.html")) > 1 else set()
    ours = {file.relative_to(any_site.content).as_posix() for file in any_site.content.glob("[fi]*/**/*.*")}
    expected |= {PurePosixPath(path).parts[0] for path in ours}
    assert {PurePosixPath(path).parts[0] for path in any_site.files} == expected
    assert {path for path in any_site.files if path.startswith(("files/", "images/"))} == ours


def test_addresses_have_no_surprises(any_site: Site) -> None:
    # Whatever a post is called, its address needs no quoting, and is the same on systems that ignore case.
    assert [path for path in any_site.files if not re.fullmatch(r"[a-z0-9./_-]+", path)] == []


def test_404_page_works_from_any_depth(any_site: Site) -> None:
    page = any_site.pages["404.html"]
    followed = [link.url for link in page.links if not link.url.startswith("#")]
    assert followed
    for url in followed:
        at_root = any_site.target(url, "404.html")
        assert any_site.target(url, "no/such/place/here.html") == at_root, url


def test_served_404_page_leads_back(address: str, sample_site: Site) -> None:
    deep = f"{address}/no/such/place/"
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(deep)
    with caught.value as answer:
        assert answer.code == 404
        page = Page("404.html", answer.read().decode())
    assert page.text == sample_site.pages["404.html"].text
    for link in page.links:
        url = urljoin(deep, link.url)
        if url.startswith(address) and not link.url.startswith("#"):
            with urllib.request.urlopen(url) as answer:
                assert answer.status == 200, url
