"""Pack services and groups of a layer side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Cost of a line of groups besides its rows: titles, outlines and gap.
_LINE_COST = 0.7
#: Additional rows that a line may have in order to hold more groups.
_MORE_ROWS = 2


def rows_of(spans: Iterable[int], columns: int) -> int:
    """Return the number of rows for services in order; no span exceeds *columns*."""
    rows, used = 1, 0
    for span in spans:
        if used + span > columns:
            rows, used = rows + 1, 0
        used += span
    return rows


@dataclass(frozen=True, slots=True)
class Block:
    """A service or a group, by the columns of each of its services. A group may have several rows."""

    spans: tuple[int, ...]
    is_group: bool

    def rows(self, columns: int) -> int:
        """Return the number of rows in *columns*; no span exceeds them."""
        return rows_of(self.spans, columns)

    def columns(self, rows: int, most: int) -> int:
        """Return the fewest columns for at most *rows* rows; the result may exceed *most*."""
        columns = max(self.spans)
        if rows == 1:
            return sum(self.spans)
        columns = max(columns, -(-sum(self.spans) // rows))
        while columns <= most and self.rows(columns) > rows:
            columns += 1
        return columns


@dataclass(frozen=True, slots=True)
class Line:
    """Adjacent blocks side by side: their number, the columns of each, and the rows."""

    count: int
    columns: tuple[int, ...]
    rows: int


def pack(blocks: Sequence[Block], columns: int) -> list[Line]:
    """Return *blocks*, in order, in lines of *columns* with the least total height. No span exceeds *columns*."""
    best: list[tuple[float, Line | None]] = [(0.0, None)]
    for end in range(1, len(blocks) + 1):
        found: tuple[float, Line | None] = (float("inf"), None)
        for begin in range(end - 1, max(-1, end - 1 - columns), -1):
            line = _line(blocks[begin:end], columns)
            if line is None:
                break
            has_group = any(block.is_group for block in blocks[begin:end])
            cost = best[begin][0] + line.rows + _LINE_COST * has_group
            # At equal cost, prefer full first lines.
            if cost < found[0] - 1e-9:
                found = cost, line
        best.append(found)
    lines: list[Line] = []
    end = len(blocks)
    while end:
        line = best[end][1]
        assert line is not None  # noqa: S101  one block alone always fits
        lines.append(line)
        end -= line.count
    return lines[::-1]


def _line(blocks: Sequence[Block], columns: int) -> Line | None:
    least = max(block.rows(columns) for block in blocks)
    for rows in range(least, least + _MORE_ROWS + 1):
        taken = tuple(block.columns(rows, columns) for block in blocks)
        if sum(taken) <= columns:
            return Line(len(blocks), taken, rows)
    return None


def balanced(spans: Sequence[int], columns: int) -> int:
    """Return the fewest columns that need no more rows: rows of similar length look better."""
    block = Block(tuple(spans), True)
    return block.columns(block.rows(columns), columns) if spans else columns
