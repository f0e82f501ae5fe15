"""Release cycles by date, and the status of a series on a date."""

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
#: Statuses after the release, in order.
PHASES = (MAINTAINED, EXTENDED, UNMAINTAINED, END_OF_LIFE)

#: Upper bound of the known maintenance periods: Diablo had 592 days, series since Bobcat have about 574.
LONGEST_MAINTENANCE = datetime.timedelta(600)
#: End of the last series in extended maintenance (introduced in 2018) that were never called unmaintained.
EXTENDED_UNTIL = datetime.date(2024, 2, 20)


@dataclass(frozen=True)
class SeriesStatus:
    """The *status* of a series, *since* a date or None if unknown. *certain* is False if the status may have changed by then."""

    status: str
    since: datetime.date | None
    certain: bool


def cycle_on(series: Iterable[Series], day: datetime.date) -> Series | None:
    """Return the series in development on *day*; None before the first cycle and after the last known one."""
    return next((one for one in series if one.begins <= day <= one.released), None)


def status_on(series: Series, day: datetime.date) -> SeriesStatus:
    """Return the known status of *series* on *day*; it counts as maintained from the day of its release.

    A phase of unknown start is assumed to begin when the preceding status can no longer hold.
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
            # The phase began between this date and the next known one, possibly before *day*.
            found = SeriesStatus(found.status, found.since, False)
    return found


def _is_over(status: str, outlived: bool, day: datetime.date) -> bool:
    return (status == MAINTAINED and outlived) or (status == EXTENDED and day >= EXTENDED_UNTIL)
