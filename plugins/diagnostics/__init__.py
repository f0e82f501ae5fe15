"""Problems with their places, one report at the end of every build, and an exit status that means something.

Pelican logs a failed plugin and goes on without it, drops a post that it cannot read, and exits with 0. With this plugin
every problem is a value with a code, a severity, a place and a hint; all are collected, and none is lost.
"""

from __future__ import annotations

from typing import Any

from pelican import signals

from . import pelican_messages
from .build import PluginFailed, check_plugins, fail_on, run_and_report, stop_and_report
from .collection import Problems, problems
from .pelican_messages import start_collecting
from .problems import Problem, Severity, UnreadablePost, Where, error, info, warning
from .suggestions import did_you_mean, nearest_name

__all__ = [
    "PluginFailed",
    "Problem",
    "Problems",
    "Severity",
    "UnreadablePost",
    "Where",
    "did_you_mean",
    "error",
    "info",
    "nearest_name",
    "problems",
    "warning",
]


def register() -> None:
    """Make any Pelican run report its problems. List this plugin first, so that it hears of the others' failures."""
    start_collecting()
    signals.initialized.connect(report_runs_of)


def report_runs_of(sender: Any) -> None:
    """Wrap ``sender.run``: ``main`` and ``autoreload`` both call it, so its end is the build's end."""
    try:
        check_plugins()
        fail_on(sender.settings)
    except PluginFailed:
        stop_and_report()
    except ValueError as exception:
        problems.add(error("site.bad-setting", str(exception)))
        stop_and_report()
    pelican_messages.content_folder = sender.settings["PATH"]
    run = sender.run
    sender.run = lambda: run_and_report(run, sender.settings)
