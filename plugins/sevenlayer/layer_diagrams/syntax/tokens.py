"""Tokens of the terse form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sevenlayer.layer_diagrams.model import CAN_USE, NEEDS, Position

from .errors import Faults, clean_line, normalize_spaces

TEXT = "text"
STRING = "string"
ARROW = "arrow"
LINE = "line"
SEPARATORS = frozenset(",/")

KINDS_BY_ARROW = {"->": NEEDS, "→": NEEDS, "..>": CAN_USE}
#: Arrow characters that are not supported.
OTHER_ARROWS = "⇢⟶⇒⇨"

# A run of arrow characters is a supported arrow, an unsupported one (with shaft and head), or text.
_PIECE = re.compile(
    r"""
    (\s*+)(?:
      "(?P<string>(?:[^"\\]|\\.)*+)"
    | [“”„](?P<curly>[^“”„"]*)[“”"]
    | (?P<mark>[,/()\[\]:])
    | (?P<run>[-=.~<>]+|[→⇢⟶⇒⇨])
    | (?P<text>[^\s"“”„,/()\[\]:=.~<>→⇢⟶⇒⇨-]+)
    | (?P<other>.)
    )
    """,
    re.VERBOSE,
)
_ARROW_LIKE = re.compile(rf"<*[-=.~]+>+|<+[-=.~]+|[{OTHER_ARROWS}]")
_ESCAPE = re.compile(r"\\(.)")


class Token(NamedTuple):
    """*kind* is a constant of this module or the mark itself; *text* is the value of a string, else the source text.

    A named tuple, since creating many of them has to be fast.
    """

    kind: str
    text: str
    line: int
    start: int
    end: int

    @property
    def location(self) -> Position:
        return Position(self.line, self.start + 1)


@dataclass(frozen=True)
class Line:
    """A line. *text* is the source without control characters; *is_comment* is True for a line with only a comment."""

    text: str
    tokens: tuple[Token, ...]
    is_comment: bool


def read_line(line: str, number: int, faults: Faults) -> Line:
    """Tokenize *line*, in linear time."""
    text = clean_line(line, number, faults)
    if "\t" in text:
        faults.add("a tab in the text", Position(number, text.index("\t") + 1), "write spaces instead")
    tokens: list[Token] = []
    position = 0
    while found := _PIECE.match(text, position):
        kind = str(found.lastgroup)
        value, position, end = found[kind], found.end(1), found.end()
        if kind == "text":
            if value[0] == "#" and (position == 0 or text[position - 1].isspace()):
                break
            tokens.append(Token(TEXT, value, number, position, end))
        elif kind == "mark":
            tokens.append(Token(value, value, number, position, end))
        elif kind == "string":
            tokens.append(Token(STRING, _unescape(value, number, position + 1, faults), number, position, end))
        elif kind == "run":
            is_arrow = value in KINDS_BY_ARROW or _ARROW_LIKE.fullmatch(value)
            tokens.append(Token(ARROW if is_arrow else TEXT, value, number, position, end))
        elif kind == "curly":
            faults.add(
                f"'{text[position]}' is not a valid quotation mark", Position(number, position + 1), "write '\"'"
            )
            tokens.append(Token(STRING, normalize_spaces(value), number, position, end))
        elif value == '"':
            hint = "add the closing quotation mark"
            faults.add("unclosed quotation mark", Position(number, position + 1), hint)
            # The rest is parsed without it, so that names in it are known.
            text = text[:position] + text[position:].replace('"', " ")
        else:
            tokens.append(Token(TEXT, value, number, position, end))
        position = end
    return Line(text, tuple(tokens), is_comment=not tokens and bool(text.strip()))


def _unescape(value: str, line: int, start: int, faults: Faults) -> str:
    if "\\" in value:
        for found in _ESCAPE.finditer(value):
            if found[1] not in '"\\':
                location = Position(line, start + found.start() + 1)
                faults.add(f"unknown escape sequence '{found[0]}'", location, "write '\\\\' for a backslash")
        value = _ESCAPE.sub(lambda found: found[1] if found[1] in '"\\' else found[0], value)
    return normalize_spaces(value)


def raw(tokens: Sequence[Token], lines: Sequence[Line]) -> str:
    """Return the source text of *tokens*, from the first to the last of each line."""
    if len(tokens) == 1:
        return normalize_spaces(lines[tokens[0].line - 1].text[tokens[0].start : tokens[0].end])
    parts = []
    first = 0
    for index, token in enumerate(tokens):
        if index + 1 == len(tokens) or tokens[index + 1].line != token.line:
            parts.append(lines[token.line - 1].text[tokens[first].start : token.end])
            first = index + 1
    return normalize_spaces(" ".join(parts))
