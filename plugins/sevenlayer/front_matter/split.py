"""Where a post's front matter ends and its body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sevenlayer.diagnostics import Code, Location, Problem, error

_OPENING = re.compile(r"---[ \t]*")
_CLOSING = re.compile(r"(?:---|\.\.\.)[ \t]*")


@dataclass(frozen=True)
class SplitPost:
    """A post in two parts.

    *yaml* is the text between the ``---`` lines, None where there are none; *yaml_line* is the line of the file on which
    it begins. *body* is the whole file with the lines of the front matter empty, so that line *n* of it is line *n* of
    the file.
    """

    yaml: str | None
    yaml_line: int
    body: str
    problems: tuple[Problem, ...] = ()


def split_front_matter(text: str, path: str) -> SplitPost:
    """Split *text* (lines end with ``\\n``) at its ``---`` lines; blank lines may stand before the first."""
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
        "the front matter does not end",
        Location(path, opening + 1, 1),
        "put a line '---' after its last field",
    )
    return SplitPost(None, 1, text, (problem,))
