"""Parses the dates of front matter."""

from __future__ import annotations

import datetime
import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil import parser as dateutil_parser

# Year first, which is unambiguous: 2013-07-19 10:15, 2014/01/02, 2016-3-7 9:05, 2012-10-09T14:35:59.000Z,
# 2013-11-10 11:10:00 +0800, 2010-12-03_10:20.
_NUMERIC = re.compile(
    r"""(?P<year>\d{4}) (?P<mark>[-/.]) (?P<month>\d{1,2}) (?P=mark) (?P<day>\d{1,2})
        (?: (?:[Tt_]|\s+) (?P<hour>\d{1,2}) : (?P<minute>\d{2}) (?: : (?P<second>\d{2}) (?:[.,](?P<fraction>\d{1,9}))? )?
            (?: \s* (?P<zone> [Zz] | UTC | GMT | [-+](?:0\d|1[0-4]):?[0-5]\d | [A-Z][A-Za-z_]+/[A-Za-z_/+-]+ ) )? )?""",
    re.VERBOSE,
)
_HAS_LETTERS = re.compile(r"[A-Za-z]{3}")


def parse_date(text: str) -> datetime.datetime:
    """Return *text* as a datetime: aware if it has a time zone, else naive, which means local to the site.

    Besides the numeric forms, dates with the name of the month and a four-digit year are read (``19 Jul 2013``), as in Pelican.

    :raises ValueError: the text of the exception is a message for the author.
    """
    text = text.strip()
    if match := _NUMERIC.fullmatch(text):
        return _from_match(match)
    if _HAS_LETTERS.search(text) and re.search(r"(?<!\d)\d{4}(?!\d)", text) and len(text) <= 60:
        return _from_words(text)
    raise ValueError(f"'{text[:60]}' is not a date")


def _from_match(match: re.Match[str]) -> datetime.datetime:
    year, month, day, hour, minute, second = (
        int(match[part] or 0) for part in ("year", "month", "day", "hour", "minute", "second")
    )
    microsecond = int((match["fraction"] or "").ljust(6, "0")[:6])
    zone = _zone(match["zone"]) if match["zone"] else None
    try:
        return datetime.datetime(year, month, day, hour, minute, second, microsecond, zone)
    except ValueError as exception:
        raise ValueError(f"'{match[0]}' is not a date: {exception}") from None


def _zone(name: str) -> datetime.tzinfo:
    if name.upper() in ("Z", "UTC", "GMT"):
        return datetime.UTC
    if name[0] in "+-":
        minutes = int(name[1:3]) * 60 + int(name[-2:])
        return datetime.timezone(datetime.timedelta(minutes=minutes if name[0] == "+" else -minutes))
    return time_zone(name)


def time_zone(name: str) -> ZoneInfo:
    """Return the zone of that name.

    :raises ValueError: the IANA time zone database has none.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"there is no time zone '{name}'") from None


# dateutil ignores unknown names of zones, and reads UTC+2 as POSIX does, with the opposite sign.
_ZONE_WORD = re.compile(
    r"\b(?!(?:UTC|GMT|AM|PM|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|MON|TUE|WED|THU|FRI|SAT|SUN)\b)[A-Z]{2,5}\b"
)
_ZONE_SHIFT = re.compile(r"\b(?:UTC|GMT)\s*[-+]\d")


def _from_words(text: str) -> datetime.datetime:
    if match := _ZONE_SHIFT.search(text) or _ZONE_WORD.search(text):
        raise ValueError(f"'{text}' has an ambiguous time zone, '{match[0]}'; write it as in +02:00")
    # dateutil takes missing parts from the default. So parse twice, and refuse a date that depends on the default.
    try:
        one, other = (
            dateutil_parser.parse(text, default=datetime.datetime(2000, month, day)) for month, day in ((1, 1), (2, 2))
        )
    except (ValueError, OverflowError, TypeError):
        raise ValueError(f"'{text}' is not a date") from None
    if one != other:
        raise ValueError(f"'{text}' is not a complete date")
    return one
