"""Ids and addresses in the output and logs of OpenStack services.

Every repetition in these regular expressions is bounded or possessive, so that matching takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pygments.token import Number, String, _TokenType

#: Offset, token type and text, as Pygments' lexers yield them.
PositionedToken = tuple[int, _TokenType, str]

UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
#: UUIDs, request ids, and Keystone's ids without hyphens.
ID = rf"(?<!\w)(?:(?:req-)?{UUID}|[0-9a-f]{{32}})(?![\w-])"

_GROUP = "[0-9a-fA-F]{1,4}"
_GROUPS = rf"{_GROUP}(?::{_GROUP}){{0,6}}"
_IPV4 = r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2}|:\d{1,5})?(?![\w/:]|\.\d)"
# Two colons or all eight groups, so that times do not match.
_IPV6 = (
    rf"(?<![\w:.])(?:{_GROUPS}::(?:{_GROUPS})?|::{_GROUPS}|::(?=/\d)|(?:{_GROUP}:){{7}}{_GROUP})"
    r"(?:%\w{1,15})?(?:/\d{1,3})?(?![\w:])"
)
_MAC = r"(?<![\w:])(?:[0-9a-fA-F]{2}:){5}[0-9a-fA-F]{2}(?![\w:])"
# Punctuation at the end belongs to the sentence; `$` starts a variable.
_URL = r"(?<!\w)[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s|\"'<>\\^`{}$]*[^\s|\"'<>\\^`{}$.,;:!?()\[\]]"
#: IP and MAC addresses, networks and URLs.
ADDRESS = f"(?:{_URL}|{_MAC}|{_IPV4}|{_IPV6})"

_VALUES = re.compile(f"({ID})|({ADDRESS})")

ID_TOKEN = Number.Hex
ADDRESS_TOKEN = String


def tokenize_values(text: str, start: int, plain: _TokenType) -> Iterator[PositionedToken]:
    """Yield *text*, which starts at *start*, as ids, addresses, and *plain* tokens between them."""
    end = 0
    for match in _VALUES.finditer(text):
        if match.start() > end:
            yield start + end, plain, text[end : match.start()]
        yield start + match.start(), ID_TOKEN if match[1] else ADDRESS_TOKEN, match[0]
        end = match.end()
    if end < len(text):
        yield start + end, plain, text[end:]


def values(plain: _TokenType) -> Callable[[Any, re.Match[str]], Iterator[PositionedToken]]:
    """Return a ``RegexLexer`` callback that tokenizes the values in the match of its rule."""

    def action(_lexer: object, match: re.Match[str]) -> Iterator[PositionedToken]:
        return tokenize_values(match.group(), match.start(), plain)

    return action


def each_group(*tokens: _TokenType) -> Callable[[Any, re.Match[str]], Iterator[PositionedToken]]:
    """Return a ``RegexLexer`` callback that assigns a token to each group of its rule; empty groups have none."""

    def action(_lexer: object, match: re.Match[str]) -> Iterator[PositionedToken]:
        for number, token in enumerate(tokens, 1):
            if match[number]:
                yield match.start(number), token, match[number]

    return action
