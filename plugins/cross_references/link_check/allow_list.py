"""Links that are taken as good without being asked."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Any

#: The setting: a list of patterns for whole addresses, in which ``*`` stands for anything.
SETTING = "CROSS_REFERENCES_LINK_CHECK_ALLOW"


def allowed_patterns(settings: dict[str, Any]) -> list[str]:
    """Return the patterns of the setting.

    :raises ValueError: it is no list of patterns.
    """
    value = settings.get(SETTING, [])
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) and each for each in value):
        raise ValueError(f"{SETTING} must be a list of patterns such as 'https://example.org/*', not {value!r}")
    return list(value)


def is_allowed(url: str, patterns: Iterable[str]) -> bool:
    """Tell whether one of *patterns* fits the whole of *url* as its author wrote it."""
    return any(fnmatchcase(url, pattern) for pattern in patterns)
