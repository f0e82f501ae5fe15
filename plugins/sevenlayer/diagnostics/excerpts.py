"""The line of source that a problem is about, with a caret under the place."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from .problems import Location

#: A longer line is shown around its column only.
WIDTH = 96


def excerpt(where: Location, source: str | None = None) -> str | None:
    """Return the numbered source line at *where* and, when there is a column, a caret line; None where there is no line.

    The source is read from ``where.path`` unless given. Control characters are shown as ``?`` so that a post cannot
    write to the author's terminal.
    """
    if where.line is None:
        return None
    lines = source_lines(where.path) if source is None else split_lines(source)
    if not 0 < where.line <= len(lines):
        return None
    line = lines[where.line - 1]
    column = min(where.column or 0, len(line) + 1)
    start = 0
    if len(line) > WIDTH:
        start = max(0, min(column - WIDTH // 2, len(line) - WIDTH))
        line = line[start : start + WIDTH]
    shown = "".join(_printable(character) for character in line).rstrip()
    if not shown:
        return None
    number = f"{where.line:>5} | "
    text = number + ("…" if start else "") + shown
    if column:
        before = line[: column - 1 - start]
        width = sum(_cells(character) for character in before) + (1 if start else 0)
        text += "\n" + " " * 5 + " | " + " " * width + "^"
    return text


def split_lines(text: str) -> list[str]:
    """Split as editors do: at line feeds, carriage returns or both together, and at nothing else."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


@lru_cache(maxsize=8)
def source_lines(path: str) -> list[str]:
    """The lines of the file at *path*; none where it cannot be read."""
    try:
        return split_lines(Path(path).read_bytes().decode("utf-8", errors="replace"))
    except OSError:
        return []


def find_in_file(path: str, text: str) -> Location:
    """The first place of *text* in the file at *path*; the file alone where it is spelt otherwise."""
    for spelling in (text, unquote(text)):
        for number, line in enumerate(source_lines(path), 1):
            if (column := line.find(spelling)) >= 0:
                return Location(path, number, column + 1)
    return Location(path)


def _printable(character: str) -> str:
    if character == "\t":
        return " "
    return "?" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") else character


def _cells(character: str) -> int:
    """How many cells of a terminal *character* takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
