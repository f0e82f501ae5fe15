"""In which cycle a post was written, and what has become of that series since."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pelican.contents import Article, Content

from sevenlayer.openstack.facts.cycles import END_OF_LIFE, SeriesStatus, cycle_on, status_on
from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.facts.model import Project, Series
from sevenlayer.openstack.facts.renames import name_of


@dataclass(frozen=True)
class ChangedName:
    """A name as the post has it, what that is called now, and since when, if that is known."""

    written: str
    now: str
    since: datetime.date | None


@dataclass(frozen=True)
class AgeNotice:
    """What a post about a series past its end of life has to say before all else; *status* is that of the series."""

    series: Series
    status: SeriesStatus
    changed: tuple[ChangedName, ...]


def set_cycle(content: Content) -> None:
    """Give a post its ``cycle``: a Series, or None where there was none yet, or no date. (For every content object.)"""
    if isinstance(content, Article):
        day = written_on(content)
        content.cycle = cycle_on(facts().series, day) if day else None
        content.age_notice = None


def written_on(article: Article) -> datetime.date | None:
    """Return the day of *article*, None for a draft without date, which Pelican gives the last there is."""
    return article.date.date() if hasattr(article, "locale_date") else None


def set_age_notice(article: Article, today: datetime.date) -> None:
    """Give *article* its ``age_notice``, or None."""
    day = written_on(article)
    if day and article.cycle:
        article.age_notice = age_notice(article.cycle, day, today, getattr(article, "former_names", ()))


def age_notice(
    series: Series, written: datetime.date, today: datetime.date, former_names: Iterable[Any]
) -> AgeNotice | None:
    """Return what is to be said on *today* about a post of the cycle of *series*; None while the series lives.

    *former_names* have ``written``, as the post has the name, and ``project``.
    """
    status = status_on(series, today)
    if status.status != END_OF_LIFE:
        return None
    changed = (_changed(one.written, one.project, written) for one in former_names)
    return AgeNotice(series, status, tuple(dict.fromkeys(one for one in changed if one)))


def _changed(name: str, project: Project, written: datetime.date) -> ChangedName | None:
    """None if the name was a former one already when the post was written."""
    former = next((one for one in project.formerly if name in one.written), None)
    since = former.until if former else None
    return None if since and since <= written else ChangedName(name, name_of(project), since)
