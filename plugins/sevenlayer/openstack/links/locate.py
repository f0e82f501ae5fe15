"""Where a name stands that a post has in a list of its front matter."""

from __future__ import annotations

import re

from sevenlayer.diagnostics import Location
from sevenlayer.diagnostics.excerpts import source_lines


def place_of_name(name: str, start: Location) -> Location:
    """Return the place of *name* in its list, which begins at *start*; that place, if the source has the name otherwise."""
    if start.line is None:
        return start
    item = re.compile(rf"""(?<![^\s,;\["']){re.escape(name.strip())}(?![^\s,;\]"'])""")
    column = (start.column or 1) - 1
    for number, line in enumerate(source_lines(start.path)[start.line - 1 :], start.line):
        if found := item.search(line, column):
            return Location(start.path, number, found.start() + 1)
        if line.strip() in ("", "---", "..."):
            break
        column = 0
    return start
