"""Locate items of lists in a post's front matter."""

from __future__ import annotations

import re

from sevenlayer.diagnostics import Location
from sevenlayer.diagnostics.excerpts import source_lines


def locate_list_item(name: str, start: Location) -> Location:
    """Return the location of item *name* in the list at *start*; *start* itself if the source spells the item otherwise."""
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
