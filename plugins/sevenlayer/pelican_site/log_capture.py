"""What Pelican, its other plugins and the libraries log, as problems.

Pelican logs what goes wrong, drops repeats by their text, and ends with status 0. Here its warnings and errors become
problems like any other, and those that mean a post get the post's place.
"""

from __future__ import annotations

import inspect
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican.log import LimitFilter

from sevenlayer.diagnostics.codes import Code
from sevenlayer.diagnostics.collection import Problems
from sevenlayer.diagnostics.excerpts import find_in_file
from sevenlayer.diagnostics.problems import Location, Problem, Severity, UnreadablePost
from sevenlayer.diagnostics.suggestions import did_you_mean

_SEEN = "sevenlayer_problem"


class ProblemHandler(logging.Handler):
    """Collects warnings and errors while a build runs; other handlers no longer show those."""

    def __init__(self, problems: Problems) -> None:
        super().__init__(logging.WARNING)
        self.problems = problems
        #: The content folder of the build, below which Pelican's messages have their paths.
        self.content_folder = ""
        # What Pelican's own setting was before this one came into force.
        self.deduplicated_from = LimitFilter.LOGS_DEDUP_MIN_LEVEL

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] not in ("pelican", "root", "py"):
            return
        setattr(record, _SEEN, True)
        if _is_filtered(record):
            return
        if problem := problem_from_record(record):
            self.problems.add(self._placed(problem))

    def _placed(self, problem: Problem) -> Problem:
        where = problem.where
        if where is None or Path(where.path).is_absolute():
            return problem
        path = os.path.normpath(Path(self.content_folder) / where.path)
        return replace(problem, where=replace(where, path=path))


def start_collecting(problems: Problems | None = None) -> None:
    """Send what is logged from now on to *problems*: those given, or those that are collected already, or new ones."""
    if handler := _installed():
        handler.problems = handler.problems if problems is None else problems
        return
    root = logging.getLogger()
    handler = ProblemHandler(Problems() if problems is None else problems)
    # Pelican drops a warning whose text was seen before, whichever post it was about.
    LimitFilter.LOGS_DEDUP_MIN_LEVEL = logging.NOTSET
    for other in root.handlers:
        other.addFilter(_not_collected)
    root.addHandler(handler)
    root.handlers.insert(0, root.handlers.pop())


def stop_collecting() -> None:
    """Let what is logged from now on go where it went before."""
    if handler := _installed():
        root = logging.getLogger()
        LimitFilter.LOGS_DEDUP_MIN_LEVEL = handler.deduplicated_from
        root.removeHandler(handler)
        for other in root.handlers:
            other.removeFilter(_not_collected)


def collected_problems() -> Problems:
    """Return the problems that are being collected; new ones where none are."""
    handler = _installed()
    return handler.problems if handler else Problems()


def name_content_folder(folder: str) -> None:
    """Say below which folder Pelican's messages have their paths."""
    if handler := _installed():
        handler.content_folder = folder


def _installed() -> ProblemHandler | None:
    handlers = logging.getLogger().handlers
    return next((handler for handler in handlers if isinstance(handler, ProblemHandler)), None)


def _not_collected(record: logging.LogRecord) -> bool:
    return not getattr(record, _SEEN, False)


def _is_filtered(record: logging.LogRecord) -> bool:
    """Whether the site's ``LOG_FILTER`` setting names this message."""
    ignored: set[tuple[int, str]] = LimitFilter._ignore
    return (record.levelno, record.msg) in ignored or (record.levelno, record.getMessage()) in ignored


def problem_from_record(record: logging.LogRecord) -> Problem | None:
    """Return the problem that a log record means, or None where it has been reported from the source already."""
    if str(record.msg).startswith(_SAID_BETTER):
        return None
    known = _KNOWN.get(str(record.msg))
    if known is not None:
        return known(*_arguments(record))
    message = " ".join(record.getMessage().split())
    if record.exc_info and (exception := record.exc_info[1]) is not None:
        if isinstance(exception, UnreadablePost):
            return None
        message = f"{message}: {exception}"
    severity = Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING
    return Problem(Code(f"pelican.{severity.value}"), severity, message)


