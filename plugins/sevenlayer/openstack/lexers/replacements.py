"""What this site takes for Pygments' own lexers of shells: the same tokens, in time that grows with the text alone.

They go by Pygments' names for them, so they are for this site's blocks of code, and no entry points.
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
    """A prompt is what it is for Pygments; each part of it can be matched in one way only."""

    # Our blocks of code know them by one name more.
    aliases: ClassVar[list[str]] = [*BashSessionLexer.aliases, "sh-session"]
    _innerLexerCls = SafeBashLexer  # noqa: N815
    _ps1rgx = re.compile(
        r"^((?:\[.*?\]"
        r"|(?:\(\S{1,80}\))?"
        r"(?:| |sh\S*?|\w\S[^\s@:]*[@:]\S+(?:\s+\S+)?|\[\S[^\s@:]*[@:](?>[^\n]+?\]).+))"
        r"\s*[$#%]\s*)(.*\n?)"
    )


class SafeSlurmLexer(SlurmBashLexer, SafeBashLexer):
    """Jobs of Slurm are Bash with some words more."""


class SafeDockerLexer(DockerLexer):
    """Pygments' last rule takes what instructions run; no other takes more than words and equals signs for Bash."""

    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [*DockerLexer.tokens["root"][:-1], (r"(?:.*\\\n)*.+", using(SafeBashLexer))],  # type: ignore[no-untyped-call]
    }


REPLACEMENTS: tuple[type[Lexer], ...] = (SafeBashLexer, SafeBashSessionLexer, SafeSlurmLexer, SafeDockerLexer)
