"""A Pelican run that ends with a report and an honest exit status."""

from __future__ import annotations

import inspect
import os
import sys
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

import pelican

from . import formats
from .collection import problems
from .excerpts import source_lines
from .pelican_messages import start_collecting, stop_collecting
from .problems import Problem, Severity, Where, error


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
        where = Where(frame.f_code.co_filename, place.tb_lineno)
        place = place.tb_next
    reason = f"{type(exception).__name__}: {exception}"
    return error("plugin.failed", f"{name} cannot be imported ({reason})", where)


def check_plugins() -> None:
    """Stop the build when a plugin did not load or register: a site built without it would be another site.

    :raises PluginFailed: with nothing to say, the report says it.
    """
    if any(problem.code == "plugin.failed" for problem in problems):
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
    start_collecting()
    verdict = "The build failed."
    try:
        run()
    except BuildStopped as exception:
        verdict = f"The build failed: {exception}."
    except Exception as exception:  # noqa: BLE001 - whatever it is, the report comes first
        if settings.get("DEBUG"):
            traceback.print_exc()
        hint = "DEBUG=1 shows where it happened"
        problems.add(error("build.failed", f"the build stopped: {type(exception).__name__}: {exception}", hint=hint))
    finally:
        stop_collecting()
    failed = problems.fails(fail_on(settings))
    reporter(verdict if failed else "")
    watched = _is_watched()
    problems.clear()
    source_lines.cache_clear()
    if failed and not watched:
        raise SystemExit(1)


def stop_and_report() -> NoReturn:
    """Print the report of a build that could not begin, and end the process with status 1."""
    stop_collecting()
    reporter("The build could not begin.")
    problems.clear()
    raise SystemExit(1)


def print_report(verdict: str) -> None:
    """Print what was collected, and then *verdict*, to standard error: in colour on a terminal, plain elsewhere."""
    colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ
    sys.stdout.flush()
    if report := formats.as_text(problems, colour=colour):
        print(f"\n{report}", end="", file=sys.stderr)
    if verdict:
        print(verdict, file=sys.stderr)


#: Says what became of a build, from the verdict ("" for a good one) and ``problems``. Whoever runs Pelican may set another.
reporter: Callable[[str], None] = print_report


def _is_watched() -> bool:
    frame = inspect.currentframe()
    while frame is not None:
        if frame.f_code is pelican.autoreload.__code__:
            return True
        frame = frame.f_back
    return False
