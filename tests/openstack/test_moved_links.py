"""Links to hosts that moved: written anew where that is certain, marked where nothing is left, else as they were."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sevenlayer.diagnostics import Location
from sevenlayer.document import Reference
from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.link_rules.moved import Moved, find_move
from sevenlayer.openstack.links.rewrite import mark_moved_links, references_after

from tests.bad_content.builds import Build, Builder

DAY = datetime.date(2013, 11, 10)
PLUGINS = ["sevenlayer.openstack", "sevenlayer.cross_references", "sevenlayer.feeds"]
REVIEW = "https://review.openstack.org/129795"


def find(url: str) -> Moved | None:
    return find_move(facts().moves, url)


def marked(html: str) -> str:
    return mark_moved_links(html, find, DAY).html


@pytest.mark.parametrize("move", facts().moves, ids=lambda move: str(move.examples[0][0]))
def test_a_link_becomes_what_the_table_says_and_nothing_else(move: object) -> None:
    for old, new in move.examples:  # type: ignore[attr-defined]
        html = f'<p><a class="x" href="{old}" title="y">text</a>.</p>'
        expected = {
            "moved": f'<p><a class="x" href="{new}" title="y" data-original-href="{old}">text</a>.</p>',
            "gone": f'<p><a class="x" href="{old}" title="y">text</a> <span class="gone-link">(gone; '
            f'<a href="https://web.archive.org/web/20131110/{old}">archived copy</a>)</span>.</p>',
        }
        assert marked(html) == expected.get(move.fate, html)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.org/review.openstack.org/129795">x</a>',
        f'<img src="{REVIEW}" alt="">',
        f'<blockquote cite="{REVIEW}">x</blockquote>',
        f"<p>{REVIEW}</p>",
        f'<!-- <a href="{REVIEW}">x</a> --><script>\'<a href="{REVIEW}">x</a>\'</script>',
        f"""<a title='href="{REVIEW}"' href="/">x</a>""",
        f'<abbr title="<a href={REVIEW}>">x</abbr>',
        f'<a href="{REVIEW}',
        f'<pre><code>&lt;a href="{REVIEW}"&gt;</code></pre>',
    ],
)
def test_what_is_no_link_to_a_moved_host_stays_as_it_is(html: str) -> None:
    assert mark_moved_links(html, find, DAY).html == html
    assert mark_moved_links(html, find, DAY).known == {}


def test_addresses_are_escaped_where_they_are_written() -> None:
    found = marked('<a href="https://etherpad.openstack.org/p/a&amp;b&quot;&lt;c">x</a>')
    assert found == (
        '<a href="https://etherpad.opendev.org/p/a&amp;b&quot;&lt;c" '
        'data-original-href="https://etherpad.openstack.org/p/a&amp;b&quot;&lt;c">x</a>'
    )
    assert "&quot;onmouseover" in marked('<a href="http://ask.openstack.org/&quot;onmouseover=&quot;x">x</a>')


def test_the_archived_copy_of_a_page_without_a_date_is_the_last_one() -> None:
    html = mark_moved_links('<a href="http://planet.openstack.org/">x</a>', find, None).html
    assert '<a href="https://web.archive.org/web/http://planet.openstack.org/">archived copy</a>' in html


def test_references_keep_their_places() -> None:
    here, there = Location("a.md", 3, 5), Location("a.md", 9, 1)
    references = (Reference(REVIEW, here), Reference("/x/", there), Reference("http://planet.openstack.org/", there))
    known = {url: moved for one in references if (moved := find(url := one.url))}
    assert references_after(references, known, DAY) == (
        Reference("https://review.opendev.org/129795", here),
        *references[1:],
        Reference("https://web.archive.org/web/20131110/http://planet.openstack.org/", there),
    )


MARKDOWN = """\
---
title: Of links
slug: of-links
date: 2013-11-10 08:00
category: News
summary: See [a change](https://review.openstack.org/1) and [a question](https://ask.openstack.org/q/1).
---
A [pad](https://etherpad.openstack.org/p/a "Notes"), [another][1], and the [planet](http://planet.openstack.org/).

<a href="http://devstack.org/plugins.html">perhaps</a>

[1]: https://etherpad.openstack.org/p/b
"""
RESTRUCTUREDTEXT = """\
---
title: Of links
slug: of-links
date: 2013-11-10 08:00
category: News
summary: See `a change <https://review.openstack.org/1>`__ and `a question <https://ask.openstack.org/q/1>`__.
---
A `pad <https://etherpad.openstack.org/p/a>`__, another__, and the `planet <http://planet.openstack.org/>`__.

`perhaps <http://devstack.org/plugins.html>`__

__ https://etherpad.openstack.org/p/b
"""
PAGE = "blog/2013/11/10/of-links/index.html"
CHANGE = '<a href="https://review.opendev.org/1" data-original-href="https://review.openstack.org/1">a change</a>'
QUESTION = (
    '<a href="https://ask.openstack.org/q/1">a question</a> <span class="gone-link">(gone; '
    '<a href="https://web.archive.org/web/20131110/https://ask.openstack.org/q/1">archived copy</a>)</span>'
)


@pytest.fixture(scope="module")
def builder() -> Iterator[Builder]:
    builder = Builder()
    yield builder
    builder.close()


def build(builder: Builder, folder: Path, files: dict[str, str], **settings: object) -> Build:
    for name, text in files.items():
        path = folder / "site" / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return builder.build(folder, settings={"PLUGINS": PLUGINS, **settings})


@pytest.mark.parametrize(("name", "source"), [("posts/a.md", MARKDOWN), ("posts/a.rst", RESTRUCTUREDTEXT)])
def test_posts_summaries_and_feeds_have_the_present_addresses(
    builder: Builder, tmp_path: Path, name: str, source: str
) -> None:
    built = build(builder, tmp_path, {name: source})
    assert (built.status, built.report) == (0, "")
    page = (built.output / PAGE).read_text("utf-8")
    assert 'href="https://etherpad.opendev.org/p/a"' in page
    assert 'data-original-href="https://etherpad.openstack.org/p/a"' in page
    assert 'href="https://etherpad.opendev.org/p/b" data-original-href="https://etherpad.openstack.org/p/b"' in page
    assert '<a href="https://web.archive.org/web/20131110/http://planet.openstack.org/">archived copy</a>)' in page
    assert 'href="http://devstack.org/plugins.html">perhaps</a>' in page
    index = (built.output / "index.html").read_text("utf-8")
    assert CHANGE in index
    assert QUESTION in index
    feed = (built.output / "feeds/all.atom.xml").read_text("utf-8")
    assert "data-original-href" in feed
    assert "archived copy" in feed


@pytest.mark.parametrize(("name", "source"), [("posts/a.md", MARKDOWN), ("posts/a.rst", RESTRUCTUREDTEXT)])
def test_the_setting_leaves_all_links_as_they_are(builder: Builder, tmp_path: Path, name: str, source: str) -> None:
    built = build(builder, tmp_path, {name: source}, OPENSTACK_MOVED_LINKS=False)
    page = (built.output / PAGE).read_text("utf-8")
    assert "data-original-href" not in page
    assert "gone-link" not in page


def test_a_link_may_be_kept_of_which_nothing_is_known(builder: Builder, tmp_path: Path) -> None:
    front = "---\ntitle: A\ndate: 2024-01-02\ncategory: News\nkeep_links: [https://example.org/x]\n---\n"
    built = build(builder, tmp_path, {"posts/a.md": front + "[Here](https://example.org/x).\n"})
    assert "unused-keep-link" not in built.report


@pytest.mark.parametrize(("name", "source"), [("posts/a.md", MARKDOWN), ("posts/a.rst", RESTRUCTUREDTEXT)])
def test_a_post_keeps_the_links_that_it_names(builder: Builder, tmp_path: Path, name: str, source: str) -> None:
    kept = "keep_links: [https://etherpad.openstack.org/p/a, http://planet.openstack.org/, http://gone.example.org/]\n"
    built = build(builder, tmp_path, {name: source.replace("category:", kept + "category:")})
    page = (built.output / PAGE).read_text("utf-8")
    assert 'href="https://etherpad.openstack.org/p/a"' in page
    assert 'href="https://etherpad.opendev.org/p/b"' in page
    assert "gone-link" not in page
    assert (
        f"content/{name}:5:80: warning: 'keep_links' names 'http://gone.example.org/', and no link of the post has that "
        "address [openstack.unused-keep-link]\n"
    ) in built.report


def test_a_page_without_a_date_has_the_last_archived_copy(builder: Builder, tmp_path: Path) -> None:
    text = "---\ntitle: About\nslug: about-us\n---\nThe [planet](http://planet.openstack.org/).\n"
    built = build(builder, tmp_path, {"pages/about.md": text})
    (page,) = built.output.rglob("about-us/index.html")
    assert "https://web.archive.org/web/http://planet.openstack.org/" in page.read_text("utf-8")


def test_a_bad_setting_stops_the_build_in_one_line(builder: Builder, tmp_path: Path) -> None:
    built = build(builder, tmp_path, {}, OPENSTACK_MOVED_LINKS="no")
    assert built.status != 0
    assert "OPENSTACK_MOVED_LINKS must be True or False, not 'no'" in built.report
    assert "Traceback" not in built.report


LISTED = [
    (
        "6:25",
        "moved-link",
        "'https://review.openstack.org/1' has moved; the link leads to 'https://review.opendev.org/1'",
    ),
    ("6:74", "gone-link", "'https://ask.openstack.org/q/1' is gone: the site for questions was closed"),
    (
        "8:9",
        "moved-link",
        "'https://etherpad.openstack.org/p/a' has moved; the link leads to 'https://etherpad.opendev.org/p/a'",
    ),
    ("8:85", "gone-link", "'http://planet.openstack.org/' is gone: the planet of blogs is no longer made"),
    (
        "10:10",
        "unsure-link",
        "'http://devstack.org/plugins.html' may lead nowhere: DevStack's documentation is at docs.openstack.org/devstack/latest/",
    ),
    (
        "12:6",
        "moved-link",
        "'https://etherpad.openstack.org/p/b' has moved; the link leads to 'https://etherpad.opendev.org/p/b'",
    ),
]


def test_check_lists_what_moved_what_is_gone_and_what_is_unsure(tmp_path: Path, repository: Path) -> None:
    content = tmp_path / "content" / "posts"
    content.mkdir(parents=True)
    (content / "a.md").write_text(MARKDOWN)
    settings = tmp_path / "settings.py"
    settings.write_text(
        f"import sys\nsys.path.insert(0, {str(repository)!r})\nfrom pelicanconf import *\nPLUGINS = {PLUGINS!r}\n"
    )
    command = [sys.executable, "-m", "tools.check", str(tmp_path / "content"), "-s", str(settings)]
    report = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False, timeout=60).stdout
    lines = [line.removeprefix(f"{content}/") for line in report.splitlines() if "[openstack." in line]
    assert lines == [f"a.md:{place}: info: {message} [openstack.{code}]" for place, code, message in LISTED]
    assert "  hint: write the present address, or name it in 'keep_links'\n" in report
    assert "  hint: an archived copy is linked behind it; 'keep_links' prevents that\n" in report
    assert "  hint: see whether it is 'https://docs.openstack.org/devstack/latest/plugins.html' now\n" in report
