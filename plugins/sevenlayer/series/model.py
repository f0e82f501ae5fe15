"""Groups posts into series, sorts their parts, and finds problems of numbering."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sevenlayer.diagnostics import Code, Location, Problem, warning
from sevenlayer.front_matter.slugs import make_slug


@dataclass(frozen=True)
class Part:
    """A post of a series.

    *path* is relative to the content folder; *series* is the name as spelled in this post; *number* is its ``series_index``,
    from 1, or None; *date* has a time zone. *status* is ``published`` for listed posts, else ``draft`` or ``hidden``. *where* is
    the location of the field ``series``, *where_number* that of ``series_index``.
    """

    path: str
    series: str
    number: int | None
    date: datetime.datetime
    status: str
    where: Location
    where_number: Location

    @property
    def is_listed(self) -> bool:
        return self.status == "published"


@dataclass(frozen=True)
class Series:
    """*parts* are the listed posts in order, *unlisted* drafts and hidden posts; one of them may be empty.

    Posts are sorted by number if *is_numbered*, else by date.
    """

    slug: str
    parts: tuple[Part, ...]
    unlisted: tuple[Part, ...]
    is_numbered: bool

    @property
    def name(self) -> str:
        """The name as spelled in the first part."""
        return (self.parts or self.unlisted)[0].series

    def parts_before(self, part: Part) -> int:
        """Return the number of listed posts before *part*, which may be unlisted."""
        return bisect_left(self.parts, self._sort_key(part), key=self._sort_key)

    def _sort_key(self, part: Part) -> tuple[bool, int, datetime.datetime, str]:
        return _by_number(part) if self.is_numbered else _by_date(part)


def _by_number(part: Part) -> tuple[bool, int, datetime.datetime, str]:
    return (part.number is None, part.number or 0, part.date, part.path)


def _by_date(part: Part) -> tuple[bool, int, datetime.datetime, str]:
    return (False, 0, part.date, part.path)


def gather_series(parts: Iterable[Part]) -> tuple[Series, ...]:
    """Return the series of *parts*, sorted by slug. Names with the same slug are one series."""
    groups: defaultdict[str, list[Part]] = defaultdict(list)
    for part in parts:
        groups[make_slug(part.series)].append(part)
    return tuple(_arrange(slug, groups[slug]) for slug in sorted(groups))


def _arrange(slug: str, parts: list[Part]) -> Series:
    listed = [part for part in parts if part.is_listed]
    unlisted = [part for part in parts if not part.is_listed]
    is_numbered = any(part.number is not None for part in listed or unlisted)
    order = _by_number if is_numbered else _by_date
    return Series(slug, tuple(sorted(listed, key=order)), tuple(sorted(unlisted, key=order)), is_numbered)


def series_problems(series: Series) -> Iterator[Problem]:
    """Yield the problems of a numbered series: missing and duplicate numbers of listed posts."""
    if not series.is_numbered:
        return
    numbered: dict[int, list[Part]] = {}
    for part in series.parts:
        if part.number is None:
            message = f"missing 'series_index': other parts of '{series.name[:60]}' have one; this part is placed last"
            yield warning(Code.CROSS_REFERENCES_SERIES_NO_INDEX, message, part.where, "add a 'series_index'")
        else:
            numbered.setdefault(part.number, []).append(part)
    yield from _duplicates(series, numbered)
    yield from _gaps(series, numbered)


def _duplicates(series: Series, numbered: dict[int, list[Part]]) -> Iterator[Problem]:
    for number, parts in numbered.items():
        if len(parts) > 1:
            paths = [f"'{part.path}'" for part in parts]
            each = "both" if len(parts) == 2 else "all"
            message = f"{', '.join(paths[:-1])} and {paths[-1]} are {each} part {number} of '{series.name[:60]}'"
            for part in parts:
                hint = "give each part its own 'series_index'"
                yield warning(Code.CROSS_REFERENCES_SERIES_DUPLICATE, message, part.where_number, hint)


def _gaps(series: Series, numbered: dict[int, list[Part]]) -> Iterator[Problem]:
    last, before = 0, ""
    for number, parts in numbered.items():
        if number > last + 1:
            is_one = number == last + 2
            which = f"part {last + 1}" if is_one else f"parts {last + 1} to {number - 1}"
            missing = f"{which} of '{series.name[:60]}' {'is' if is_one else 'are'}"
            place = f"between '{before}' and '{parts[0].path}'" if before else f"before '{parts[0].path}'"
            hint = _hint_for_gap([part for part in series.unlisted if part.number and last < part.number < number])
            yield warning(Code.CROSS_REFERENCES_SERIES_GAP, f"{missing} missing {place}", parts[0].where_number, hint)
        last, before = number, parts[-1].path


def _hint_for_gap(unlisted: list[Part]) -> str:
    if not unlisted:
        return "number the parts from 1 without gaps"
    named = ", ".join(f"'{part.path}' ({part.status})" for part in unlisted)
    return f"publish {named}, or renumber the parts"
