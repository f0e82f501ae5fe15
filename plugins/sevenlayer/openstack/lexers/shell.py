"""Pygments' lexer for Bash, made safe for any text, and with what OpenStack's people type told apart."""

from __future__ import annotations

from typing import Any, ClassVar

from pygments.lexer import inherit
from pygments.lexers.shell import BashLexer
from pygments.token import Comment, Number, Operator, String, Text

from .values import ADDRESS, ADDRESS_TOKEN, ID, ID_TOKEN

# What ends a word of the shell.
_NO_WORD = r"""\s=\[\]{}()$"'`\\<&|;"""


class SafeBashLexer(BashLexer):
    """The same tokens as Pygments', in time that grows with the text alone, and plain text where it has Errors.

    Pygments' rule for ``$'...'`` takes exponential time where there is no end, and that for here documents quadratic time.
    """

    tokens: ClassVar[dict[str, list[Any]]] = {
        "basic": [
            (r"<<<", Operator),
            # Farther away than that, no end is looked for.
            (r"(?s)<<-?\s*+('?)\\?(\w++).{1,5000}?\2", String),
            (r"<", Text),
            inherit,
        ],
        "data": [
            (r"(?s)\$'(?:[^'\\]++|\\.)*+'", String.Single),
            (r"\$(?=')", Text),
            inherit,
            (r"[\\']", Text),
        ],
        "string": [
            inherit,
            (r"\\", String.Double),
        ],
    }


class ShellLexer(SafeBashLexer):
    """What has no end ends with the text, as it does for the shell."""

    name = "OpenStack shell"
    tokens: ClassVar[dict[str, list[Any]]] = {
        "basic": [
            (r"<<<", Operator),
            (r"(?s)<<-?[ \t]*(['\"]?)(\w+)\1(?:.*?\n[ \t]*\2[ \t]*(?=\n|\Z)|.*)", String.Heredoc),
            (r"<<-?", Operator),
            (r"#.*", Comment.Single),
            (ID, ID_TOKEN),
            (ADDRESS, ADDRESS_TOKEN),
            (r"\d+(?=[\s;&|)]|\Z)", Number),
            # Versions and sizes are words, not a number and a rest.
            (rf"\d[^{_NO_WORD}]+", Text),
            inherit,
        ],
        "data": [
            (r"(?s)\$'(?:[^'\\]++|\\.)*+(?:'|\\?\Z)", String.Single),
            (r"'[^']*(?:'|\Z)", String.Single),
            inherit,
        ],
    }
