"""A site that is built into a folder that is thrown away: for its problems, or for its links to other sites."""

import contextlib
import importlib
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.settings import read_settings

if TYPE_CHECKING:
    from sevenlayer.diagnostics import Problem
    from sevenlayer.document import Reference


class Unreadable(Exception):
    """The settings or the site cannot be read; the message says why in one line."""


@dataclass(frozen=True)
class Build:
    """What became of a build: whether it *failed*, its *settings*, and the *problems*.

    *problems* is None where nothing collected them.
    """

    failed: bool
    settings: dict[str, Any]
    problems: "list[Problem] | None"


def site_settings(file: Path, content: Path, **overrides: str) -> dict[str, Any]:
    """Return what the settings *file* says, for the posts in *content* and with *overrides*.

    :raises Unreadable: it raises something, or one of the two is not there; the message names the culprit.
    """
    if not file.is_file():
        raise Unreadable(f"{file}: there is no such file")
    if not content.is_dir():
        raise Unreadable(f"there is no folder '{content}'")
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            settings: dict[str, Any] = read_settings(
                str(file.resolve()), override={"PATH": str(content.resolve()), **overrides}
            )
    except (Exception, SystemExit) as exception:  # noqa: BLE001 - a settings file may raise anything
        raise Unreadable(f"{file}: {type(exception).__name__}: {exception}") from None
    return settings


def build_site(settings: dict[str, Any]) -> Build:
    """Build the site of *settings*, and print nothing.

    :raises Unreadable: the build ended without a word about why.
    """
    from sevenlayer.diagnostics import Problem, Problems

    reports: list[list[Problem]] = []

    def keep(problems: Problems, _verdict: str) -> None:
        reports.append(list(problems))

    failed, built = False, settings
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        try:
            site = pelican_class(settings["PELICAN_CLASS"])(
                {**settings, "OUTPUT_PATH": str(Path(folder) / "output"), "DIAGNOSTICS_REPORTER": keep}
            )
            built = site.settings
            site.run()
        except (Exception, SystemExit) as exception:  # noqa: BLE001 - a class or a plugin may raise anything
            failed = True
            if not (reports and isinstance(exception, SystemExit)):
                raise Unreadable(f"the site cannot be read: {type(exception).__name__}: {exception}") from None
    return Build(failed, built, reports[-1] if reports else None)


def read_links(settings: dict[str, Any]) -> "list[Reference]":
    """Build the site of *settings*, and return its links to other sites.

    What is wrong with single posts is not told here.

    :raises Unreadable: the build came to no end, or nobody looked for links, so that some may be missing.
    """
    from sevenlayer.cross_references.external_links import ExternalLinks
    from sevenlayer.diagnostics import Severity
    from sevenlayer.pelican_site.build_state import find_build

    build = build_site(settings)
    for problem in build.problems or ():
        if problem.severity is Severity.ERROR and problem.code.startswith(("build.", "plugin.", "site.")):
            raise Unreadable(f"the site cannot be read: {problem.message}")
    state = find_build(build.settings)
    links = state.find(ExternalLinks) if state else None
    if links is None:
        raise Unreadable("the site does not use the plugin 'sevenlayer.cross_references', which finds its links")
    return list(links)


def pelican_class(setting: Any) -> Any:
    """The class that the settings name, as Pelican finds it."""
    if not isinstance(setting, str):
        return setting
    module, _, name = setting.rpartition(".")
    return getattr(importlib.import_module(module), name)
