"""Addresses and feed entries, which are worked out once: plugins of a site have their say all the same."""

from __future__ import annotations

from pathlib import Path

import feedparser
import pytest

from tests.builds.run import run_pelican
from tests.builds.settings import AUTHOR, settings_text

pytestmark = pytest.mark.slow

SETTINGS = {
    "SITEURL": "https://example.org",
    "FEED_DOMAIN": "https://example.org",
    "FEED_ALL_ATOM": "feeds/all.atom.xml",
    "TAG_FEED_ATOM": "feeds/{slug}.atom.xml",
    "OPENSTACK_PAGES": False,
}
POST = "---\ntitle: Cells & more\ndate: 2024-01-01\ntags: [nova]\n---\n\nThey *divide*.\n"


def build(folder: Path, settings: str) -> Path:
    (folder / "content").mkdir()
    (folder / "content" / "cells.md").write_text(POST, "utf-8")
    (folder / "conf.py").write_text(settings_text("from pelican import signals", settings, **SETTINGS), "utf-8")
    result = run_pelican("content", "-o", "output", "-s", "conf.py", cwd=folder)
    assert (result.returncode, result.stderr) == (0, "")
    return folder / "output"


MOVING = """
def move(generators):
    for generator in generators:
        for article in getattr(generator, "articles", ()):
            article.slug = "moved"

signals.all_generators_finalized.connect(move)
"""


def test_a_plugin_may_move_posts_until_the_site_is_written(tmp_path: Path) -> None:
    output = build(tmp_path, MOVING)
    assert (output / "blog/2024/01/01/moved/index.html").is_file()
    assert 'href="https://example.org/blog/2024/01/01/moved/"' in (output / "archives/index.html").read_text("utf-8")
    (entry,) = feedparser.parse(output / "feeds/all.atom.xml").entries
    assert entry.link == "https://example.org/blog/2024/01/01/moved/"


NAMING = """
def rename(context, feed):
    if "/nova." in feed.feed["feed_url"]:
        feed.items[0]["title"] = "Named <anew>"

signals.feed_generated.connect(rename)
"""


def test_a_plugin_may_change_an_entry_of_one_feed(tmp_path: Path) -> None:
    output = build(tmp_path, NAMING)
    feeds = {name: feedparser.parse(output / f"feeds/{name}.atom.xml") for name in ("all", "nova")}
    assert not any(feed.bozo for feed in feeds.values())
    assert {name: feed.entries[0].title for name, feed in feeds.items()} == {
        "all": "Cells & more",
        "nova": "Named <anew>",
    }


ADDING = """
def add_author(context, feed):
    if "/nova." in feed.feed["feed_url"]:
        feed.items[0]["authors"].append("Ada")

signals.feed_generated.connect(add_author)
"""


def test_what_a_plugin_adds_to_an_entry_of_one_feed_stands_in_no_other(tmp_path: Path) -> None:
    output = build(tmp_path, ADDING)
    texts = {name: (output / f"feeds/{name}.atom.xml").read_text("utf-8") for name in ("all", "nova")}
    assert {name: text.count("<name>Ada</name>") for name, text in texts.items()} == {"all": 0, "nova": 1}


def test_the_same_entry_stands_in_each_feed(tmp_path: Path) -> None:
    output = build(tmp_path, "")
    entries = []
    for name in ("all", "nova"):
        text = (output / f"feeds/{name}.atom.xml").read_text("utf-8")
        entries.append(text[text.index("<entry>") : text.index("</entry>")])
    assert entries[0] == entries[1]
    assert entries[0].startswith(f"<entry><author><name>{AUTHOR}</name></author><title>Cells &amp; more</title>")
    assert "&lt;em&gt;divide&lt;/em&gt;" in entries[0]
