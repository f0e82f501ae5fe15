"""The release cycle in which a post was written, and a notice if that series has reached its end of life."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pelican.contents import Article, Content

from sevenlayer.openstack.facts import END_OF_LIFE, Project, Series, SeriesStatus, cycle_on, facts, name_of, status_on


@dataclass(frozen=True)
class ChangedName:
    """A name as *written* in the post, its current name, and the date of the change if known."""

    written: str
    now: str
    since: datetime.date | None


@dataclass(frozen=True)
class AgeNotice:
    """The notice for a post about a series past its end of life; *status* is that of the series."""

    series: Series
    status: SeriesStatus
    changed: tuple[ChangedName, ...]


def set_cycle(content: Content) -> None:
    """Set ``cycle`` of an article: a Series, or None before the first cycle or without a date."""
    if isinstance(content, Article):
        day = written_on(content)
        content.cycle = cycle_on(facts().series, day) if day else None
        content.age_notice = None


def written_on(article: Article) -> datetime.date | None:
    """Return the date of *article*; None for a draft without a date, which Pelican sets to the last possible one."""
    return article.date.date() if hasattr(article, "locale_date") else None


def set_age_notice(article: Article, today: datetime.date) -> None:
    """Set ``age_notice`` of *article* to a notice or None."""
    day = written_on(article)
    if day and article.cycle:
        article.age_notice = age_notice(article.cycle, day, today, getattr(article, "former_names", ()))


def age_notice(
    series: Series, written: datetime.date, today: datetime.date, former_names: Iterable[Any]
) -> AgeNotice | None:
    """Return the notice for a post of the cycle of *series* as of *today*; None if the series has not reached its end of life.

    *former_names* have ``written``, the name in the post, and ``project``.
    """
    status = status_on(series, today)
    if status.status != END_OF_LIFE:
        return None
    changed = (_changed(one.written, one.project, written) for one in former_names)
    return AgeNotice(series, status, tuple(dict.fromkeys(one for one in changed if one)))


def _changed(name: str, project: Project, written: datetime.date) -> ChangedName | None:
    """Return None if the name was already a former one when the post was written."""
    former = next((one for one in project.formerly if name in one.written), None)
    since = former.until if former else None
    return None if since and since <= written else ChangedName(name, name_of(project), since)
