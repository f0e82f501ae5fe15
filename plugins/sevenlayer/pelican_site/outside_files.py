"""Files that posts link to or that lie in the folders of files: none from outside the content folder is published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.contents import Content, Static

from sevenlayer.diagnostics import Code, Location, Problem, error
from sevenlayer.diagnostics.excerpts import find_in_file

from .build_state import problems_of
from .contents import all_contents, leave_out


def drop_files_from_outside(generators: list[Any]) -> None:
    """Report every file whose real path is not below the content folder, or which is no regular file, and leave it out.

    Content may come from people who must not read the rest of the disk: by symbolic links, by ``{static}../../..``.
    """
    contents = list(all_contents(generators))
    linked_from: dict[str, list[str]] = {}
    for _generator, content in contents:
        if isinstance(content, Static):
            continue
        for path in content.get_static_links():
            linked_from.setdefault(path, []).append(content.source_path)
    dropped: list[Content] = []
    for generator, content in contents:
        if isinstance(content, Static) and (found := _check_file(content, Path(generator.path), linked_from)):
            problems_of(generator.settings).extend(found)
            dropped.append(content)
    leave_out(generators, dropped)


def _check_file(static: Static, root: Path, linked_from: dict[str, list[str]]) -> list[Problem]:
    path = root / static.source_path
    name = static.get_relative_source_path()
    if not path.resolve().is_relative_to(root.resolve()):
        message, hint = (
            f"'{name}' lies outside the content folder; it is left out",
            "copy the file into the content folder",
        )
    elif not path.exists():
        message, hint = f"there is no file '{name}' in the content folder", "correct the link, or add the file"
    elif not path.is_file():
        message, hint = f"'{name}' is not a regular file; it is left out", "put a file in its place"
    else:
        return []
    posts = sorted(linked_from.get(name, ()))
    wheres = [_place_of_link(post, name) for post in posts] or [Location(static.source_path)]
    return [error(Code.FRONT_MATTER_BAD_FILE, message, where, hint) for where in wheres]


def _place_of_link(post: str, name: str) -> Location:
    """Where *post* links the file: by its path from the content folder, or from the post's."""
    basename = Path(name).name
    places = [find_in_file(post, spelling) for spelling in (f"}}/{name}", f"}}{name}", f"}}{basename}", basename)]
    return next((place for place in places if place.line), Location(post))
