"""Lexers for Pygments: what people who write about OpenStack show. Entry points make them known outside this site too."""

from __future__ import annotations

from pygments.lexer import Lexer

from .heat_template import HeatTemplateLexer
from .local_conf import LocalConfLexer
from .oslo_config import OsloConfigLexer
from .oslo_log import OsloLogLexer
from .sessions import OpenStackSessionLexer

__all__ = [
    "LEXERS",
    "HeatTemplateLexer",
    "LocalConfLexer",
    "OpenStackSessionLexer",
    "OsloConfigLexer",
    "OsloLogLexer",
]

LEXERS: tuple[type[Lexer], ...] = (
    HeatTemplateLexer,
    LocalConfLexer,
    OpenStackSessionLexer,
    OsloConfigLexer,
    OsloLogLexer,
)
