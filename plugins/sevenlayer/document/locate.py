"""Finds locations (line and column) of URLs and offsets in a source."""

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
# Text before the URL of a link.
_OPENINGS = ("](", "](<", "<", "")
# Text after a URL, so that `/a` is not found in `/a/b`; as a second choice, anything.
_ENDS = re.compile(r"""[\s)>"'`|]|$""")
_ANYTHING = re.compile("")


def line_starts(text: str) -> list[int]:
    """Return the offset of each line of *text*, and of the line after the last."""
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


class UrlLocator:
    """Finds URLs in a text; each call returns the next occurrence.

    URLs are requested in about the order of the text, so the search continues after the last match: a paragraph with many URLs
    is scanned once.
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
        """Return line and column of the next *url* in *first_line* to *last_line*, or None; all count from 1."""
        first, last = (self._starts[min(line, len(self._lines))] for line in (first_line - 1, last_line))
        reached = self._reached if first <= self._reached < last else first
        for spelling in _spellings(url):
            first_absent, last_absent = self._absent.get(spelling, (1, 0))
            if first_absent <= first_line and last_line <= last_absent:
                continue
            for ends in (_ENDS, _ANYTHING):
                location = self._next(spelling, reached, last, ends) or self._next(spelling, first, last, ends)
                if location:
                    return location
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
        """Return line and column of *url* in a link definition, or None."""
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
    """Return how *url*, an attribute value, may be written in a source."""
    if not {"%", "&"} & set(url):
        return (url,)
    return tuple(dict.fromkeys((url, unquote(url), escape(url), escape(unquote(url)))))


class OffsetLocator:
    """Maps offsets in *piece*, which begins in line *first_line* of a file, to locations in the file.

    In *lines*, the lines of the file, those of the piece may be indented or quoted.
    """

    def __init__(self, piece: str, lines: Sequence[str], first_line: int) -> None:
        self._piece_lines = piece.split("\n")
        self._starts = line_starts(piece)
        self._lines = lines
        self._first_line = first_line
        self._indents: dict[int, int] = {}

    def at(self, offset: int) -> tuple[int, int | None]:
        """Return the line, and the column or None if unknown, of the character at *offset* of the piece."""
        index = bisect_right(self._starts, offset) - 1
        line = self._first_line + index
        if index not in self._indents:
            text = self._lines[line - 1] if line <= len(self._lines) else ""
            self._indents[index] = text.find(self._piece_lines[index])
        indent = self._indents[index]
        return line, indent + offset - self._starts[index] + 1 if indent >= 0 else None


def column_of(text: str, line: str) -> int | None:
    """Return the column of *text*, which ends *line* apart from whitespace, or is in it; None if not found.

    Expanded tabs in the indentation of *text* may give a column less than 1.
    """
    wanted, written = text.strip(), line.rstrip()
    found = len(written) - len(wanted) if written.endswith(wanted) else line.find(wanted)
    return found - (len(text) - len(text.lstrip())) + 1 if found >= 0 and wanted else None


def replace_spans(text: str, replacements: Iterable[tuple[int, int, str]]) -> tuple[str, Callable[[int], int]]:
    """Return *text* with *replacements* applied, and a function that maps offsets in the result to offsets in *text*.

    *replacements* are triples of start, end and new text, in order and without overlaps.
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
