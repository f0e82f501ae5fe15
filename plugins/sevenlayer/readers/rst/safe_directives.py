"""Directives that read files, kept below the content folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.parsers.rst.directives.misc import Include, Raw
from docutils.parsers.rst.directives.tables import CSVTable

#: No post needs a longer text from another file.
MAX_BYTES = 5_000_000


class ForbiddenFile(Exception):
    """The file may not be read, or is not there; the text says why."""


def check_file(argument: str, source: str, content_root: Path) -> Path:
    """Return the real path of the file that *argument* names in the file *source*.

    A path that begins with ``/`` starts at the content folder; any other at the folder of *source*.

    :raises ForbiddenFile: it is not a regular file whose real path is below *content_root*.
    """
    base = content_root if argument.startswith("/") else Path(source).parent
    path = Path(os.path.realpath(base / argument.lstrip("/")))
    if not path.is_relative_to(content_root):
        raise ForbiddenFile(f"'{argument}' lies outside the content folder")
    try:
        status = path.stat()
    except (OSError, ValueError):
        raise ForbiddenFile(f"there is no file '{argument}' in the content folder") from None
    if not stat.S_ISREG(status.st_mode):
        raise ForbiddenFile(f"'{argument}' is not a regular file")
    if status.st_size > MAX_BYTES:
        raise ForbiddenFile(f"'{argument}' has {status.st_size:,} bytes; a file may have {MAX_BYTES:,}")
    return path


def _check(directive: Directive, argument: str) -> str:
    """Return the path that docutils, which takes it from the source's folder, finds the file by."""
    root: Path = directive.state.document.settings.content_root
    source = directive.state.document.current_source or ""
    try:
        path = check_file(argument, source, root)
    except ForbiddenFile as exception:
        raise directive.error(f'Directive "{directive.name}": {exception}.') from None
    return os.path.relpath(path, os.path.realpath(Path(source).parent))


#: Files that one post may include, those in included files too.
MAX_INCLUDES = 100


class SafeInclude(Include):
    # Not `parser`: it imports whatever module it names.
    option_spec = {name: convert for name, convert in (Include.option_spec or {}).items() if name != "parser"}

    def run(self) -> Sequence[nodes.Node]:
        settings = self.state.document.settings
        settings.include_count += 1
        if settings.include_count > MAX_INCLUDES:
            raise self.error(f'Directive "include": a post may include {MAX_INCLUDES} files.')
        self.arguments[0] = _check(self, "".join(self.arguments[0].split("\n")).strip())
        return super().run()


class SafeRaw(Raw):
    option_spec = {name: convert for name, convert in (Raw.option_spec or {}).items() if name != "url"}

    def run(self) -> Sequence[nodes.Node]:
        if "file" in self.options:
            self.options["file"] = _check(self, self.options["file"])
        return super().run()


class SafeCSVTable(CSVTable):
    option_spec = {name: convert for name, convert in (CSVTable.option_spec or {}).items() if name != "url"}

    def run(self) -> Sequence[nodes.table | nodes.system_message]:
        if "file" in self.options:
            self.options["file"] = _check(self, self.options["file"])
        return super().run()


class NotInPosts(Directive):
    """What docutils would take for the page around the post, and drop."""

    has_content = True
    final_argument_whitespace = True
    optional_arguments = 1

    def run(self) -> NoReturn:
        raise self.error(f'Directive "{self.name}" is not allowed: it is not for a part of a page.')


class NoDate(Directive):
    """``date`` would make every build another one."""

    has_content = True

    def run(self) -> NoReturn:
        raise self.error(
            'Directive "date" is not allowed: a page would change with every build; write the date itself.'
        )


#: What stands in for docutils' own, by name.
SAFE_DIRECTIVES: dict[str, type[Directive]] = {
    "csv-table": SafeCSVTable,
    "date": NoDate,
    "footer": NotInPosts,
    "header": NotInPosts,
    "meta": NotInPosts,
    "include": SafeInclude,
    "raw": SafeRaw,
}
