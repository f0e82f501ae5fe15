"""Headings with ids and permalinks, and the table of contents."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import escape

from sevenlayer.front_matter.slugs import make_slug


@dataclass(frozen=True)
class Heading:
    """A heading of a post; *level* is 2 or more, since the title of the post is the only ``h1``."""

    level: int
    id: str
    text: str
    line: int


class IdAllocator:
    """Allocates ids that are unique in a post; the same headings in the same order get the same ids."""

    def __init__(self, taken: Collection[str] = ()) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def reserve(self, ids: Collection[str]) -> None:
        """Mark *ids* as used."""
        self._taken.update(ids)

    def claim(self, wanted: str) -> str:
        """Return the explicit id *wanted*, or a unique one if it is used."""
        if wanted in self._taken:
            return self.for_text(wanted)
        self._taken.add(wanted)
        return wanted

    def for_text(self, text: str) -> str:
        """Return a unique id for a heading: the slug of its text, with ``-2`` for the second of the same text."""
        base = make_slug(text)
        number = self._last.get(base, 0) + 1
        while (candidate := base if number == 1 else f"{base}-{number}") in self._taken:
            number += 1
        self._last[base] = number
        self._taken.add(candidate)
        return candidate


def heading_html(heading: Heading, inner: str, more_ids: Sequence[str] = ()) -> str:
    """Return the heading element with its permalink; *inner* is its content as HTML."""
    anchors = "".join(f'<span id="{escape(one)}"></span>' for one in more_ids)
    label = escape(f"Link to this section: {heading.text}")
    link = f'<a class="headerlink" href="#{escape(heading.id)}" aria-label="{label}">#</a>'
    return f'<h{heading.level} id="{escape(heading.id)}">{anchors}{inner}{link}</h{heading.level}>\n'


_PERMALINK = re.compile(r'<a class="headerlink"[^>]*>#</a>')


def without_permalinks(html: str) -> str:
    """Return *html* without the permalinks of headings, for feeds and summaries."""
    return _PERMALINK.sub("", html)


def contents_html(headings: Sequence[Heading], title: str, depth: int) -> str:
    """Return the table of contents of *headings*, *depth* levels from the highest one; "" without headings."""
    if not headings:
        return ""
    top = min(heading.level for heading in headings)
    shown = [heading for heading in headings if heading.level < top + depth]
    html = [f'<nav class="contents" aria-label="{escape(title)}">\n<p class="contents-title">{escape(title)}</p>\n']
    open_levels: list[int] = []
    for heading in shown:
        while open_levels and open_levels[-1] > heading.level:
            open_levels.pop()
            html.append("</li></ul>")
        if open_levels and open_levels[-1] == heading.level:
            html.append("</li>\n")
        else:  # Deeper, or higher than the first heading: both are in one list.
            html.append("<ul>\n")
            open_levels.append(heading.level)
        html.append(f'<li><a href="#{escape(heading.id)}">{escape(heading.text)}</a>')
    html.append("</li></ul>" * len(open_levels))
    html.append("\n</nav>\n")
    return "".join(html)
