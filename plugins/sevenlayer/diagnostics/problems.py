"""Problems and their locations: the values with which every part reports."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from .codes import Code
from .severity import Severity

__all__ = ["Location", "Problem", "Severity", "UnreadablePost", "display_path", "error", "info", "warning"]


@dataclass(frozen=True)
class Location:
    """A file, or a line and perhaps a column of it.

    Lines and columns are counted from 1, as an editor shows them: front matter counts, a byte order mark does not,
    ``\\r\\n`` ends one line, and a column is one Unicode character.
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
    """Something that an author should know.

    *where* is None if it concerns the whole site. *hint* says in one sentence what to do, if that is known.
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
        """Sorts problems of the whole site first, then by file, line and column."""
        where = self.where or Location("")
        return (where.path, where.line or 0, where.column or 0, self.code, self.message)


class UnreadablePost(Exception):
    """Raised for a post that cannot be built; its problems have been collected already."""


def error(code: Code, message: str, where: Location | None = None, hint: str | None = None) -> Problem:
    return Problem(code, Severity.ERROR, message, where, hint)


def warning(code: Code, message: str, where: Location | None = None, hint: str | None = None) -> Problem:
    return Problem(code, Severity.WARNING, message, where, hint)


def info(code: Code, message: str, where: Location | None = None, hint: str | None = None) -> Problem:
    return Problem(code, Severity.INFO, message, where, hint)


def display_path(path: str) -> str:
    """Return *path* relative to the working directory if it is below that, else unchanged."""
    if not Path(path).is_absolute():
        return path
    relative = os.path.relpath(path)
    return path if relative.startswith(os.pardir) else relative
