"""Data for the pages of series."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sevenlayer.openstack.facts import Facts, Renaming, Series, renamings_in
from sevenlayer.openstack.link_rules import LookUp
from sevenlayer.openstack.links import OfficialLink, links_of_series
from sevenlayer.openstack.page_urls import series_url

from .timeline import Row, Timeline, draw_timeline


@dataclass(frozen=True)
class SeriesPage:
    """A series, its neighbours and its posts. *url* and *feed* are relative to the site's root; *feed* may be None."""

    row: Row
    url: str
    feed: str | None
    previous: Series | None
    next: Series | None
    links: tuple[OfficialLink, ...]
    renamed: tuple[Renaming, ...]
    posts: tuple[Any, ...]

    @property
    def series(self) -> Series:
        return self.row.series


@dataclass(frozen=True)
class TimelinePage:
    """The timeline and its series in order of release, as of *today*."""

    timeline: Timeline
    today: datetime.date
    series: tuple[SeriesPage, ...]


def make_series_pages(
    facts: Facts, look_up: LookUp, today: datetime.date, posts: Mapping[str, Sequence[Any]], feed: str
) -> TimelinePage:
    """Return the data of all series pages. *posts* are by name of cycle; *feed* has ``{slug}``, or is empty."""
    timeline = draw_timeline(facts.series, today)
    return TimelinePage(timeline, today, tuple(_shown(facts, look_up, timeline, posts, feed)))


def _shown(
    facts: Facts, look_up: LookUp, timeline: Timeline, posts: Mapping[str, Sequence[Any]], feed: str
) -> Iterator[SeriesPage]:
    known = (None, *facts.series, None)
    for row, previous, following in zip(timeline.rows, known, known[2:], strict=False):
        name = row.series.name
        its_posts = tuple(posts.get(name, ()))
        yield SeriesPage(
            row=row,
            url=series_url(name),
            feed=feed.format(slug=name) or None,
            previous=previous,
            next=following,
            links=links_of_series(facts, row.series, look_up),
            renamed=renamings_in(facts.projects.values(), name),
            posts=its_posts,
        )
