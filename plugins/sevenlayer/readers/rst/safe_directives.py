"""Restricted versions of docutils' directives: files only from the content folder, nothing that affects the whole page."""

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

#: Maximum size of an included file.
MAX_BYTES = 5_000_000


class ForbiddenFile(Exception):
    """The file does not exist or must not be read; the text says why."""


def check_file(argument: str, source: str, content_root: Path) -> Path:
    """Return the real path of the file *argument*, as given in the file *source*.

    A path that begins with ``/`` is relative to *content_root*, any other to the folder of *source*.

    :raises ForbiddenFile: it is not a regular file whose real path is below *content_root*, or is too large.
    """
    base = content_root if argument.startswith("/") else Path(source).parent
    path = Path(os.path.realpath(base / argument.lstrip("/")))
    if not path.is_relative_to(content_root):
        raise ForbiddenFile(f"'{argument}' is outside the content folder")
    try:
        status = path.stat()
    except (OSError, ValueError):
        raise ForbiddenFile(f"file '{argument}' not found in the content folder") from None
    if not stat.S_ISREG(status.st_mode):
        raise ForbiddenFile(f"'{argument}' is not a regular file")
    if status.st_size > MAX_BYTES:
        raise ForbiddenFile(f"'{argument}' has {status.st_size:,} bytes; the limit is {MAX_BYTES:,}")
    return path


def _check(directive: Directive, argument: str) -> str:
    """Check the file, and return its path relative to the folder of the source, as docutils expects."""
    root: Path = directive.state.document.settings.content_root
    source = directive.state.document.current_source or ""
    try:
        path = check_file(argument, source, root)
    except ForbiddenFile as exception:
        raise directive.error(f'Directive "{directive.name}": {exception}.') from None
    return os.path.relpath(path, os.path.realpath(Path(source).parent))


#: Maximum number of files that a post may include, directly and indirectly.
MAX_INCLUDES = 100


class SafeInclude(Include):
    # Without `parser`, which imports any module.
    option_spec = {name: convert for name, convert in (Include.option_spec or {}).items() if name != "parser"}

    def run(self) -> Sequence[nodes.Node]:
        settings = self.state.document.settings
        settings.include_count += 1
        if settings.include_count > MAX_INCLUDES:
            raise self.error(f'Directive "include": a post cannot include more than {MAX_INCLUDES} files.')
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
    """Rejects directives for the whole page, whose output docutils would drop."""

    has_content = True
    final_argument_whitespace = True
    optional_arguments = 1

    def run(self) -> NoReturn:
        raise self.error(f'Directive "{self.name}" is not allowed: it applies to a whole page.')


class NoDate(Directive):
    """Rejects ``date``, whose output changes with every build."""

    has_content = True

    def run(self) -> NoReturn:
        raise self.error(
            'Directive "date" is not allowed: its output would change with every build; write the date itself.'
        )


#: Replacements of docutils' directives, by name.
SAFE_DIRECTIVES: dict[str, type[Directive]] = {
    "csv-table": SafeCSVTable,
    "date": NoDate,
    "footer": NotInPosts,
    "header": NotInPosts,
    "meta": NotInPosts,
    "include": SafeInclude,
    "raw": SafeRaw,
}
