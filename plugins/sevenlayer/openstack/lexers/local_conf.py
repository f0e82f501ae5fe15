"""Lexer for DevStack's ``local.conf``: meta-sections with a shell script or INI."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from pygments.lexer import Lexer, include, inherit
from pygments.token import Comment, Keyword, Name, Punctuation, Text, Whitespace

from .oslo_config import OsloConfigLexer, option
from .shell import ShellLexer
from .values import PositionedToken

PHASES = frozenset({"local", "post-config", "extra", "post-extra", "test-config"})
_FUNCTIONS = (
    "enable_service disable_service disable_all_services enable_plugin iniset iniadd inicomment inidelete".split()
)

# Shell tests, `[[ $A || $B ]]`, are not headers.
_HEADER = re.compile(r"^(\[\[)([^|\]\n\"$()]+)(\|)([^|\]\n]*)(\]\])([^\n]*)", re.MULTILINE)
_SECTION = re.compile(r"^\[[^\[\]\n]+\][ \t]*$", re.MULTILINE)
_VARIABLE = re.compile(r"\$\w+|\$\{[^}]{1,200}\}")


class _LocalrcLexer(ShellLexer):
    name = "DevStack localrc"
    tokens: ClassVar[dict[str, list[Any]]] = {
        "basic": [(rf"(?<![\w/.-])(?:{'|'.join(_FUNCTIONS)})(?![\w/.-])", Name.Function), inherit],
    }


class _MergedIniLexer(OsloConfigLexer):
    """INI as read by DevStack's ``merge_config_file``: no continuation lines, and lines that start with a blank are ignored."""

    name = "DevStack INI"
    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [
            (r"\n", Whitespace),
            (r"[ ]*#[^\n]*", Comment.Single),
            include("section"),
            (r"([^\s\[=][^=\n]*)(=)([ \t]*)", option, ("value", "whole-value")),
            (r"[^\n]+", Text),
        ],
        "continued": [],
    }


class LocalConfLexer(Lexer):
    """Text before the first header is lexed as a script, like the older ``localrc``; a text without headers as INI if it has a
    section: posts show parts of the file, too.
    """

    name = "DevStack local.conf"
    url = "https://docs.openstack.org/devstack/latest/configuration.html"
    aliases = ("localconf", "local.conf", "devstack")
    filenames = ("local.conf", "localrc", ".localrc.auto")

    def get_tokens_unprocessed(self, text: str) -> Iterator[PositionedToken]:
        headers = list(_HEADER.finditer(text))
        is_script = bool(headers) or not _SECTION.search(text)
        end = 0
        for header in headers:
            yield from self._body(text, end, header.start(), is_script)
            yield from _header(header)
            is_script = header[4].strip() in ("localrc", ".localrc.auto")
            end = header.end()
        yield from self._body(text, end, len(text), is_script)

    def _body(self, text: str, start: int, end: int, is_script: bool) -> Iterator[PositionedToken]:
        lexer = (_LocalrcLexer if is_script else _MergedIniLexer)(**self.options)
        for position, token, value in lexer.get_tokens_unprocessed(text[start:end]):
            yield start + position, token, value


def _header(header: re.Match[str]) -> Iterator[PositionedToken]:
    yield header.start(1), Punctuation, header[1]
    # With blanks it is not a phase, and DevStack ignores the section.
    yield header.start(2), Keyword.Declaration if header[2] in PHASES else Name, header[2]
    yield header.start(3), Punctuation, header[3]
    end = header.start(4)
    for variable in _VARIABLE.finditer(header.string, header.start(4), header.end(4)):
        if variable.start() > end:
            yield end, Name.Namespace, header.string[end : variable.start()]
        yield variable.start(), Name.Variable, variable[0]
        end = variable.end()
    if end < header.end(4):
        yield end, Name.Namespace, header.string[end : header.end(4)]
    yield header.start(5), Punctuation, header[5]
    if header[6]:
        yield header.start(6), Comment, header[6]
