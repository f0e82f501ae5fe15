"""Pygments lexers for OpenStack's files, logs and sessions. Entry points register those that Pygments lacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pygments.lexer import Lexer

from sevenlayer.directives import Vocabulary

from .heat_template import HeatTemplateLexer
from .local_conf import LocalConfLexer
from .oslo_config import OsloConfigLexer
from .oslo_log import OsloLogLexer
from .replacements import REPLACEMENTS
from .sessions import OpenStackSessionLexer

__all__ = [
    "ADDITIONS",
    "LEXERS",
    "HeatTemplateLexer",
    "LocalConfLexer",
    "OpenStackSessionLexer",
    "OsloConfigLexer",
    "OsloLogLexer",
    "add_lexers",
]

#: Lexers that Pygments does not have.
ADDITIONS: tuple[type[Lexer], ...] = (
    HeatTemplateLexer,
    LocalConfLexer,
    OpenStackSessionLexer,
    OsloConfigLexer,
    OsloLogLexer,
)
#: Lexers for code blocks, in addition to Pygments' or instead of them.
LEXERS: tuple[type[Lexer], ...] = (*ADDITIONS, *REPLACEMENTS)


def add_lexers(vocabulary: Vocabulary, _settings: Mapping[str, Any]) -> None:
    for lexer_class in LEXERS:
        vocabulary.add_lexer(lexer_class)
