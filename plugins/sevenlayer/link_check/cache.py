"""What earlier checks found, with the time: nobody is asked twice in a week for what has not changed."""

from __future__ import annotations

import datetime
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .results import Result, Verdict

#: Counts up whenever older files can no longer be read.
VERSION = 1


@dataclass(frozen=True)
class Checked:
    """A result and when it was found."""

    result: Result
    time: datetime.datetime


@dataclass(frozen=True)
class Ages:
    """How long results are believed: *good* those of links that work, *bad* all others."""

    good: datetime.timedelta = datetime.timedelta(days=7)
    bad: datetime.timedelta = datetime.timedelta(days=1)

    def is_fresh(self, checked: Checked, now: datetime.datetime) -> bool:
        """Tell whether *checked* need not be asked again. A time to come is a wrong clock's, and worth nothing."""
        works = checked.result.verdict in (Verdict.GOOD, Verdict.MOVED)
        return datetime.timedelta(0) <= now - checked.time < (self.good if works else self.bad)


class BadCache(ValueError):
    """The file is there and holds no results; the message says why."""


def read_cache(path: Path, ages: Ages, now: datetime.datetime) -> dict[str, Checked]:
    """Return what the file at *path* holds and is still believed, by address; nothing where there is no file.

    :raises BadCache: the file cannot be read, or is not what `write_cache` writes.
    """
    try:
        document = json.loads(path.read_bytes())
        if document["version"] != VERSION:
            raise BadCache("it is of another version")
        links = {url: _from_json(entry) for url, entry in document["links"].items()}
    except FileNotFoundError:
        return {}
    except BadCache:
        raise
    except OSError as exception:
        raise BadCache(exception.strerror or "it cannot be read") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise BadCache("it is damaged") from None
    return {url: checked for url, checked in links.items() if ages.is_fresh(checked, now)}


def write_cache(path: Path, links: Mapping[str, Checked]) -> None:
    """Write *links* to *path*, whole or not at all. What may not be asked from here is not remembered.

    :raises OSError: it cannot be written.
    """
    kept = {url: _to_json(links[url]) for url in sorted(links) if links[url].result.verdict is not Verdict.UNCHECKED}
    text = json.dumps({"version": VERSION, "links": kept}, indent=1) + "\n"
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _to_json(checked: Checked) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "checked": checked.time.isoformat(timespec="seconds"),
        "verdict": checked.result.verdict.value,
    }
    if checked.result.reason:
        entry["reason"] = checked.result.reason
    if checked.result.moved_to:
        entry["moved_to"] = checked.result.moved_to
    return entry


def _from_json(entry: dict[str, Any]) -> Checked:
    reason, moved_to = entry.get("reason", ""), entry.get("moved_to")
    if not isinstance(reason, str) or not isinstance(moved_to, str | None):
        raise BadCache("it is damaged")
    time = datetime.datetime.fromisoformat(entry["checked"])
    if time.tzinfo is None:
        raise BadCache("it is damaged")
    return Checked(Result(Verdict(entry["verdict"]), reason, moved_to), time)
