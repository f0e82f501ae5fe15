"""Headings with readable ids and permalinks, and the table of contents made of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import escape

from sevenlayer.front_matter.slugs import make_slug


@dataclass(frozen=True)
class Heading:
    """A heading of a post; *level* counts from 2, as the post's title is the page's only ``h1``."""

    level: int
    id: str
    text: str
    line: int


class IdAllocator:
    """Hands out ids that are unique in one post; the same headings in the same order get the same ids."""

    def __init__(self, taken: Collection[str] = ()) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}

    def reserve(self, ids: Collection[str]) -> None:
        """Keep *ids* for what has them already."""
        self._taken.update(ids)

    def claim(self, wanted: str) -> str:
        """Return the id that an author gave, as it is, unless it is taken."""
        if wanted in self._taken:
            return self.for_text(wanted)
        self._taken.add(wanted)
        return wanted

    def for_text(self, text: str) -> str:
        """Return the id for a heading: its text as a slug; the second of the same text ends in ``-2``."""
        base = make_slug(text)
        number = self._last.get(base, 0) + 1
        while (candidate := base if number == 1 else f"{base}-{number}") in self._taken:
            number += 1
        self._last[base] = number
        self._taken.add(candidate)
        return candidate


def heading_html(heading: Heading, inner: str, more_ids: Sequence[str] = ()) -> str:
    """Return the heading element with its permalink; *inner* is the HTML of its text."""
    anchors = "".join(f'<span id="{escape(one)}"></span>' for one in more_ids)
    label = escape(f"Link to this section: {heading.text}")
    link = f'<a class="headerlink" href="#{escape(heading.id)}" aria-label="{label}">#</a>'
    return f'<h{heading.level} id="{escape(heading.id)}">{anchors}{inner}{link}</h{heading.level}>\n'


_PERMALINK = re.compile(r'<a class="headerlink"[^>]*>#</a>')


def without_permalinks(html: str) -> str:
    """Return *html* without the links of headings to themselves: in a feed or a summary they are just signs."""
    return _PERMALINK.sub("", html)


def contents_html(headings: Sequence[Heading], title: str, depth: int) -> str:
    """Return the list of *headings*, *depth* levels of it, counted from the highest among them; nothing for none."""
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
        else:  # Deeper; or above the first heading but below none, where one list holds both.
            html.append("<ul>\n")
            open_levels.append(heading.level)
        html.append(f'<li><a href="#{escape(heading.id)}">{escape(heading.text)}</a>')
    html.append("</li></ul>" * len(open_levels))
    html.append("\n</nav>\n")
    return "".join(html)
