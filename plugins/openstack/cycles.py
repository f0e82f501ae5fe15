"""Which release cycle a day falls in, and what status a series had on it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from .facts import Series

FUTURE = "future"
DEVELOPMENT = "development"
MAINTAINED = "maintained"
END_OF_LIFE = "end of life"
#: What a series can be after its release, in this order. What is 'unmaintained' now was 'extended maintenance' from 2018 to 2024.
PHASES = (MAINTAINED, "extended maintenance", "unmaintained", END_OF_LIFE)


@dataclass(frozen=True)
class SeriesStatus:
    """The *status* of a series; *since* when, if that is known. Not *certain*: it may have another by then."""

    status: str
    since: datetime.date | None
    certain: bool


def cycle_on(series: Iterable[Series], day: datetime.date) -> Series | None:
    """Return the series that was being developed on *day*; None before the first cycle and after the last that is known."""
    return next((one for one in series if one.begins <= day <= one.released), None)


def status_on(series: Series, day: datetime.date) -> SeriesStatus:
    """Return what is known of the status of *series* on *day*; the day of the release is its first as a maintained one."""
    if day < series.begins:
        return SeriesStatus(FUTURE, None, True)
    if day < series.released:
        return SeriesStatus(DEVELOPMENT, series.begins, "begins" not in series.unsure)
    found = SeriesStatus(MAINTAINED, series.released, not series.planned)
    for phase in series.phases:
        if phase.since is not None and phase.since <= day:
            found = SeriesStatus(phase.status, phase.since, not phase.expected)
        elif phase.seen is not None and phase.seen <= day:
            found = SeriesStatus(phase.status, None, True)
        elif phase.since is None:
            # It began on some day between this and the next known one, which may have been before *day*.
            found = SeriesStatus(found.status, found.since, False)
        else:
            break
    return found
