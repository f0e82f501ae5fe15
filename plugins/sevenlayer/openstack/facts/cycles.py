"""Which release cycle a day falls in, and what status a series had on it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from .model import Series

FUTURE = "future"
DEVELOPMENT = "development"
MAINTAINED = "maintained"
END_OF_LIFE = "end of life"
EXTENDED, UNMAINTAINED = "extended maintenance", "unmaintained"
#: What a series can be after its release, in this order.
PHASES = (MAINTAINED, EXTENDED, UNMAINTAINED, END_OF_LIFE)

#: No series is known to have been maintained for longer. Diablo was for 592 days, those since Bobcat are for some 574.
LONGEST_MAINTENANCE = datetime.timedelta(600)
#: When the last series ended that were in extended maintenance, begun in 2018, and never came to be called unmaintained.
EXTENDED_UNTIL = datetime.date(2024, 2, 20)


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
    """Return what is known of the status of *series* on *day*; the day of the release is its first as a maintained one.

    A phase that began on an unknown day is taken to have begun when the series can no longer have had the status before it.
    """
    if day < series.begins:
        return SeriesStatus(FUTURE, None, True)
    if day < series.released:
        return SeriesStatus(DEVELOPMENT, series.begins, "begins" not in series.unsure)
    outlived = day - series.released > LONGEST_MAINTENANCE
    found = SeriesStatus(MAINTAINED, series.released, not series.planned and (bool(series.phases) or not outlived))
    for phase in series.phases:
        if phase.since is not None and phase.since <= day:
            found = SeriesStatus(phase.status, phase.since, not phase.expected)
        elif phase.seen is not None and phase.seen <= day:
            found = SeriesStatus(phase.status, None, True)
        elif phase.since is not None:
            break
        elif _is_over(found.status, outlived, day):
            found = SeriesStatus(phase.status, None, False)
        else:
            # It began on some day between this and the next known one, which may have been before *day*.
            found = SeriesStatus(found.status, found.since, False)
    return found


def _is_over(status: str, outlived: bool, day: datetime.date) -> bool:
    return (status == MAINTAINED and outlived) or (status == EXTENDED and day >= EXTENDED_UNTIL)
