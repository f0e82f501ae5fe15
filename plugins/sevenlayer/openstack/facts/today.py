"""The build date: statuses depend on it, and the same input has to give the same pages on any day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

SETTING = "OPENSTACK_TODAY"
VARIABLE = "SOURCE_DATE_EPOCH"
# The time zone where each day begins first.
_FIRST_ZONE = datetime.timezone(datetime.timedelta(hours=14))


def declared_day(settings: Mapping[str, Any], environment: Mapping[str, str]) -> datetime.date | None:
    """Return the day that ``SOURCE_DATE_EPOCH`` says (seconds since 1970, UTC), else the setting's, else None.

    :raises ValueError: one of them says no day.
    """
    if epoch := environment.get(VARIABLE, ""):
        try:
            if not epoch.isascii() or not epoch.isdigit():
                raise ValueError
            return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
        except (ValueError, OverflowError, OSError):
            raise ValueError(f"{VARIABLE} must be a number of seconds since 1970, not '{epoch[:60]}'") from None
    setting = settings.get(SETTING)
    if setting is None:
        return None
    try:
        return datetime.date.fromisoformat(setting)
    except (TypeError, ValueError):
        raise ValueError(f"{SETTING} must be a day such as '2026-11-22', not '{str(setting)[:60]}'") from None


def build_day(
    declared: datetime.date | None,
    published: Iterable[datetime.date],
    known: datetime.date,
    *,
    latest: datetime.date = datetime.date.max,
) -> datetime.date:
    """Return *declared*, or else the latest date that has certainly come: of the newest post in *published*, or *known*.

    *known* is the date of the facts. Posts dated after *latest* are ignored.
    """
    return declared or max((known, *(day for day in published if day <= latest)))


def latest_day() -> datetime.date:
    """Return the current date in the time zone where days begin first; later dates of posts say nothing about today."""
    return datetime.datetime.now(_FIRST_ZONE).date()
