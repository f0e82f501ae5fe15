"""Parses dates and slugs in file names."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

_JEKYLL = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(.+)")
_BLOGOFILE = re.compile(r"(\d{4})(\d{2})(\d{2})-(.+)")


@dataclass(frozen=True)
class NamedDate:
    """The parts of a name such as ``2013-07-19-miniconf.md`` (*style* "jekyll") or ``20131110-hong-kong.rst`` ("blogofile")."""

    date: datetime.datetime
    rest: str
    style: str


def read_file_name(stem: str) -> NamedDate | None:
    """Parse a file name without its extension; return None if it does not begin with a valid date."""
    for style, pattern in (("jekyll", _JEKYLL), ("blogofile", _BLOGOFILE)):
        if match := pattern.fullmatch(stem):
            try:
                date = datetime.datetime(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                return None
            return NamedDate(date, match[4], style)
    return None
