"""Backlinks: the posts and pages that link to a post."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from .entries import DOCUMENT_KINDS, Entry, Kind


@dataclass(frozen=True)
class Backlink:
    """A post or page that links to another one.

    *url* is relative to the site root; *date* is None for a page. *title* and *sentence* are HTML (``Markup``), as titles are
    in Pelican, and so are correct in themes with and without autoescape.
    """

    title: Markup
    url: str
    date: datetime.datetime | None
    sentence: Markup


def list_backlinks(references: Iterable[tuple[Entry, Entry, str]]) -> Mapping[Entry, tuple[Backlink, ...]]:
    """Return the backlinks of each entry, newest first and pages last, from triples of referrer, target and sentence.

    Drafts and hidden posts are not listed as referrers.
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
    """Return the published posts without backlinks; none for a site with a single post or page."""
    listed = [entry for entry in entries if entry.kind in DOCUMENT_KINDS and entry.is_listed]
    return (
        [entry for entry in listed if entry.kind is Kind.POST and not backlinks.get(entry)] if len(listed) > 1 else []
    )
