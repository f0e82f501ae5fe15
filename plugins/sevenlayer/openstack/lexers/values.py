"""What stands in the output and the logs of every OpenStack service: ids and addresses.

Every repetition in these patterns is bounded, or ends where nothing else can begin: the time is that of the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pygments.token import Number, String, _TokenType

#: A token as Pygments' lexers yield it: where it begins, its type, its text.
PositionedToken = tuple[int, _TokenType, str]

UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
#: UUIDs, those of requests, and Keystone's, which are written without hyphens.
ID = rf"(?<!\w)(?:(?:req-)?{UUID}|[0-9a-f]{{32}})(?![\w-])"

_GROUP = "[0-9a-fA-F]{1,4}"
_GROUPS = rf"{_GROUP}(?::{_GROUP}){{0,6}}"
_IPV4 = r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2}|:\d{1,5})?(?![\w/:]|\.\d)"
# Two colons, or all eight groups: the time of day is no address.
_IPV6 = (
    rf"(?<![\w:.])(?:{_GROUPS}::(?:{_GROUPS})?|::{_GROUPS}|::(?=/\d)|(?:{_GROUP}:){{7}}{_GROUP})"
    r"(?:%\w{1,15})?(?:/\d{1,3})?(?![\w:])"
)
_MAC = r"(?<![\w:])(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}(?![\w:])"
# A full stop, a comma or a bracket at the end is the sentence's; `$` begins a variable.
_URL = r"(?<!\w)[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s|\"'<>\\^`{}$]*[^\s|\"'<>\\^`{}$.,;:!?()\[\]]"
#: Addresses of machines, networks and pages.
ADDRESS = f"(?:{_URL}|{_MAC}|{_IPV4}|{_IPV6})"

_VALUES = re.compile(f"({ID})|({ADDRESS})")

ID_TOKEN = Number.Hex
ADDRESS_TOKEN = String


def tokenize_values(text: str, start: int, plain: _TokenType) -> Iterator[PositionedToken]:
    """Yield *text*, which begins at *start*, as ids, addresses and what is *plain* between them."""
    end = 0
    for match in _VALUES.finditer(text):
        if match.start() > end:
            yield start + end, plain, text[end : match.start()]
        yield start + match.start(), ID_TOKEN if match[1] else ADDRESS_TOKEN, match[0]
        end = match.end()
    if end < len(text):
        yield start + end, plain, text[end:]


def values(plain: _TokenType) -> Callable[[Any, re.Match[str]], Iterator[PositionedToken]]:
    """Return the action of a ``RegexLexer`` that tells the values in what its rule matched."""

    def action(_lexer: object, match: re.Match[str]) -> Iterator[PositionedToken]:
        return tokenize_values(match.group(), match.start(), plain)

    return action


def each_group(*tokens: _TokenType) -> Callable[[Any, re.Match[str]], Iterator[PositionedToken]]:
    """Return the action of a ``RegexLexer`` that gives each group of its rule a token; groups without text have none."""

    def action(_lexer: object, match: re.Match[str]) -> Iterator[PositionedToken]:
        for number, token in enumerate(tokens, 1):
            if match[number]:
                yield match.start(number), token, match[number]

    return action
