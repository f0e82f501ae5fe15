"""Who refers to a post, and the graph of it all."""

from __future__ import annotations

import datetime
import json

from markupsafe import Markup
from sevenlayer.cross_references.backlinks import find_orphans, list_backlinks
from sevenlayer.cross_references.entries import Entry, Kind
from sevenlayer.cross_references.graph import graph_json


def entry(
    name: str, day: int = 0, *, kind: Kind = Kind.POST, listed: bool = True, hours: int = 0, title: str = ""
) -> Entry:
    zone = datetime.timezone(datetime.timedelta(hours=hours))
    date = datetime.datetime(2024, 1, day, 12, tzinfo=zone) if day else None
    return Entry(kind, f"{name}/", f"posts/{name}.md", title=title or name.title(), date=date, is_listed=listed)


TARGET = entry("target", 1)


def titles(*referrers: Entry) -> list[str]:
    backlinks = list_backlinks((referrer, TARGET, f"By {referrer.title}.") for referrer in referrers)
    return [backlink.title for backlink in backlinks.get(TARGET, ())]


def test_newest_come_first_and_pages_last() -> None:
    page = entry("page", kind=Kind.PAGE)
    assert titles(entry("old", 2), page, entry("new", 4), entry("middle", 3)) == ["New", "Middle", "Old", "Page"]


def test_posts_of_one_moment_come_by_source() -> None:
    assert titles(entry("b", 2), entry("a", 2), entry("c", 2)) == ["A", "B", "C"]


def test_moments_are_compared_across_time_zones() -> None:
    assert titles(entry("east", 2, hours=9), entry("west", 2, hours=-8)) == ["West", "East"]


def test_drafts_and_hidden_posts_are_not_named() -> None:
    assert titles(entry("draft", 2, listed=False), entry("shown", 3)) == ["Shown"]
    assert titles(entry("draft", 2, listed=False)) == []


def test_a_backlink_has_the_title_the_address_the_date_and_the_sentence() -> None:
    referrer = entry("refers", 2, title="A <b> & co")
    (backlink,) = list_backlinks([(referrer, TARGET, "See <it>.")])[TARGET]
    assert backlink.title == "A &lt;b&gt; &amp; co"
    assert (backlink.url, backlink.date, backlink.sentence) == ("refers/", referrer.date, Markup("See &lt;it&gt;."))


def test_orphans_are_listed_posts_that_nothing_refers_to() -> None:
    alone, draft, page = entry("alone", 2), entry("draft", 3, listed=False), entry("page", kind=Kind.PAGE)
    file = entry("file", kind=Kind.FILE)
    backlinks = list_backlinks([(alone, TARGET, ""), (draft, alone, "")])
    assert find_orphans([TARGET, alone, draft, page, file], backlinks) == [alone]


def test_the_graph_has_what_is_listed_and_its_references() -> None:
    one, two = entry("one", 2, title="Überblick & “mehr”"), entry("two", kind=Kind.PAGE)
    draft = entry("draft", 3, listed=False)
    references = [
        (two, one, "Two to one."),
        (one, two, "One to two."),
        (draft, one, "Draft."),
        (one, draft, "To a draft."),
    ]
    assert json.loads(graph_json([two, one, draft], references)) == {
        "nodes": [
            {
                "url": "one/",
                "title": "Überblick & “mehr”",
                "kind": "post",
                "date": "2024-01-02T12:00:00+00:00",
                "source": "posts/one.md",
            },
            {"url": "two/", "title": "Two", "kind": "page", "date": None, "source": "posts/two.md"},
        ],
        "edges": [
            {"from": "one/", "to": "two/", "sentence": "One to two."},
            {"from": "two/", "to": "one/", "sentence": "Two to one."},
        ],
    }


def test_the_graph_is_the_same_whatever_the_order_of_references() -> None:
    entries = [entry("one", 2), entry("two", 3), entry("three", 4)]
    references = [(a, b, f"{a.title} to {b.title}.") for a in entries for b in entries if a is not b]
    assert graph_json(entries, references) == graph_json(entries[::-1], references[::-1])


def test_an_empty_site_has_an_empty_graph() -> None:
    assert json.loads(graph_json([], [])) == {"nodes": [], "edges": []}
