"""Rules for URLs of OpenStack's sites that have moved or disappeared."""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from .url_template import KINDS_OF_NAMES, Field, Template, fields_of, fill, template_regex

MOVED = "moved"
GONE = "gone"
KEPT = "kept"
UNSURE = "unsure"
#: Statuses of a URL. Only MOVED ones are rewritten; for GONE ones there may be an archived copy.
STATUSES = (MOVED, GONE, KEPT, UNSURE)

#: Longer URLs are ignored.
MAX_LENGTH = 2_000


@dataclass(frozen=True)
class MoveRule:
    """What became of the URLs that *old* matches.

    *old* has no scheme: it matches http, https and scheme-relative URLs. *new* is the current URL: certain for MOVED, likely for
    UNSURE, else None. *examples* are pairs of an old URL and its result, None where that is unknown.
    """

    old: Template
    new: Template | None
    status: str
    reason: str | None
    examples: tuple[tuple[str, str | None], ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(template_regex(self.old))

    @cached_property
    def names(self) -> tuple[Field, ...]:
        """The fields of *old* whose values are names."""
        return tuple(field for field in fields_of(self.old) if field.kind in KINDS_OF_NAMES)

    def may_know(self, bare: str) -> bool:
        """Whether *bare*, a URL without scheme, has the prefix of *old*; this avoids compiling most patterns."""
        first = self.old[0] if self.old else ""
        return not isinstance(first, str) or bare.startswith(first)


@dataclass(frozen=True)
class MoveResult:
    """What is known about one URL: its *status*, and its current or likely *url*, or None."""

    status: str
    url: str | None
    reason: str | None


def find_move(
    moves: Iterable[MoveRule], url: str, known: Mapping[str, Container[str]] | None = None
) -> MoveResult | None:
    """Return the result of the first of *moves* that matches *url*, or None.

    *known* maps each kind of name to the existing names: the result is UNSURE if a name is not among them. Without *known*,
    names are not checked.
    """
    bare = _without_scheme(url)
    if bare is None:
        return None
    for move in moves:
        if move.may_know(bare) and (found := move.pattern.fullmatch(bare)):
            new = None if move.new is None else fill(move.new, found.groupdict(), _as_it_is)
            if move.status == MOVED and known is not None:
                for field in move.names:
                    if (name := found[field.name]) not in known[field.kind]:
                        return MoveResult(UNSURE, new, f"'{name}' is not a known {KINDS_OF_NAMES[field.kind]}")
            return MoveResult(move.status, new, move.reason)
    return None


def archived(url: str, day: datetime.date | None) -> str:
    """Return the URL of the Internet Archive's copy of *url* from about *day*; without a day, of the latest copy."""
    url = _with_scheme(url)
    return f"https://web.archive.org/web/{day:%Y%m%d}/{url}" if day else f"https://web.archive.org/web/{url}"


def _as_it_is(_field: Field, value: str) -> str:
    return value


def _with_scheme(url: str) -> str:
    """Return *url* with https if it is scheme-relative: pages are served with https."""
    return f"https:{url}" if url.startswith("//") else url


def _without_scheme(url: str) -> str | None:
    url = _with_scheme(url)
    if len(url) > MAX_LENGTH or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host or "@" in parts.netloc or parts.scheme not in ("http", "https") or port not in (None, 80, 443):
        return None
    rest = url.partition("//")[2][len(parts.netloc) :]
    return host + (rest if rest.startswith("/") else f"/{rest}")
