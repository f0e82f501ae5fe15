"""What is wrong with pages and feeds that were written: their structure, without knowing where they come from.

Only what a parser can be sure of is reported: elements that are not closed, ids that stand twice, feeds that are not
XML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

__all__ = ["feed_faults", "page_faults"]

_ATOM = "{http://www.w3.org/2005/Atom}"
_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())
#: Elements whose end tag may be left out.
_CLOSED_BY_OTHERS = frozenset(
    "body colgroup dd dt head html li optgroup option p rp rt tbody td tfoot th thead tr".split()
)


class _Structure(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, int]] = []
        self.ids: Counter[str] = Counter()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in _EMPTY:
            self.open.append((tag, self.getpos()[0]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids.update(value for name, value in attrs if name == "id" and value)

    def handle_endtag(self, tag: str) -> None:
        place = len(self.open)
        while place and self.open[place - 1][0] != tag:
            if self.open[place - 1][0] not in _CLOSED_BY_OTHERS:
                break
            place -= 1
        if place and self.open[place - 1][0] == tag:
            del self.open[place - 1 :]
        elif any(name == tag for name, _ in self.open):
            name, line = self.open[-1]
            self.faults.append(f"line {self.getpos()[0]}: </{tag}> comes before the end of <{name}> in line {line}")
            while self.open.pop()[0] != tag:
                pass
        else:
            self.faults.append(f"line {self.getpos()[0]}: </{tag}> ends nothing")


def page_faults(page: Path) -> Iterator[str]:
    """Say what is wrong with the HTML in *page*, a sentence each."""
    try:
        text = page.read_text("utf-8")
    except UnicodeDecodeError:
        yield "the page is not UTF-8"
        return
    structure = _Structure()
    structure.feed(text)
    structure.close()
    yield from structure.faults
    for name, line in structure.open:
        if name not in _CLOSED_BY_OTHERS:
            yield f"line {line}: <{name}> is never closed"
    for name, count in structure.ids.items():
        if count > 1:
            yield f"the id '{name}' stands {count} times"


def feed_faults(feed: Path) -> Iterator[str]:
    """Say what is wrong with a feed, Atom or RSS."""
    try:
        root = ElementTree.parse(feed).getroot()  # noqa: S314 - written by this very build
    except ElementTree.ParseError as error:
        yield f"the feed is not well-formed XML: {error}"
        return
    if root.tag == "rss":
        ids = [item.findtext("guid") or item.findtext("link") or "" for item in root.iter("item")]
    else:
        entries = root.findall(f"{_ATOM}entry")
        ids = [entry.findtext(f"{_ATOM}id") or "" for entry in entries]
        for name in ("id", "title", "updated"):
            for entry in (root, *entries):
                if not (entry.findtext(f"{_ATOM}{name}") or "").strip():
                    of = "the feed" if entry is root else f"entry '{entry.findtext(f'{_ATOM}title')}'"
                    yield f"{of} has no {name}"
    for identity, count in Counter(ids).items():
        if identity and count > 1:
            yield f"{count} entries have the id '{identity}'"
