"""Where addresses stand in a source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from html import escape
from urllib.parse import unquote

# `[name]: address` in Markdown; `.. _name: address`, `__ address`, `:target: address` and images in reStructuredText.
_DEFINITION = re.compile(
    r"""[ \t>]*(?:\[[^\]]+\]: | \.\.\ _(?:`[^`]*`|[^`]*?): | \.\.\ __: | __ | :target: | \.\.\ (?:\|[^|]+\|\ )?(?:image|figure)::)
        [ \t]+<?(\{[%{].*?[%}]\}\S*|[^\s<>]+)>?""",
    re.VERBOSE,
)
# What stands before the address of a link.
_OPENINGS = ("](", "](<", "<", "")
# What stands behind an address, so that `/a` is not found in `/a/b`; at the end of a sentence it may be anything.
_ENDS = re.compile(r"""[\s)>"'`|]|$""")
_ANYTHING = re.compile("")


def line_starts(text: str) -> list[int]:
    """Where each line of *text* begins, and where one behind the last would."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


class UrlLocator:
    """Finds addresses in a text, each time the next one.

    They are asked for in about the order in which they stand, so each is looked for behind the one that was found last: however
    many stand in a paragraph, it is gone through once.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._text = "\n".join(lines)
        self._starts = line_starts(self._text)
        self._after: dict[tuple[int, str], int] = {}
        self._reached = 0
        self._absent: dict[str, tuple[int, int]] = {}
        self._definitions: dict[str, tuple[int, int]] | None = None

    def in_lines(self, url: str, first_line: int, last_line: int) -> tuple[int, int] | None:
        """The line and the column of the next *url* from *first_line* to *last_line* (all counted from 1)."""
        first, last = (self._starts[min(line, len(self._lines))] for line in (first_line - 1, last_line))
        reached = self._reached if first <= self._reached < last else first
        for spelling in _spellings(url):
            first_absent, last_absent = self._absent.get(spelling, (1, 0))
            if first_absent <= first_line and last_line <= last_absent:
                continue
            for ends in (_ENDS, _ANYTHING):
                place = self._next(spelling, reached, last, ends) or self._next(spelling, first, last, ends)
                if place:
                    return place
            self._absent[spelling] = (first_line, last_line)
        return None

    def _next(self, spelling: str, start: int, end: int, ends: re.Pattern[str]) -> tuple[int, int] | None:
        while (found := self._text.find(spelling, start, end)) >= 0:
            number = bisect_right(self._starts, found)
            line_start = self._starts[number - 1]
            text = self._lines[number - 1]
            after = max(self._after.get((number, spelling), 0), start - line_start)
            for opening in _OPENINGS:
                if (column := _find(text, opening + spelling, after, ends)) >= 0:
                    column += len(opening)
                    self._after[number, spelling] = column + 1
                    self._reached = line_start + column + len(spelling)
                    return number, column + 1
            start = self._starts[number]
        return None

    def in_definitions(self, url: str) -> tuple[int, int] | None:
        """The line and the column of *url* where it is defined for links elsewhere in the text."""
        if self._definitions is None:
            self._definitions = {}
            for number, text in enumerate(self._lines, 1):
                if match := _DEFINITION.match(text):
                    self._definitions.setdefault(match[1], (number, match.start(1) + 1))
        return next((self._definitions[one] for one in _spellings(url) if one in self._definitions), None)


def _find(text: str, wanted: str, start: int, ends: re.Pattern[str]) -> int:
    while (column := text.find(wanted, start)) >= 0:
        if ends.match(text, column + len(wanted)):
            return column
        start = column + 1
    return -1


def _spellings(url: str) -> tuple[str, ...]:
    """How *url*, as it stands in an attribute, may stand in a source."""
    if not {"%", "&"} & set(url):
        return (url,)
    return tuple(dict.fromkeys((url, unquote(url), escape(url), escape(unquote(url)))))


class OffsetLocator:
    """Places in a piece of a file that begins in line *first_line*; in the file's *lines*, its own may be indented or quoted."""

    def __init__(self, piece: str, lines: Sequence[str], first_line: int) -> None:
        self._piece_lines = piece.split("\n")
        self._starts = line_starts(piece)
        self._lines = lines
        self._first_line = first_line
        self._indents: dict[int, int] = {}

    def at(self, offset: int) -> tuple[int, int | None]:
        """The line, and the column if it is known, of the character that has *offset* others of the piece before it."""
        index = bisect_right(self._starts, offset) - 1
        line = self._first_line + index
        if index not in self._indents:
            text = self._lines[line - 1] if line <= len(self._lines) else ""
            self._indents[index] = text.find(self._piece_lines[index])
        indent = self._indents[index]
        return line, indent + offset - self._starts[index] + 1 if indent >= 0 else None


def column_of(text: str, line: str) -> int | None:
    """The column in which *text*, the last part of *line* as far as blanks do not matter, begins; None if it is not there.

    What has its indentation taken away may have had tabs in it. The column may be before the first where more blanks are
    left of them than there were.
    """
    wanted, written = text.strip(), line.rstrip()
    found = len(written) - len(wanted) if written.endswith(wanted) else line.find(wanted)
    return found - (len(text) - len(text.lstrip())) + 1 if found >= 0 and wanted else None


def replace_spans(text: str, replacements: Iterable[tuple[int, int, str]]) -> tuple[str, Callable[[int], int]]:
    """Return *text* with something else from each start to its end, and what makes an offset in *text* of one in that.

    The *replacements* come in the order of the text, and do not overlap.
    """
    pieces: list[str] = []
    position = length = 0
    offsets, shifts = [0], [0]
    for start, end, new in replacements:
        pieces += [text[position:start], new]
        length += start - position + len(new)
        position = end
        offsets.append(length)
        shifts.append(position - length)
    pieces.append(text[position:])
    return "".join(pieces), lambda offset: offset + shifts[bisect_right(offsets, offset) - 1]
