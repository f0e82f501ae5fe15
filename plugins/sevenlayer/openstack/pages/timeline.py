"""Layout of the timeline: all series on one time scale."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sevenlayer.openstack.facts import END_OF_LIFE, Series, SeriesStatus, status_on

#: Kinds of bars: the cycle, from release to end of life, and the expected part of either.
DEVELOPMENT, LIFE, EXPECTED = "development", "life", "expected"


@dataclass(frozen=True)
class Bar:
    """A period; *start* and *length* are in days, from the first day of the timeline."""

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
    """A year; *start* is the offset of its first day in days."""

    number: int
    start: int


@dataclass(frozen=True)
class Timeline:
    """Whole years with a total of *length* days; *today* is an offset in days. *rows* are in the order of *series*."""

    length: int
    today: int
    years: tuple[Year, ...]
    rows: tuple[Row, ...]


def draw_timeline(series: Sequence[Series], today: datetime.date) -> Timeline:
    """Return the timeline of *series*, at least one, as known on *today*.

    It spans the known dates of the series; *today* is clipped to that range.
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
    # No bar if the end is unknown.
    if end is None or end.since:
        draw(LIFE, series.released, end.since if end else None)
    return bars
