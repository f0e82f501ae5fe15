"""The columns of a picture: number, width, and columns per service."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil
from typing import TypeAlias

from sevenlayer.layer_diagrams.model import Annotation, Group, Member, Service, Stack

from .boxes import MARK, MARK_GAP, notes_of
from .packing import Block, pack, rows_of
from .sizes import Sizes
from .text_widths import measure
from .wrapping import clean, widest_piece

#: Preferred widths of boxes by name of service: without broken lines, and without broken words.
PreferredWidths: TypeAlias = Mapping[str, tuple[float, float]]
#: The share of boxes that columns are made for.
_USUAL = 0.88


def preferred_widths(stack: Stack, annotations: Mapping[str, Annotation], sizes: Sizes) -> PreferredWidths:
    """Return the preferred widths of all services of *stack*."""
    return {service.name: _preferred_width(service, annotations[service.name], sizes) for service in stack.services}


def _preferred_width(service: Service, annotation: Annotation, sizes: Sizes) -> tuple[float, float]:
    name = clean(service.name)
    mark = MARK + MARK_GAP if annotation.change else 0.0
    lines = measure(name, True)[0] * sizes.name + mark
    words = widest_piece(name, True) * sizes.name + mark
    for note in notes_of(service, annotation):
        lines = max(lines, measure(note)[0] * sizes.note)
        words = max(words, widest_piece(note, False) * sizes.note)
    return lines + 2 * sizes.box_side + 0.01, words + 2 * sizes.box_side + 0.01


class Grid:
    """Columns for the services of *stack* in a *width*."""

    def __init__(self, stack: Stack, wishes: PreferredWidths, sizes: Sizes, width: float) -> None:
        """*wishes* has all services of *stack*."""
        self._sizes = sizes
        self._most = max((len(layer.services) for layer in stack.layers), default=1)
        self._wishes = wishes
        self._least = self._least_column(width)
        self._most = self._fewest(stack, width)

    def within(self, width: float) -> tuple[int, float]:
        """Return the number of columns in *width*, and their width."""
        columns = self._columns(width, self._least)
        return columns, self._width(width, columns)

    def block(self, member: Member, columns: int, width: float) -> Block | None:
        """Return *member* as a block for ``pack``; None for a group with nested groups or without members."""
        services = (member,) if isinstance(member, Service) else member.members
        spans = self.spans(services, columns, width)
        return Block(tuple(spans), isinstance(member, Group)) if spans else None

    def spans(self, members: Iterable[Member], columns: int, width: float) -> list[int] | None:
        """Return the number of columns of each of *members*; None if one of them is a group."""
        gap = self._sizes.column_gap
        spans = []
        for member in members:
            if not isinstance(member, Service):
                return None
            wish = self._wishes[member.name][1]
            # Fast path.
            span = 1 if wish <= width else max(1, ceil((wish + gap) / (width + gap) - 1e-9))
            spans.append(span if span < columns else columns)
        return spans

    def _least_column(self, width: float) -> float:
        """Return the least width of a column: for unbroken lines, or for unbroken words if that leaves enough columns."""
        sizes = self._sizes
        greatest = sizes.greatest_word + 2 * sizes.box_side
        least = sizes.least_box
        for kind in (0, 1):
            ordered = sorted(wishes[kind] for wishes in self._wishes.values()) or [0.0]
            # A name that is much longer than most gets two columns or is broken, rather than widening all.
            for wish in (ordered[-1], ordered[int(_USUAL * (len(ordered) - 1))]):
                least = max(sizes.least_box, min(wish, greatest))
                if self._columns(width, least) >= min(sizes.enough_columns, self._most):
                    return least
        return least

    def _columns(self, width: float, least: float) -> int:
        gap = self._sizes.column_gap
        return max(1, min(self._most, int((width + gap) // (least + gap))))

    def _fewest(self, stack: Stack, width: float) -> int:
        """Return the fewest columns that need no more rows, for wider boxes."""
        columns, rows = self._columns(width, self._least), float("inf")
        for fewer in range(columns, 0, -1):
            wide = self._width(width, fewer)
            if wide > self._sizes.greatest_box and fewer < columns:
                break
            count = sum(self._count(layer.members, fewer, wide) for layer in stack.layers)
            if count > rows:
                break
            columns, rows = fewer, count
        return columns

    def _count(self, members: Iterable[Member], columns: int, width: float) -> int:
        spans = self.spans(members, columns, width)
        if spans is not None:
            return rows_of(spans, columns) if spans else 0
        count, flat = 0, []
        for member in members:
            block = self.block(member, columns, width)
            if block:
                flat.append(block)
            elif isinstance(member, Group):
                count += self._count(member.members, columns, width)
        if any(block.is_group for block in flat):
            return count + sum(line.rows for line in pack(flat, columns))
        return count + (Block(tuple(block.spans[0] for block in flat), False).rows(columns) if flat else 0)

    def _width(self, width: float, columns: int) -> float:
        return min(self._sizes.greatest_box, (width - (columns - 1) * self._sizes.column_gap) / columns)
