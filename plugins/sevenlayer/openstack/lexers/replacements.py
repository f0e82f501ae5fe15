"""Replacements for Pygments' shell lexers: the same tokens in linear time.

They have the aliases of Pygments' lexers, so they apply to this package's code blocks only, and are not entry points.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar

from pygments.lexer import Lexer, using
from pygments.lexers.configs import DockerLexer
from pygments.lexers.shell import BashSessionLexer, SlurmBashLexer

from .shell import SafeBashLexer

__all__ = ["REPLACEMENTS"]


class SafeBashSessionLexer(BashSessionLexer):
    """Recognises the prompts that Pygments recognises, with an unambiguous regular expression."""

    # One additional alias.
    aliases: ClassVar[list[str]] = [*BashSessionLexer.aliases, "sh-session"]
    _innerLexerCls = SafeBashLexer  # noqa: N815
    _ps1rgx = re.compile(
        r"^((?:\[.*?\]"
        r"|(?:\(\S{1,80}\))?"
        r"(?:| |sh\S*?|\w\S[^\s@:]*[@:]\S+(?:\s+\S+)?|\[\S[^\s@:]*[@:](?>[^\n]+?\]).+))"
        r"\s*[$#%]\s*)(.*\n?)"
    )


class SafeSlurmLexer(SlurmBashLexer, SafeBashLexer):
    """Slurm jobs are Bash with additional words."""


class SafeDockerLexer(DockerLexer):
    """The last rule of Pygments' lexer, for the commands of instructions, is the only one that needs full Bash."""

    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [*DockerLexer.tokens["root"][:-1], (r"(?:.*\\\n)*.+", using(SafeBashLexer))],  # type: ignore[no-untyped-call]
    }


REPLACEMENTS: tuple[type[Lexer], ...] = (SafeBashLexer, SafeBashSessionLexer, SafeSlurmLexer, SafeDockerLexer)
