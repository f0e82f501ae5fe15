"""Lexers for Pygments: what people who write about OpenStack show. Entry points make the dialects known outside this site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pygments.lexer import Lexer

from sevenlayer.directives import Vocabulary

from .heat_template import HeatTemplateLexer
from .local_conf import LocalConfLexer
from .oslo_config import OsloConfigLexer
from .oslo_log import OsloLogLexer
from .sessions import OpenStackSessionLexer
from .stand_ins import STAND_INS

__all__ = [
    "DIALECTS",
    "LEXERS",
    "HeatTemplateLexer",
    "LocalConfLexer",
    "OpenStackSessionLexer",
    "OsloConfigLexer",
    "OsloLogLexer",
    "add_lexers",
]

#: What Pygments has no lexers for.
DIALECTS: tuple[type[Lexer], ...] = (
    HeatTemplateLexer,
    LocalConfLexer,
    OpenStackSessionLexer,
    OsloConfigLexer,
    OsloLogLexer,
)
#: What this site's blocks of code know besides Pygments' own, or instead.
LEXERS: tuple[type[Lexer], ...] = (*DIALECTS, *STAND_INS)


def add_lexers(vocabulary: Vocabulary, _settings: Mapping[str, Any]) -> None:
    for lexer_class in LEXERS:
        vocabulary.add_lexer(lexer_class)
