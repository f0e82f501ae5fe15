"""Where addresses stand in a source."""

from __future__ import annotations

import re
from collections.abc import Sequence
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


class AddressFinder:
    """Finds addresses line by line, each time the next one; no line is looked through twice for the same address."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._after: dict[tuple[int, str], int] = {}
        self._reached: dict[tuple[int, str], tuple[int, int]] = {}
        self._absent: dict[str, tuple[int, int]] = {}
        self._definitions: dict[str, tuple[int, int]] | None = None

    def in_lines(self, url: str, first_line: int, last_line: int) -> tuple[int, int] | None:
        """The line and the column of the next *url* from *first_line* to *last_line* (all counted from 1)."""
        for spelling in _spellings(url):
            first_absent, last_absent = self._absent.get(spelling, (1, 0))
            if first_absent <= first_line and last_line <= last_absent:
                continue
            if place := self._next(spelling, first_line, last_line):
                return place
            self._absent[spelling] = (first_line, last_line)
        return None

    def _next(self, spelling: str, first_line: int, last_line: int) -> tuple[int, int] | None:
        reached, line = self._reached.get((first_line, spelling), (0, first_line))
        for tried, ends in enumerate((_ENDS, _ANYTHING)[reached:], reached):
            for number in range(line, min(last_line, len(self._lines)) + 1):
                text = self._lines[number - 1]
                start = self._after.get((number, spelling), 0)
                for opening in _OPENINGS:
                    if (column := _find(text, opening + spelling, start, ends)) >= 0:
                        column += len(opening)
                        self._after[number, spelling] = column + 1
                        self._reached[first_line, spelling] = (tried, number)
                        return number, column + 1
            line = first_line
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
