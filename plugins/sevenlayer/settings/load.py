"""Reading a site's settings file for the commands: whatever is in it, there is no traceback."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_CONFIG, get_settings_from_file, read_settings

from sevenlayer.diagnostics import Code, Location, Problem, error
from sevenlayer.pelican_site.settings_file import SETTINGS_FILE

from .source import locate_setting

__all__ = ["SettingsError", "load_settings"]


class SettingsError(Exception):
    """A settings file cannot be used; *problems* say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def load_settings(file: Path, overrides: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return Pelican's settings as *file* has them, with *overrides*; relative paths are those of the file's folder.

    What single settings may be is checked when the build begins.

    :raises SettingsError: the file is not there, is no Python, raises something, or names a folder that is not there.
    """
    if not file.is_file():
        hint = "go to the folder of the site, name the file with --settings, or make a site with 'sevenlayer init'"
        raise SettingsError(error(Code.SITE_BAD_SETTING, f"there is no settings file '{file}'", hint=hint))
    path = str(file.resolve())
    try:
        settings: dict[str, Any] = read_settings(path, override=dict(overrides or {}))
    except SyntaxError as exception:
        raise SettingsError(_syntax_error(exception, path)) from None
    except (Exception, SystemExit) as exception:  # noqa: BLE001 - a settings file may raise anything
        raise SettingsError(_explain(exception, path, overrides or {})) from None
    settings[SETTINGS_FILE] = path
    return settings


def _syntax_error(exception: SyntaxError, path: str) -> Problem:
    where = Location(exception.filename or path, exception.lineno, exception.offset)
    return error(Code.SITE_BAD_SETTING, f"this is not valid Python: {exception.msg}", where)


def _explain(exception: BaseException, path: str, overrides: Mapping[str, Any]) -> Problem:
    """Return the problem that *exception* means: of a line of the site's own, or of a value that Pelican refuses."""
    folder = Path(path).parent
    own = [
        frame for frame in traceback.extract_tb(exception.__traceback__) if Path(frame.filename).is_relative_to(folder)
    ]
    own = [frame for frame in own if "site-packages" not in Path(frame.filename).parts]
    if own:
        hint = None
        if isinstance(exception, ModuleNotFoundError):
            hint = f"install the package that has '{exception.name}', or correct the name"
        where = Location(own[-1].filename, own[-1].lineno)
        what = "the file ends the program" if isinstance(exception, SystemExit) else _said(exception)
        return error(Code.SITE_BAD_SETTING, what, where, hint)
    settings = {**DEFAULT_CONFIG, **get_settings_from_file(path), **overrides}
    for name in ("PATH", "THEME"):
        value = settings.get(name)
        found = isinstance(value, str) and (folder / value).exists()
        if not found and (name == "PATH" or str(value) in str(exception)):
            what = "theme" if name == "THEME" else "folder"
            message = f"{name}: there is no {what} '{value}'"
            hint = f"correct the path: it is seen from the folder of {Path(path).name}"
            return error(Code.SITE_BAD_SETTING, message, locate_setting(name, path), hint)
    return error(Code.SITE_BAD_SETTING, f"Pelican cannot use the settings: {_said(exception)}", Location(path))


def _said(exception: BaseException) -> str:
    return f"{type(exception).__name__}: {' '.join(str(exception).split())}".removesuffix(": ")
