"""Atom feeds, read strictly: what RFC 4287 asks of a feed, in its own order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

from .sites import Link, links_in

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: RFC 3339, with upper case T and Z (section 3.3).
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
#: RFC 4151: tag:AUTHORITY,DATE:SPECIFIC
_TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*")


@dataclass(frozen=True)
class Entry:
    element: Any

    def text(self, name: str) -> str:
        """The text of a child that is there exactly once."""
        (child,) = self.element.findall(ATOM + name)
        return child.text or ""

    def date(self, name: str) -> datetime:
        return read_date(self.text(name))

    @property
    def link(self) -> str:
        (link,) = (link for link in self.element.findall(f"{ATOM}link") if link.get("rel", "alternate") == "alternate")
        return str(link.get("href"))

    @property
    def authors(self) -> list[str]:
        return [author.findtext(f"{ATOM}name") for author in self.element.findall(f"{ATOM}author")]

    @property
    def categories(self) -> list[str]:
        return [category.get("term") for category in self.element.findall(f"{ATOM}category")]

    def html(self, name: str) -> Any:
        """A child of type html as a tree, None where there is none."""
        found = self.element.findall(ATOM + name)
        if not found:
            return None
        (child,) = found
        assert child.get("type") == "html", (self.link, name)
        return html.fragment_fromstring(child.text or "", create_parent="div")

    def addresses(self) -> Iterator[Link]:
        for name in ("summary", "content"):
            if (tree := self.html(name)) is not None:
                yield from links_in(tree)


@dataclass(frozen=True)
class Feed:
    path: str
    element: Any

    @classmethod
    def read(cls, path: str, file: Path) -> Feed:
        """:raises lxml.etree.XMLSyntaxError: it is not well-formed."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False)
        return cls(path, etree.parse(file, parser).getroot())

    @property
    def entries(self) -> list[Entry]:
        return [Entry(element) for element in self.element.findall(f"{ATOM}entry")]

    def links(self, relation: str) -> list[str]:
        links = self.element.findall(f"{ATOM}link")
        return [link.get("href") for link in links if link.get("rel", "alternate") == relation]

    def text(self, name: str) -> str:
        (child,) = self.element.findall(ATOM + name)
        return child.text or ""


def read_date(text: str) -> datetime:
    assert _DATE.fullmatch(text), text
    return datetime.fromisoformat(text)


def faults(feed: Feed) -> list[str]:
    """What of RFC 4287 *feed* breaks, with the number of the section; beyond it, what makes feeds work everywhere."""
    found: list[str] = []

    def expect(condition: object, text: str) -> None:
        if not condition:
            found.append(text)

    def once(element: Any, name: str, section: str) -> str:
        children = element.findall(ATOM + name)
        expect(len(children) == 1, f"{section}: {len(children)} {name} in {element.tag}")
        text = (children[0].text or "").strip() if children else ""
        expect(text, f"{section}: {name} is empty")
        return text

    def dated(element: Any, name: str) -> datetime | None:
        if element.find(ATOM + name) is None:
            return None
        text = once(element, name, "3.3")
        if not _DATE.fullmatch(text):
            found.append(f"3.3: {name} {text}")
            return None
        return datetime.fromisoformat(text)

    def is_absolute(url: str | None) -> bool:
        parts = urlsplit(url or "")
        return parts.scheme in ("http", "https") and bool(parts.netloc)

    root = feed.element
    expect(root.tag == f"{ATOM}feed", "4.1.1: the root is no feed")
    expect(_LANGUAGE.fullmatch(root.get(XML_LANG, "en")), "2: xml:lang")
    identity = once(root, "id", "4.1.1")
    expect(urlsplit(identity).scheme, f"4.2.6: id {identity} is no IRI")
    once(root, "title", "4.1.1")
    updated = dated(root, "updated")
    expect(updated, "4.1.1: no updated")
    for relation in ("self", "alternate"):
        links = feed.links(relation)
        expect(len(links) == 1, f"4.1.1: {len(links)} links {relation}")
        expect(all(map(is_absolute, links)), f"4.2.7: {links}")
    names = [child.tag for child in root]
    expect(
        f"{ATOM}entry" not in names or set(names[names.index(f"{ATOM}entry") :]) == {f"{ATOM}entry"},
        "entries come last",
    )
    ids: list[str] = []
    latest: list[datetime] = []
    for element in root.findall(f"{ATOM}entry"):
        entry = Entry(element)
        ids.append(once(element, "id", "4.1.2"))
        expect(_TAG_URI.fullmatch(ids[-1]), f"RFC 4151: id {ids[-1]}")
        title = once(element, "title", "4.1.2")
        entry_updated, published = dated(element, "updated"), dated(element, "published")
        expect(entry_updated, f"4.1.2: no updated: {title}")
        if entry_updated and published:
            expect(entry_updated >= published, f"{title}: updated before it was published")
        if entry_updated:
            latest.append(entry_updated)
        expect(entry.authors, f"4.1.2: no author: {title}")
        expect(all(name and name.strip() for name in entry.authors), f"3.2.1: author without a name: {title}")
        links = [
            (link.get("rel", "alternate"), link.get("type"), link.get("hreflang"))
            for link in element.findall(f"{ATOM}link")
        ]
        expect(links.count(("alternate", None, None)) == 1, f"4.1.2: {links}: {title}")
        expect(all(is_absolute(link.get("href")) for link in element.findall(f"{ATOM}link")), f"link of {title}")
        for name in ("content", "summary"):
            children = element.findall(ATOM + name)
            expect(len(children) <= 1, f"4.1.2: {len(children)} {name}: {title}")
            expect(
                all(child.get("type") == "html" and not len(child) for child in children), f"3.1.1.2: {name}: {title}"
            )
        expect(element.findtext(f"{ATOM}content"), f"no content: {title}")
        expect(all(category.get("term") for category in element.findall(f"{ATOM}category")), f"4.2.2.1: term: {title}")
    expect(len(set(ids)) == len(ids), "4.1.1: two entries with one id")
    if updated and latest:
        expect(updated >= max(latest), "4.2.15: the feed is older than its entries")
    return found
