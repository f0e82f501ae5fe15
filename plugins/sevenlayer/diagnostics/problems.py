"""What went wrong, and where: the values that every part of the site reports with."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from .codes import Code
from .severity import Severity

__all__ = ["Location", "Problem", "Severity", "UnreadablePost", "display_path", "error", "info", "warning"]


@dataclass(frozen=True)
class Location:
    """A place in a source file.

    Lines and columns are 1-based and counted in the file as its author sees it in an editor: front matter counts, a
    byte order mark does not, ``\\r\\n`` ends one line, and a column is one Unicode character.
    """

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [display_path(self.path)]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)


@dataclass(frozen=True)
class Problem:
    """One thing that an author should know.

    *where* is None for what concerns the whole site. *hint* is one sentence that says what to do, where that is known.
    """

    code: Code
    severity: Severity
    message: str
    where: Location | None = None
    hint: str | None = None

    def __post_init__(self) -> None:
        # Code that is not type-checked may have given the code as text; one that is not in the enumeration raises ValueError.
        object.__setattr__(self, "code", Code(self.code))

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Site-wide problems first, then by file, line and column."""
        where = self.where or Location("")
        return (where.path, where.line or 0, where.column or 0, self.code, self.message)


class UnreadablePost(Exception):
    """A post that cannot be built at all; its problems have been collected already."""


def error(code: Code, message: str, where: Location | None = None, hint: str | None = None) -> Problem:
    return Problem(code, Severity.ERROR, message, where, hint)


def warning(code: Code, message: str, where: Location | None = None, hint: str | None = None) -> Problem:
    return Problem(code, Severity.WARNING, message, where, hint)


def info(code: Code, message: str, where: Location | None = None, hint: str | None = None) -> Problem:
    return Problem(code, Severity.INFO, message, where, hint)


def display_path(path: str) -> str:
    """*path* as the author would type it: relative to the working directory where it lies below that."""
    if not Path(path).is_absolute():
        return path
    relative = os.path.relpath(path)
    return path if relative.startswith(os.pardir) else relative
