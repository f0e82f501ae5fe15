"""Rows of boxes and of titles: what a picture is while the heights of the gaps between them are not known."""

from __future__ import annotations

from dataclasses import dataclass, field

from .boxes import Content
from .geometry import Rect, Text


@dataclass(slots=True)
class Slot:
    """A box in its row: what is in it, its left edge and its width; *above* and *below* are kept free for numbers of arrows."""

    content: Content
    x: float
    width: float
    above: float = 0.0
    below: float = 0.0


@dataclass(slots=True)
class Row:
    """Boxes, or titles of groups and layers: what no arrow runs through but between its *blocked* intervals of x.

    *borders* are the x of outlines at the sides of its boxes.

    *before* and *after* are the room above and below that belongs to the row: what is inside the outlines that begin or
    end with it. *titles* have their y from the row's top.
    """

    height: float
    slots: list[Slot] = field(default_factory=list)
    titles: list[Text] = field(default_factory=list)
    blocked: list[tuple[float, float]] = field(default_factory=list)
    borders: list[float] = field(default_factory=list)
    before: float = 0.0
    after: float = 0.0
    y: float = 0.0


@dataclass(slots=True)
class Frame:
    """A group's outline and the rows that it holds; *above* and *below* are distances from the first and the last one."""

    first: int
    last: int
    left: float
    right: float
    above: float
    below: float


@dataclass(slots=True)
class Layout:
    """All rows from the top, the frames of groups, and for each layer its first and last row."""

    rows: list[Row] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    bands: list[tuple[int, int]] = field(default_factory=list)


def slot_rect(slot: Slot, row: Row) -> Rect:
    """Where a box stands, once its row has its y."""
    return Rect(slot.x, row.y, slot.width, row.height)
