"""Links that are taken as good without being asked."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from .addresses import with_scheme

#: The setting: a list of patterns for whole addresses, in which ``*`` stands for anything.
SETTING = "CROSS_REFERENCES_LINK_CHECK_ALLOW"


def is_allowed(url: str, patterns: Iterable[str]) -> bool:
    """Tell whether one of *patterns* fits the whole of *url*, as its author wrote it or with the scheme that it lacks."""
    spellings = (url, with_scheme(url))
    return any(fnmatchcase(spelling, pattern) for pattern in patterns for spelling in spellings)
