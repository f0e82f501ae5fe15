"""Settings files of earlier versions: what their authors have to change, told once, with the line."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sevenlayer.diagnostics import Problem

__all__ = ["former_problem"]

#: The packages of version 0.1, which were plugins in Pelican's namespace.
_PACKAGES = (
    "cross_references",
    "diagnostics",
    "front_matter",
    "incremental",
    "layer_diagrams",
    "markup",
    "openstack",
    "syndication",
)
_NAMES = {f"pelican.plugins.{name}" for name in _PACKAGES}


def former_problem(file: Path) -> Problem | None:
    """What the settings *file* has from version 0.1: its list of plugins, or else its first import of one.

    The file is read and not run: with the packages of 0.1 gone, its imports would fail first.
    """
    try:
        tree = ast.parse(file.read_bytes())
    except (OSError, SyntaxError, ValueError):
        # Told by whoever runs the file.
        return None
    from sevenlayer.diagnostics import Code, Location, error

    listed = next(_listed(tree), None)
    imported = next(_imported(tree), None)
    if listed is None and imported is None:
        return None
    if listed is not None:
        line, name = listed
        message = f'PLUGINS names {name}; write PLUGINS = ["sevenlayer"]'
    else:
        line, name = imported or (1, "")
        message = f"{name} is a part of the package 'sevenlayer' now"
    hint = "begin the file with 'from sevenlayer.defaults import *' and keep your own settings; see docs/updating.md"
    return error(Code.SITE_BAD_SETTING, message, Location(str(file), line, 1), hint)


def _listed(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Lines and names of the former plugins in ``PLUGINS``; the line is that of the assignment."""
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if not any(isinstance(target, ast.Name) and target.id == "PLUGINS" for target in targets):
            continue
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and part.value in _NAMES:
                yield node.lineno, str(part.value)


def _imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            modules = [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        else:
            continue
        for module in modules:
            if (name := ".".join(module.split(".")[:3])) in _NAMES:
                yield node.lineno, name
