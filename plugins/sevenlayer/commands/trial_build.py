"""A site that is built into a folder that is thrown away: for its problems, its links, or to look at what was written."""

from __future__ import annotations

import contextlib
import importlib
import io
import logging
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .console import CommandError, ProblemsError
from .former_settings import former_problem

if TYPE_CHECKING:
    from sevenlayer.diagnostics import Problem
    from sevenlayer.document.references import Reference

__all__ = ["Build", "build_site", "pelican_class", "read_links", "site_settings"]


@dataclass(frozen=True)
class Build:
    """What became of a build: whether it *failed*, its *settings*, and the *problems*.

    *problems* is None where nothing collected them.
    """

    failed: bool
    settings: dict[str, Any]
    problems: list[Problem] | None


def site_settings(
    file: Path, content: Path | None, overrides: Mapping[str, Any] | None = None, *, quiet: bool = False
) -> dict[str, Any]:
    """Return what the settings *file* says, for the posts in *content* and with *overrides*.

    With *quiet* nothing is logged: whoever reads them again for a build logs it then.

    :raises ProblemsError: the file cannot be run, or a setting is wrong; the problems have their places.
    :raises CommandError: the folder is not there.
    """
    if content is not None and not content.is_dir():
        raise CommandError(f"there is no folder '{content}'")
    if former := former_problem(file):
        raise ProblemsError((former,))
    from sevenlayer.settings import SettingsError, load_settings

    given: dict[str, Any] = {} if content is None else {"PATH": str(content.resolve())}
    try:
        with contextlib.redirect_stdout(io.StringIO()), _silence(quiet):
            return load_settings(file, {**given, **(overrides or {})})
    except SettingsError as exception:
        raise ProblemsError(exception.problems) from None


@contextlib.contextmanager
def _silence(quiet: bool) -> Iterator[None]:
    """Drop what is logged meanwhile, if *quiet*."""
    before = logging.root.manager.disable
    if quiet:
        logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def build_site(settings: dict[str, Any], look: Callable[[Path], None] | None = None) -> Build:
    """Build the site of *settings*, and print nothing; *look* is given the output before it is thrown away.

    :raises CommandError: the build ended without a word about why.
    """
    from sevenlayer.diagnostics import Problems

    reports: list[list[Problem]] = []

    def keep(problems: Problems, _verdict: str) -> None:
        reports.append(list(problems))

    failed, built = False, settings
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output"
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                site = pelican_class(settings["PELICAN_CLASS"])(
                    {**settings, "OUTPUT_PATH": str(output), "DIAGNOSTICS_REPORTER": keep}
                )
                built = site.settings
                site.run()
        except (Exception, SystemExit) as exception:  # noqa: BLE001 - a class or a plugin may raise anything
            failed = True
            if not (reports and isinstance(exception, SystemExit)):
                raise CommandError(f"the site cannot be read: {type(exception).__name__}: {exception}") from None
        if look and output.is_dir():
            look(output)
    return Build(failed, built, reports[-1] if reports else None)


def read_links(settings: dict[str, Any]) -> list[Reference]:
    """Build the site of *settings*, and return its links to other sites.

    What is wrong with single posts is not told here.

    :raises CommandError: the build came to no end, or nobody looked for links, so that some may be missing.
    """
    from sevenlayer.cross_references.external_links import ExternalLinks
    from sevenlayer.diagnostics import Severity
    from sevenlayer.pelican_site.build_state import find_build

    build = build_site(settings)
    for problem in build.problems or ():
        if problem.severity is Severity.ERROR and problem.code.startswith(("build.", "plugin.", "site.")):
            raise CommandError(f"the site cannot be read: {problem.message}")
    state = find_build(build.settings)
    links = state.find(ExternalLinks) if state else None
    if links is None:
        raise CommandError("the site does not use the plugin 'sevenlayer.cross_references', which finds its links")
    return list(links)


def pelican_class(setting: Any) -> Any:
    """The class that the settings name, as Pelican finds it."""
    if not isinstance(setting, str):
        return setting
    module, _, name = setting.rpartition(".")
    return getattr(importlib.import_module(module), name)
