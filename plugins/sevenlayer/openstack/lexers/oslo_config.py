"""Lexer for oslo.config files: INI with continued values, multi-valued options and references to options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from pygments.lexer import RegexLexer, default, include
from pygments.token import Comment, Keyword, Name, Number, Operator, String, Text, Whitespace

from .values import PositionedToken, each_group

_END = r"(?=[ \t]*(?:\n|\Z))"


def option(_lexer: object, match: re.Match[str]) -> Iterator[PositionedToken]:
    """Callback for an option: name, ``=`` or ``:``, and the blanks around it."""
    written, sign, blanks = match.groups()
    name = written.rstrip()
    yield match.start(), Name.Attribute, name
    if len(name) < len(written):
        yield match.start() + len(name), Whitespace, written[len(name) :]
    yield match.start(2), Operator, sign
    if blanks:
        yield match.start(3), Whitespace, blanks


class OsloConfigLexer(RegexLexer):
    """Comments start in the first column only; a line that starts with a blank continues the value above.

    Defaults in a generated sample (``#option = value``) are ``Comment.Special``.
    """

    name = "oslo.config"
    url = "https://docs.openstack.org/oslo.config/latest/configuration/format.html"
    aliases = ("osloconf", "oslo.config")
    filenames = ("*.conf",)
    # A common file name: more specific lexers take precedence.
    priority = -1
    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [
            (r"\n", Whitespace),
            (r"#[A-Za-z_][\w.-]*[ \t]*=[^\n]*", Comment.Special),
            (rf"(# \()([A-Za-z][A-Za-z ]{{0,40}}valued?)(\)){_END}", each_group(Comment, Keyword.Type, Comment)),
            (r"[#;][^\n]*", Comment.Single),
            include("section"),
            (r"([^\s\[=:][^=:\n]*)([=:])([ \t]*)", option, ("value", "whole-value")),
            (r"[^\n]+", Text),
        ],
        "section": [(rf"\[[^\]\n]+\]{_END}", Keyword)],
        "whole-value": [
            (rf"(?i:true|false|yes|no|on|off){_END}", Keyword.Constant, "#pop"),
            (rf"-?\d+(?:\.\d+)?{_END}", Number, "#pop"),
            default("#pop"),
        ],
        "value": [
            include("continued"),
            (r"\n", Whitespace, "#pop"),
            include("interpolation"),
            (r"[^$\n]+", String),
            (r"\$", String),
        ],
        "continued": [(r"\n(?=[ \t]+\S)", Whitespace)],
        "interpolation": [
            (r"\$\$", String.Escape),
            (r"\$(?:\w[\w.-]*\w|\w)|\$\{[\w.-]{1,200}\}", Name.Variable),
        ],
    }
