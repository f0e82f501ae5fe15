"""All series on one scale of time: what the timeline draws."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sevenlayer.openstack.facts.cycles import END_OF_LIFE, SeriesStatus, status_on
from sevenlayer.openstack.facts.model import Series

#: The kinds of bars: the cycle, from the release to the end of life, and what is still to come of either.
DEVELOPMENT, LIFE, EXPECTED = "development", "life", "expected"


@dataclass(frozen=True)
class Bar:
    """A stretch of time; *start* and *length* are in days from the timeline's first."""

    kind: str
    start: int
    length: int


@dataclass(frozen=True)
class Row:
    series: Series
    status: SeriesStatus
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Year:
    """A year; *start* is its first day, as in bars."""

    number: int
    start: int


@dataclass(frozen=True)
class Timeline:
    """Whole years of *length* days; *today* is a day of them, as in bars. *rows* are in the order of *series*."""

    length: int
    today: int
    years: tuple[Year, ...]
    rows: tuple[Row, ...]


def draw_timeline(series: Sequence[Series], today: datetime.date) -> Timeline:
    """Return the timeline of *series*, of which there is one at least, as known on *today*.

    It covers what is known of the series; a day outside, which a post may be dated to, does not stretch it.
    """
    days = [day for one in series for day in (one.begins, one.released, *_phase_days(one))]
    first, after = datetime.date(min(days).year, 1, 1), datetime.date(max(days).year + 1, 1, 1)
    years = tuple(Year(number, (datetime.date(number, 1, 1) - first).days) for number in range(first.year, after.year))
    shown = min(max(today, first), after - datetime.timedelta(days=1))
    rows = tuple(Row(one, status_on(one, today), tuple(_bars(one, shown, first))) for one in series)
    return Timeline((after - first).days, (shown - first).days, years, rows)


def _phase_days(series: Series) -> list[datetime.date]:
    return [phase.since for phase in series.phases if phase.since]


def _bars(series: Series, today: datetime.date, first: datetime.date) -> list[Bar]:
    bars: list[Bar] = []

    def draw(kind: str, start: datetime.date, end: datetime.date | None) -> None:
        """Up to *today*, and differently from there."""
        end = end or today
        for part, begins, ends in ((kind, start, min(end, today)), (EXPECTED, max(start, today), end)):
            if begins < ends:
                bars.append(Bar(part, (begins - first).days, (ends - begins).days))

    draw(DEVELOPMENT, series.begins, series.released)
    end = next((phase for phase in series.phases if phase.status == END_OF_LIFE), None)
    # Where nobody knows when it ended, no bar is better than a wrong one.
    if end is None or end.since:
        draw(LIFE, series.released, end.since if end else None)
    return bars