def _arguments(record: logging.LogRecord) -> tuple[Any, ...]:
    arguments = record.args if isinstance(record.args, tuple) else (record.args,)
    # Pelican keeps the exception out of its messages, but it is being handled.
    exception = record.exc_info[1] if record.exc_info else sys.exc_info()[1]
    return (*arguments, exception)


def _missing(content: Any, field: str, _exception: object) -> Problem:
    hint = f"add a line '{field}: …' to the front matter, between two lines '---' at the top of the file"
    return Problem(
        Code.look_up(f"front_matter.no-{field}", Code.FRONT_MATTER_BAD_FIELD),
        Severity.ERROR,
        f"the post has no {field}",
        Location(str(content), 1),
        hint,
    )


def _outside(content: Any, save_as: str, _exception: object) -> Problem:
    message = f"'{save_as}' would be written outside the output folder"
    return Problem(Code.FRONT_MATTER_OUTSIDE_OUTPUT, Severity.ERROR, message, Location(str(content), 1))


def _status(status: str, content: Any, allowed: tuple[str, ...], _exception: object) -> Problem:
    hint = "use one of " + ", ".join(f"'{one}'" for one in allowed)
    message = f"'{status}' is not a status"
    return Problem(Code.FRONT_MATTER_BAD_STATUS, Severity.ERROR, message, Location(str(content), 1), hint)


def _unreadable(path: str, exception: BaseException | None) -> Problem | None:
    if isinstance(exception, UnreadablePost):
        return None
    reason = f"{type(exception).__name__}: {exception}" if exception else "unknown reason"
    return Problem(Code.POST_UNREADABLE, Severity.ERROR, f"the post could not be read ({reason})", Location(path))


def _plugin(name: str, exception: BaseException | None) -> Problem:
    reason = f"{type(exception).__name__}: {exception}" if exception else "unknown reason"
    return Problem(Code.PLUGIN_FAILED, Severity.ERROR, f"plugin '{name}' failed to register ({reason})")


def _plugin_import(name: str, reason: object, _exception: object) -> Problem:
    hint = "correct the name in PLUGINS, or install the plugin"
    return Problem(Code.PLUGIN_FAILED, Severity.ERROR, f"plugin '{name}' cannot be loaded ({reason})", hint=hint)


# Posts of different days may share a slug, and are no translations of one another; two posts with one URL are reported
# by name. An image without a text is reported from its line, a missing file from the post that
# links it.
_SAID_BETTER = (
    "All items (",
    "There are %s items",
    "There are %s original (not translated) items",
    "Empty alt attribute for image",
    "Cannot get modification stamp for",
)


def _unknown_link(url: str, _exception: object) -> Problem:
    """A link such as ``{filename}other.md`` that leads nowhere."""
    where = _place_of_link()
    return Problem(
        Code.MARKUP_UNKNOWN_LINK, Severity.WARNING, f"there is nothing at '{url}', which this links to", where
    )


def _unknown_mark(mark: str, _address: str, _exception: object) -> Problem:
    """A link such as ``{filenam}other.md``."""
    hint = did_you_mean(mark, ("filename", "static", "attach", "author", "category", "tag", "index"))
    return Problem(
        Code.MARKUP_UNKNOWN_LINK, Severity.WARNING, f"Pelican has no links with '{{{mark}}}'", _place_of_link(), hint
    )


def _place_of_link() -> Location | None:
    """Where the link stands that Pelican is about to replace: it says the address, and not in which post."""
    frame = inspect.currentframe()
    while frame is not None and frame.f_code.co_name != "_link_replacer":
        frame = frame.f_back
    where = None
    if frame is not None:
        path = str(frame.f_locals["self"].source_path)
        where = find_in_file(path, frame.f_locals["m"].group("path"))
    return where


_KNOWN: dict[str, Callable[..., Problem | None]] = {
    "Skipping %s: could not find information about '%s'": _missing,
    "Skipping %s: file %r would be written outside output path": _outside,
    "Unknown status '%s' for file %s, skipping it. (Not in %s)": _status,
    "Could not process %s": _unreadable,
    "Unable to find '%s', skipping url replacement.": _unknown_link,
    "Replacement Indicator %r not recognized in %r, skipping replacement": _unknown_mark,
    "Cannot register plugin `%s`": _plugin,
    "Cannot load plugin `%s`\n%s": _plugin_import,
}
