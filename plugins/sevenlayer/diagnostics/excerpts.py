"""Source lines for reports, with a caret below the column."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from .problems import Location

#: Characters of a line that are shown; of a longer one, those around the column.
WIDTH = 96


def excerpt(where: Location, source: str | None = None) -> str | None:
    """Return the source line at *where* with its number, and a caret line if there is a column; None if there is no such line.

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
    """Split *text* into lines as editors do: at ``\\n``, ``\\r`` and ``\\r\\n`` only."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


@lru_cache(maxsize=8)
def source_lines(path: str) -> list[str]:
    """Return the lines of the file at *path*, or none if it cannot be read."""
    try:
        return split_lines(Path(path).read_bytes().decode("utf-8", errors="replace"))
    except OSError:
        return []


def find_in_file(path: str, text: str) -> Location:
    """Return the location where *text* first occurs in the file at *path*, or the file alone if it does not occur."""
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
    """Return the number of terminal columns that *character* takes."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
