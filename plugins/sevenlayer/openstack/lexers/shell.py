"""Pygments' Bash lexer with linear run time, and tokens for OpenStack values."""

from __future__ import annotations

from typing import Any, ClassVar

from pygments.lexer import inherit
from pygments.lexers.shell import BashLexer
from pygments.token import Comment, Number, Operator, String, Text

from .values import ADDRESS, ADDRESS_TOKEN, ID, ID_TOKEN

# Characters that end a shell word.
_NO_WORD = r"""\s=\[\]{}()$"'`\\<&|;"""


class SafeBashLexer(BashLexer):
    """The tokens of Pygments' lexer in linear time, with plain text in place of Error tokens.

    Pygments' rule for ``$'...'`` takes exponential time without a closing quote, and that for here documents quadratic time.
    """

    tokens: ClassVar[dict[str, list[Any]]] = {
        "basic": [
            (r"<<<", Operator),
            # The search for the end is limited.
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
    """Unclosed constructs extend to the end of the text, as in a shell."""

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
            # Versions and sizes are single words.
            (rf"\d[^{_NO_WORD}]+", Text),
            inherit,
        ],
        "data": [
            (r"(?s)\$'(?:[^'\\]++|\\.)*+(?:'|\\?\Z)", String.Single),
            (r"'[^']*(?:'|\Z)", String.Single),
            inherit,
        ],
    }
