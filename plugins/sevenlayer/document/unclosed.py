"""Elements that an author's HTML begins and never ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from sevenlayer.diagnostics import Code, Location, Problem, warning

from .tags import TagReader

# Elements that must be ended (HTML Standard, 13.1.2.4): until they are, what follows is in them.
_ENDED = frozenset(
    """
    a abbr address article aside audio b bdi bdo blockquote cite code data del details dfn div dl em figcaption figure
    footer h1 h2 h3 h4 h5 h6 header i iframe ins kbd mark nav ol picture pre q ruby s samp section small span strong sub
    summary sup table time u ul var video
    """.split()
)
# `<a name="x"/>` and `<span id="x"/>` are written for places to link to; nothing is seen of their being open.
_PLACES = frozenset({"name", "id"})

_Place: TypeAlias = "tuple[Callable[[int], Location], int]"


class OpenElements:
    """The elements that are open behind all pieces of HTML so far: one may begin in one piece and end in another."""

    def __init__(self) -> None:
        self._open: dict[str, list[_Place | None]] = {}

    def read(self, html: str, place: Callable[[int], Location]) -> None:
        """Go through the next piece, in which comments are blank; *place* makes places of its offsets."""
        _Reader(html, self._open, place).read()

    def problems(self) -> Iterator[Problem]:
        """One for each element and line."""
        seen = set()
        for name, places in self._open.items():
            for where in [place(offset) for place, offset in filter(None, places)]:
                if (name, where.line) not in seen:
                    seen.add((name, where.line))
                    hint = f"write </{name}> where it ends"
                    yield warning(Code.MARKUP_UNCLOSED, f"<{name}> is never closed", where, hint)


class _Reader(TagReader):
    def __init__(self, html: str, opened: dict[str, list[_Place | None]], place: Callable[[int], Location]) -> None:
        super().__init__(html)
        self.opened = opened
        self.place = place

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ENDED:
            is_place = tag == "a" and _is_place(attrs)
            self.opened.setdefault(tag, []).append(None if is_place else (self.place, self.tag_start))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("a", "span") or not _is_place(attrs):
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.opened.get(tag):
            self.opened[tag].pop()


def _is_place(attributes: list[tuple[str, str | None]]) -> bool:
    names = {name for name, _value in attributes}
    return "href" not in names and not names.isdisjoint(_PLACES)
