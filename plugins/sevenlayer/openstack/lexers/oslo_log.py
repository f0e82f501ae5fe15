"""Lexer for oslo.log lines, in files and in DevStack's journal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from pygments.lexer import RegexLexer, default
from pygments.token import (
    Comment,
    Generic,
    Keyword,
    Literal,
    Name,
    Number,
    Punctuation,
    String,
    Text,
    Whitespace,
    _TokenType,
)

from .values import ID, ID_TOKEN, UUID, PositionedToken, each_group, values

LEVELS: dict[str, _TokenType] = {
    "TRACE": Comment,
    "DEBUG": Comment,
    # Not bold: most lines have this level.
    "INFO": Keyword.Pseudo,
    "AUDIT": Keyword.Pseudo,
    "WARN": Generic.Strong,
    "WARNING": Generic.Strong,
    "ERROR": Generic.Error,
    "CRITICAL": Generic.Error,
}
_LEVEL = rf"({'|'.join(sorted(LEVELS, reverse=True))})"
# Terminal colour codes, which may have lost their escape character.
_COLOUR = r"\x1b?\[(?:\d{1,3};){0,4}\d{1,3}m|\x1b\[m"
_JOURNAL_TIME = r"((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[ ]{1,2}\d{1,2} \d\d:\d\d:\d\d(?:\.\d{1,6})?)"


def _level(_lexer: object, match: re.Match[str]) -> Iterator[PositionedToken]:
    yield match.start(), LEVELS[match.group()], match.group()


class OsloLogLexer(RegexLexer):
    """Each part of a line is optional: posts omit dates and show fragments."""

    name = "oslo.log"
    url = "https://docs.openstack.org/oslo.log/latest/"
    aliases = ("oslolog", "oslo-log")
    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [
            (
                r"(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,6})?)([ ]+)(?:(\d+)([ ]+))?",
                each_group(Literal.Date, Whitespace, Number.Integer, Whitespace),
                "level",
            ),
            (
                rf"{_JOURNAL_TIME}([ ]+)(\S+)([ ]+)([^\s\[:]+)(?:(\[)(\d+)(\]))?(:)([ ]*)",
                each_group(
                    Literal.Date,
                    Whitespace,
                    Name,
                    Whitespace,
                    Name.Label,
                    Punctuation,
                    Number.Integer,
                    Punctuation,
                    Punctuation,
                    Whitespace,
                ),
                "level",
            ),
            default("level"),
        ],
        "level": [
            (_COLOUR, Comment),
            (rf"{_LEVEL}(?=[ ]+[\w.-])", _level, ("#pop", "message", "context", "logger")),
            default(("#pop", "message", "context")),
        ],
        "logger": [
            (_COLOUR, Comment),
            (r"([ ]+)([\w.-]+)", each_group(Whitespace, Name.Namespace), "#pop"),
            default("#pop"),
        ],
        "context": [
            (_COLOUR, Comment),
            (r"[ ]+", Whitespace),
            (
                rf"(\[)(instance:)([ ]+)({UUID})(\])",
                each_group(Punctuation, Name.Attribute, Whitespace, ID_TOKEN, Punctuation),
                "#pop",
            ),
            (rf"\[(?=-\]|(?:{_COLOUR})?(?:\S{{1,100}} )?req-[\w-])", Punctuation, "request"),
            default("#pop"),
        ],
        "request": [
            (r"\]", Punctuation, "#pop"),
            (_COLOUR, Comment),
            (r"[ ]+", Whitespace),
            (ID, ID_TOKEN),
            (r"None(?=[ \]])", Keyword.Constant),
            (r"-(?=[ \]])", Punctuation),
            (r"[^\s\]\x1b]+", Name),
            default("#pop"),
        ],
        "message": [
            (r"\n", Whitespace, "#pop"),
            (_COLOUR, Comment),
            (r"Traceback \(most recent call last\):", Generic.Traceback),
            (r"(?:[A-Za-z_]\w*\.)+[A-Z]\w*(?=:)|[A-Z]\w*(?:Error|Exception)(?=:)", Name.Exception),
            (
                r'(File )("[^"\n\x1b]*")(, line )(\d+)(, in )(\S+)',
                each_group(Text, String, Text, Number.Integer, Text, Name.Function),
            ),
            (r"[^\n\x1b]+", values(Text)),
            (r"\x1b", Text),
        ],
    }
