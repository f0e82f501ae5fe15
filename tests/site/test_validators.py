"""What others' checkers, and ours for feeds, say of both builds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree

from tests.builds.settings import SITE_URL

from .feeds import Entry, Feed, faults
from .sites import Page, Site, build_sample, clean_environment

CHECKED = (".html", ".css", ".svg")


@pytest.fixture(scope="session")
def check(needs_tool: Callable[[str], NoReturn]) -> Callable[[list[Path]], list[str]]:
    """Call it with files: what the Nu Html Checker has to say about them, notes too."""
    java, jar = shutil.which("java"), os.environ.get("SEVENLAYER_VNU_JAR", "")
    if not java:
        needs_tool("java is not installed")
    if not jar:
        needs_tool("SEVENLAYER_VNU_JAR does not name a vnu.jar")

    def run(files: list[Path]) -> list[str]:
        options = ["--format", "json", "--also-check-css", "--also-check-svg", "--stdout", "--exit-zero-always"]
        result = subprocess.run(
            [java, "-jar", jar, *options, *map(str, files)],
            env=clean_environment(),
            capture_output=True,
            encoding="utf-8",
            timeout=180,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        return [
            f"{message.get('url', '')}:{message.get('lastLine', '')}: {message['type']}: {message['message']}"
            for message in json.loads(result.stdout)["messages"]
        ]

    return run


@pytest.mark.slow
def test_nu_html_checker_reads_all_three_languages(check: Callable[[list[Path]], list[str]], tmp_path: Path) -> None:
    # Given files it does not know, it would be content with anything.
    faulty = {
        "page.html": "<!DOCTYPE html><html lang=en><title>Twice</title><p id=a>1</p><p id=a>2</p></html>",
        "sheet.css": "p { colr: red }",
        "drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"><box/></svg>',
    }
    for name, text in faulty.items():
        (tmp_path / name).write_text(text)
    found = check([tmp_path / name for name in faulty])
    assert {name for name in faulty if any(name in message and ": error: " in message for message in found)} == set(
        faulty
    )


@pytest.mark.slow
def test_nu_html_checker_finds_nothing(
    check: Callable[[list[Path]], list[str]],
    built_site: Site,
    published_site: Site,
    sample_site: Site,
    published_sample_site: Site,
    golden_site: Site,
) -> None:
    sites = (built_site, published_site, sample_site, published_sample_site, golden_site)
    files = [file for site in sites for path, file in site.files.items() if path.endswith(CHECKED)]
    assert {file.suffix for file in files} == set(CHECKED)
    assert check(files) == []


@pytest.fixture(scope="session")
def feeds(any_published: Site) -> dict[str, Feed]:
    """All feeds, by their files; reading them means that they are well-formed."""
    return feeds_of(any_published)


def feeds_of(site: Site) -> dict[str, Feed]:
    return {path: Feed.read(path, file) for path, file in site.files.items() if path.startswith("feeds/")}


def all_entries(feeds: dict[str, Feed]) -> Iterator[tuple[Feed, Entry]]:
    for feed in feeds.values():
        for entry in feed.entries:
            yield feed, entry


def page_of(entry: Entry, site: Site) -> Page:
    target = site.target(entry.link, "index.html")
    assert target is not None, entry.link
    return site.pages[target[0]]


def test_feeds_keep_rfc_4287(feeds: dict[str, Feed]) -> None:
    assert feeds
    assert {path: found for path, feed in feeds.items() if (found := faults(feed))} == {}


def test_feed_checker_sees_faults(published_sample_site: Site) -> None:
    spoilt = Feed.read("", published_sample_site.files["feeds/all.atom.xml"])
    entry = spoilt.entries[0].element
    for name in ("id", "updated", "author"):
        entry.remove(next(entry.iterfind("{*}" + name)))
    spoilt.element.remove(next(spoilt.element.iterfind("{*}link[@rel='self']")))
    assert {fault.split(":")[0] for fault in faults(spoilt)} >= {"4.1.1", "4.1.2", "RFC 4151"}


def test_feedparser_reads_the_same(feeds: dict[str, Feed], any_published: Site) -> None:
    for path, feed in feeds.items():
        parsed = feedparser.parse(any_published.files[path].read_bytes())
        assert not parsed.bozo, path
        assert parsed.version == "atom10", path
        assert [entry.id for entry in parsed.entries] == [entry.text("id") for entry in feed.entries], path
        assert [[author.name for author in entry.authors] for entry in parsed.entries] == [
            entry.authors for entry in feed.entries
        ], path


def test_a_feed_says_where_it_is(feeds: dict[str, Feed], any_published: Site) -> None:
    for path, feed in feeds.items():
        assert feed.links("self") == [f"{any_published.url}/{path}"]
        target = any_published.target(feed.links("alternate")[0], "index.html")
        assert target is not None, path
        assert target[0] in any_published.pages, path


def test_no_two_feeds_have_one_id(feeds: dict[str, Feed]) -> None:
    # RFC 4287, 4.2.6: readers take two feeds with one id for the same feed.
    assert [one for one, times in Counter(feed.text("id") for feed in feeds.values()).items() if times > 1] == []


def test_feeds_are_announced_in_pages(feeds: dict[str, Feed], any_published: Site) -> None:
    announced = {
        target[0]
        for page in any_published.pages.values()
        for url in page.tree.xpath("/html/head/link[@rel='alternate'][@type='application/atom+xml']/@href")
        if (target := any_published.target(url, page.path))
    }
    assert announced == set(feeds)
    for path, page in any_published.pages.items():
        urls = page.tree.xpath("/html/head/link[@rel='alternate'][@type='application/atom+xml']/@href")
        assert f"{any_published.url}/feeds/all.atom.xml" in urls, path


@pytest.mark.parametrize("name", ["built_site", "sample_site"])
def test_previews_have_no_feeds_and_announce_none(request: pytest.FixtureRequest, name: str) -> None:
    site: Site = request.getfixturevalue(name)
    assert [path for path in site.files if "atom" in path or path.startswith("feeds")] == []
    assert [path for path, page in site.pages.items() if page.tree.xpath("//*[@type='application/atom+xml']")] == []


def test_every_address_in_an_entry_is_absolute_and_leads_somewhere(feeds: dict[str, Feed], any_published: Site) -> None:
    for feed, entry in all_entries(feeds):
        for link in entry.addresses():
            assert link.url.startswith(("https://", "http://", "mailto:")), (feed.path, link)
            target = any_published.target(link.url, "index.html")
            if target is None:
                continue
            file, fragment = target
            assert file in any_published.files, (feed.path, link)
            if fragment:
                assert fragment in any_published.pages[file].ids, (feed.path, link)


def test_entries_have_the_whole_post(feeds: dict[str, Feed], any_published: Site) -> None:
    for feed, entry in all_entries(feeds):
        page = page_of(entry, any_published)
        (body,) = page.tree.xpath("//div[@class='post-content']")
        content = entry.html("content")
        assert content is not None, feed.path
        # All but the links of headings to themselves. Of a diagram, feeds have an image and the words, unfolded.
        drawn = "[@class='layers-wide' or @class='layers-narrow']"
        folded = "summary[parent::*[@class='layers-words']]"
        text = "".join(
            body.xpath(f".//text()[not(ancestor::*[@class='headerlink'] or ancestor::*{drawn} or ancestor::{folded})]")
        )
        assert "".join(content.itertext()).split() == text.split(), (feed.path, entry.link)
        for tag in ("img", "pre", "table", "figure", "math", "svg", "video"):
            count = f"count(.//*[local-name() = '{tag}'][not(ancestor::*{drawn})])"
            images = body.xpath("count(.//*[@class='layers-wide'])") if tag == "img" else 0
            assert content.xpath(count) == body.xpath(count) + images, (entry.link, tag)


def test_entries_say_what_their_sources_say(published_sample_site: Site) -> None:
    feed = Feed.read("", published_sample_site.files["feeds/all.atom.xml"])
    entries = {entry.text("title"): entry for entry in feed.entries}
    published = {post.title: post for post in published_sample_site.published_sources}
    assert sorted(entries) == sorted(published)
    for title, entry in entries.items():
        source = published[title]
        assert entry.authors == source.names("authors", "author")
        assert entry.categories == source.names("categories", "category") + source.names("tags", "tag")
        assert f"{entry.date('published'):%Y-%m-%d %H:%M}" == str(source.fields["date"])[:16]
        modified = source.fields.get("modified", source.fields["date"])
        assert f"{entry.date('updated'):%Y-%m-%d %H:%M}" == str(modified)[:16]
        assert entry.text("id").startswith(f"tag:{urlsplit(SITE_URL).netloc},{str(source.fields['date'])[:10]}:")


@pytest.mark.parametrize(
    ("folder", "plural", "singular"),
    [("category", "categories", "category"), ("tag", "tags", "tag"), ("author", "authors", "author")],
)
def test_each_feed_of_a_list_has_the_posts_of_that_list(
    published_sample_site: Site, folder: str, plural: str, singular: str
) -> None:
    site = published_sample_site
    slugs = {path.split("/")[1] for path in site.pages if path.startswith(f"{folder}/")}
    named = {path: feed for path, feed in feeds_of(site).items() if path.startswith(f"feeds/{folder}/")}
    assert set(named) == {f"feeds/{folder}/{slug}.atom.xml" for slug in slugs}
    wanted = Counter(name for post in site.published_sources for name in post.names(plural, singular))
    got = {}
    for path, feed in named.items():
        slug = path.removeprefix(f"feeds/{folder}/").removesuffix(".atom.xml")
        (name,) = site.pages[f"{folder}/{slug}/index.html"].texts("//h1")
        got[name] = len(feed.entries)
        assert all(name in (entry.authors if folder == "author" else entry.categories) for entry in feed.entries), path
        assert name in feed.text("title")
    assert got == wanted


def test_an_entry_is_the_same_in_every_feed(feeds: dict[str, Feed]) -> None:
    copies: dict[str, set[bytes]] = {}
    for _feed, entry in all_entries(feeds):
        copies.setdefault(entry.text("id"), set()).add(etree.tostring(entry.element, with_tail=False))
    assert {identity: len(texts) for identity, texts in copies.items() if len(texts) > 1} == {}


def test_entry_ids_are_the_same_in_the_next_build(published_sample_site: Site, tmp_path: Path) -> None:
    again = build_sample(tmp_path / "again", published=True)
    first, second = (Feed.read("", site.files["feeds/all.atom.xml"]) for site in (published_sample_site, again))
    assert [entry.text("id") for entry in first.entries] == [entry.text("id") for entry in second.entries] != []
