"""The links of a site that lead to others, found by building it into a folder that is thrown away."""

import contextlib
import importlib
import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.settings import read_settings

if TYPE_CHECKING:
    from pelican.plugins.markup.references import Reference


class Unreadable(Exception):
    """The settings or the site cannot be read; the message says why in one line."""


def site_settings(file: Path, content: Path) -> dict[str, Any]:
    """Return what the settings *file* says, for the posts in *content*.

    :raises Unreadable: it raises something, or one of the two is not there.
    """
    if not file.is_file():
        raise Unreadable("there is no such file")
    if not content.is_dir():
        raise Unreadable(f"there is no folder '{content}'")
    # Warnings may keep a site from being published; its links can be asked all the same.
    overrides = {"PATH": str(content.resolve()), "DIAGNOSTICS_FAIL_ON": "error"}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            settings: dict[str, Any] = read_settings(str(file.resolve()), override=overrides)
    except (Exception, SystemExit) as exception:  # noqa: BLE001 - a settings file may raise anything
        raise Unreadable(f"{type(exception).__name__}: {exception}") from None
    return settings


def read_links(settings: dict[str, Any]) -> "list[Reference]":
    """Build the site of *settings*, and return its links to other sites.

    What is wrong with single posts is not told here.

    :raises Unreadable: the build came to no end, so that links may be missing.
    """
    from pelican.plugins.cross_references import external_links
    from pelican.plugins.diagnostics import Problem, Severity, build, problems

    found: list[Problem] = []
    usual, build.reporter = build.reporter, lambda _verdict: found.extend(problems)
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        try:
            pelican_class(settings["PELICAN_CLASS"])({**settings, "OUTPUT_PATH": str(Path(folder) / "output")}).run()
        except SystemExit:
            # There are errors; `found` says of which kind.
            pass
        except Exception as exception:  # noqa: BLE001 - a class or a plugin may raise anything
            raise Unreadable(f"the site cannot be read: {type(exception).__name__}: {exception}") from None
        finally:
            build.reporter = usual
    for problem in found:
        if problem.severity is Severity.ERROR and problem.code.startswith(("build.", "plugin.", "site.")):
            raise Unreadable(f"the site cannot be read: {problem.message}")
    return list(external_links.external_links)


def pelican_class(setting: Any) -> Any:
    """The class that the settings name, as Pelican finds it."""
    if not isinstance(setting, str):
        return setting
    module, _, name = setting.rpartition(".")
    return getattr(importlib.import_module(module), name)
