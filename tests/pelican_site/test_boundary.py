"""Only ``pelican_site`` uses private names of other packages' objects, or knows how Pelican works inside."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

#: Public in named tuples, in enumerations and in `os`, whatever they look like.
PUBLIC = {"_replace", "_asdict", "_fields", "_value_", "_exit"}


def sources(repository: Path) -> list[Path]:
    package = repository / "plugins" / "sevenlayer"
    return [path for path in sorted(package.rglob("*.py")) if path.relative_to(package).parts[0] != "pelican_site"]


def private_uses(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and _is_private(node.attr) and not _is_own(node.value):
            if node.attr not in own:
                yield f"{path.name}:{node.lineno}: {ast.unparse(node)}"
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "pelican":
            yield from (f"{path.name}:{node.lineno}: {one.name}" for one in node.names if _is_private(one.name))


def _is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__") and name not in PUBLIC


def _is_own(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id in ("self", "cls")


def test_no_private_name_of_an_object_is_used_outside_of_the_seam(repository: Path) -> None:
    found = [use for path in sources(repository) for use in private_uses(path)]
    assert found == []


@pytest.mark.parametrize(
    "text", ["content._content", "HTMLReader._HTMLParser({}, path)", "from pelican.readers import _DISCARD"]
)
def test_such_a_use_would_be_found(tmp_path: Path, text: str) -> None:
    path = tmp_path / "module.py"
    path.write_text(text, "utf-8")
    assert len(list(private_uses(path))) == 1
