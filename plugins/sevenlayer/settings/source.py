"""Where a setting stands: the file and the line of its last assignment."""

from __future__ import annotations

import ast
from functools import lru_cache
from pathlib import Path

from sevenlayer.diagnostics import Location

__all__ = ["locate_setting"]


def locate_setting(name: str, file: str | None) -> Location | None:
    """Return the location of the last assignment to *name* in the settings *file*, or in those of its folder that it imports.

    Return the file itself where nothing there assigns it, and None without a file.
    """
    if file is None:
        return None
    found = _assignments(file).get(name)
    return Location(*found) if found else Location(file)


@lru_cache(maxsize=16)
def _assignments(file: str) -> dict[str, tuple[str, int, int]]:
    """Return path, line and column of each name that *file* sets at its top level."""
    found: dict[str, tuple[str, int, int]] = {}
    try:
        tree = ast.parse(Path(file).read_text("utf-8"))
    except (OSError, SyntaxError, ValueError):
        return found
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            imported = Path(file).with_name(f"{node.module}.py")
            if "." not in node.module and imported.is_file() and imported != Path(file):
                for name, location in _assignments(str(imported)).items():
                    found.setdefault(name, location)
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt):
            continue
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AnnAssign | ast.AugAssign):
            targets = [node.target]
        for target in targets:
            for one in ast.walk(target):
                if isinstance(one, ast.Name):
                    found[one.id] = (file, node.lineno, node.col_offset + 1)
    return found
