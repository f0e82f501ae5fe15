"""Series of posts: which there are, in what order their parts come, and what is wrong with them."""

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
    """A post that says which series it belongs to.

    *path* is the source's, below the content folder; *series* the name as this post spells it; *number* its ``series_index``,
    from 1, None where it has none; *date* has a time zone. *status* is ``published`` for what is listed, else ``draft`` or
    ``hidden``. *where* has the place of the field ``series``, *where_number* that of ``series_index``.
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
    """*parts* are the listed posts in their order, *unlisted* drafts and hidden posts; one of the two may be empty.

    The order is that of the numbers where *is_numbered*, else that of the dates.
    """

    slug: str
    parts: tuple[Part, ...]
    unlisted: tuple[Part, ...]
    is_numbered: bool

    @property
    def name(self) -> str:
        """As the first part spells it."""
        return (self.parts or self.unlisted)[0].series

    def parts_before(self, part: Part) -> int:
        """How many listed posts come before *part*, which may be unlisted itself."""
        return bisect_left(self.parts, self._place(part), key=self._place)

    def _place(self, part: Part) -> tuple[bool, int, datetime.datetime, str]:
        return _by_number(part) if self.is_numbered else _by_date(part)


def _by_number(part: Part) -> tuple[bool, int, datetime.datetime, str]:
    return (part.number is None, part.number or 0, part.date, part.path)


def _by_date(part: Part) -> tuple[bool, int, datetime.datetime, str]:
    return (False, 0, part.date, part.path)


def gather_series(parts: Iterable[Part]) -> tuple[Series, ...]:
    """Return the series of *parts*, in the order of their slugs. Names with one slug are one series."""
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
    """What the author of *series* should know: numbers that are missing or there twice, among what is listed."""
    if not series.is_numbered:
        return
    numbered: dict[int, list[Part]] = {}
    for part in series.parts:
        if part.number is None:
            message = f"this part of '{series.name[:60]}' has no 'series_index', and others have; it comes last"
            yield warning(Code.CROSS_REFERENCES_SERIES_NO_INDEX, message, part.where, "give it a 'series_index'")
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
                hint = "give each a 'series_index' of its own"
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
        return "number the parts from 1, without a gap"
    named = ", ".join(f"'{part.path}' ({part.status})" for part in unlisted)
    return f"publish {named}, or number the parts anew"
