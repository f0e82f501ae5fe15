"""Finds unclosed elements in raw HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from sevenlayer.diagnostics import Code, Location, Problem, warning

from .tags import TagReader

# Elements whose end tag is required (HTML Standard, 13.1.2.4).
_ENDED = frozenset(
    """
    a abbr address article aside audio b bdi bdo blockquote cite code data del details dfn div dl em figcaption figure
    footer h1 h2 h3 h4 h5 h6 header i iframe ins kbd mark nav ol picture pre q ruby s samp section small span strong sub
    summary sup table time u ul var video
    """.split()
)
# `<a name="x"/>` and `<span id="x"/>` are anchors; leaving them open has no visible effect.
_ANCHOR_ATTRIBUTES = frozenset({"name", "id"})

_Location: TypeAlias = "tuple[Callable[[int], Location], int]"


class OpenElements:
    """Tracks open elements over all pieces of HTML: an element may begin in one piece and end in another."""

    def __init__(self) -> None:
        self._open: dict[str, list[_Location | None]] = {}

    def read(self, html: str, locate: Callable[[int], Location]) -> None:
        """Read the next piece, with blanked comments; *locate* maps its offsets to locations."""
        _Reader(html, self._open, locate).read()

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each unclosed element, one per name and line."""
        seen = set()
        for name, locations in self._open.items():
            for where in [locate(offset) for locate, offset in filter(None, locations)]:
                if (name, where.line) not in seen:
                    seen.add((name, where.line))
                    hint = f"write </{name}> where it ends"
                    yield warning(Code.MARKUP_UNCLOSED, f"unclosed <{name}>", where, hint)


class _Reader(TagReader):
    def __init__(self, html: str, opened: dict[str, list[_Location | None]], locate: Callable[[int], Location]) -> None:
        super().__init__(html)
        self.opened = opened
        self.locate = locate

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ENDED:
            is_anchor = tag == "a" and _is_anchor(attrs)
            self.opened.setdefault(tag, []).append(None if is_anchor else (self.locate, self.tag_start))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("a", "span") or not _is_anchor(attrs):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.opened.get(tag):
            self.opened[tag].pop()


def _is_anchor(attributes: list[tuple[str, str | None]]) -> bool:
    names = {name for name, _value in attributes}
    return "href" not in names and not names.isdisjoint(_ANCHOR_ATTRIBUTES)
