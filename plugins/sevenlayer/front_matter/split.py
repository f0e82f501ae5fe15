"""Splits a post into front matter and body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sevenlayer.diagnostics import Code, Location, Problem, error

_OPENING = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")


@dataclass(frozen=True)
class SplitPost:
    """A post in two parts.

    *yaml* is the text between the ``---`` lines, None if there are none; it begins in line *yaml_line* of the file. *body* is
    the whole file with the lines of the front matter emptied, so that line numbers of the body are those of the file.
    """

    yaml: str | None
    yaml_line: int
    body: str
    problems: tuple[Problem, ...] = ()


def split_front_matter(text: str, path: str) -> SplitPost:
    """Split *text* (lines end with ``\\n``) at its ``---`` lines; blank lines before the first are allowed."""
    lines = text.split("\n")
    opening = next((n for n, line in enumerate(lines) if line.strip()), None)
    if opening is None or not _OPENING.fullmatch(lines[opening]):
        return SplitPost(None, 1, text)
    for closing in range(opening + 1, len(lines)):
        if _CLOSING.fullmatch(lines[closing]):
            body = "\n" * (closing + 1) + "\n".join(lines[closing + 1 :])
            return SplitPost("\n".join(lines[opening + 1 : closing]), opening + 2, body)
    problem = error(
        Code.FRONT_MATTER_UNTERMINATED,
        "the front matter is not closed",
        Location(path, opening + 1, 1),
        "add a line '---' after its last field",
    )
    return SplitPost(None, 1, text, (problem,))
