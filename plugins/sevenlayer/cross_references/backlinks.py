"""Who refers to a post."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from .entries import DOCUMENT_KINDS, Entry, Kind


@dataclass(frozen=True)
class Backlink:
    """A post that refers to another: *url* is below the site's root, *date* None for a page.

    *title* and *sentence* are HTML, as titles are in Pelican: right in themes that escape, and in those that do not.
    """

    title: Markup
    url: str
    date: datetime.datetime | None
    sentence: Markup


def list_backlinks(references: Iterable[tuple[Entry, Entry, str]]) -> Mapping[Entry, tuple[Backlink, ...]]:
    """Return who refers to each entry, the newest first and pages last, from triples: who, to what, in which sentence.

    Only what is listed counts: nobody is led to a draft or a hidden post.
    """
    found: dict[Entry, list[tuple[Entry, Backlink]]] = defaultdict(list)
    for entry, target, sentence in references:
        if entry.is_listed:
            found[target].append((entry, Backlink(escape(entry.title), entry.url, entry.date, escape(sentence))))
    return {target: tuple(backlink for _entry, backlink in sorted(each, key=_order)) for target, each in found.items()}


def _order(referrer: tuple[Entry, Backlink]) -> tuple[float, str]:
    entry = referrer[0]
    return (-entry.date.timestamp() if entry.date else float("inf"), entry.source)


def find_orphans(entries: Iterable[Entry], backlinks: Mapping[Entry, tuple[Backlink, ...]]) -> list[Entry]:
    """The published posts that nothing refers to; the only post of a site is none."""
    listed = [entry for entry in entries if entry.kind in DOCUMENT_KINDS and entry.is_listed]
    return (
        [entry for entry in listed if entry.kind is Kind.POST and not backlinks.get(entry)] if len(listed) > 1 else []
    )
