"""A Pelican run that ends with a report and an honest exit status."""

from __future__ import annotations

import inspect
import os
import sys
import traceback
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import pelican

from sevenlayer.diagnostics import Code, formats
from sevenlayer.diagnostics.collection import Problems
from sevenlayer.diagnostics.excerpts import source_lines
from sevenlayer.diagnostics.problems import Location, Problem, Severity, error

from .build_state import build_of, problems_of
from .log_capture import name_content_folder, start_collecting, stop_collecting


class PluginFailed(Exception):
    """A plugin did not load or register; its problem has been collected."""


class BuildStopped(Exception):
    """The build ended before its time, for problems that have been collected; the text is what the report ends with."""


def plugin_import_failed(exception: BaseException) -> Problem:
    """Return the problem of a plugin that raised *exception* while it was imported."""
    name, place = "a plugin", exception.__traceback__
    where = None
    while place is not None:
        frame = place.tb_frame
        if frame.f_globals.get("__name__") == "pelican.plugins._utils":
            # Pelican goes through the names that it finds, and through those that the settings list.
            found = frame.f_locals.get("plugin") or frame.f_locals.get("name")
            name = f"plugin '{found}'" if isinstance(found, str) else name
        where = Location(frame.f_code.co_filename, place.tb_lineno)
        place = place.tb_next
    reason = f"{type(exception).__name__}: {exception}"
    return error(Code.PLUGIN_FAILED, f"{name} cannot be imported ({reason})", where)


def check_plugins(problems: Problems) -> None:
    """Stop the build when a plugin did not load or register: a site built without it would be another site.

    :raises PluginFailed: with nothing to say, the report says it.
    """
    if any(problem.code == Code.PLUGIN_FAILED for problem in problems):
        raise PluginFailed


def fail_on(settings: dict[str, Any]) -> Severity:
    """Return what fails a build, by the setting ``DIAGNOSTICS_FAIL_ON``.

    :raises ValueError: it is neither "error" nor "warning".
    """
    value = settings.get("DIAGNOSTICS_FAIL_ON", "error")
    if value not in ("error", "warning"):
        raise ValueError(f"DIAGNOSTICS_FAIL_ON must be 'error' or 'warning', not {value!r}")
    return Severity(value)


def run_and_report(run: Callable[[], None], settings: dict[str, Any]) -> None:
    """Run Pelican's *run*, report, and raise SystemExit(1) when the build failed.

    What fails a build is the setting ``DIAGNOSTICS_FAIL_ON``: "error" or "warning" (and worse). When Pelican watches
    for changes (``--autoreload``) a failed build must not end it, so nothing is raised.
    """
    problems = build_of(settings).problems
    start_collecting(problems)
    verdict = "The build failed."
    try:
        run()
    except BuildStopped as exception:
        verdict = f"The build failed: {exception}."
    except Exception as exception:  # noqa: BLE001 - whatever it is, the report comes first
        if settings.get("DEBUG"):
            traceback.print_exc()
        hint = "DEBUG=1 shows where it happened"
        problems.add(error(Code.BUILD_FAILED, f"the build stopped: {type(exception).__name__}: {exception}", hint=hint))
    finally:
        stop_collecting()
    failed = problems.fails(fail_on(settings))
    _reporter(settings)(problems, verdict if failed else "")
    watched = _is_watched()
    problems.clear()
    source_lines.cache_clear()
    if failed and not watched:
        raise SystemExit(1)


def stop_and_report(settings: Mapping[str, Any], problems: Problems) -> NoReturn:
    """Print the report of a build that could not begin, and end the process with status 1."""
    stop_collecting()
    _reporter(settings)(problems, "The build could not begin.")
    problems.clear()
    raise SystemExit(1)


def print_report(problems: Problems, verdict: str) -> None:
    """Print *problems*, and then *verdict*, to standard error: in colour on a terminal, plain elsewhere."""
    colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ
    sys.stdout.flush()
    if report := formats.as_text(problems, colour=colour):
        print(f"\n{report}", end="", file=sys.stderr)
    if verdict:
        print(verdict, file=sys.stderr)


def _reporter(settings: Mapping[str, Any]) -> Callable[[Problems, str], None]:
    """What reports how a build ended, from its problems and the verdict ("" for a good one). Commands set their own."""
    reporter: Callable[[Problems, str], None] = settings.get("DIAGNOSTICS_REPORTER") or print_report
    return reporter


def _is_watched() -> bool:
    frame = inspect.currentframe()
    while frame is not None:
        if frame.f_code is pelican.autoreload.__code__:
            return True
        frame = frame.f_back
    return False


def report_runs_of(sender: Any) -> None:
    """Wrap ``sender.run``: ``main`` and ``autoreload`` both call it, so its end is the build's end."""
    problems = problems_of(sender.settings)
    try:
        check_plugins(problems)
        fail_on(sender.settings)
    except PluginFailed:
        stop_and_report(sender.settings, problems)
    except ValueError as exception:
        problems.add(error(Code.SITE_BAD_SETTING, str(exception)))
        stop_and_report(sender.settings, problems)
    name_content_folder(sender.settings["PATH"])
    run = sender.run
    sender.run = lambda: run_and_report(run, sender.settings)
