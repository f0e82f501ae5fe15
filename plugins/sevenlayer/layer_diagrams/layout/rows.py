"""Rows of boxes and titles, before the heights of gaps are known."""

from __future__ import annotations

from dataclasses import dataclass, field

from .boxes import Content
from .geometry import Rect, Text


@dataclass(slots=True)
class Slot:
    """A box in its row: content, left edge and width; *above* and *below* are reserved for badges."""

    content: Content
    x: float
    width: float
    above: float = 0.0
    below: float = 0.0


@dataclass(slots=True)
class Row:
    """Boxes, or titles of groups and layers. Lines pass it only outside the *blocked* intervals of x.

    *borders* are the x of outlines beside its boxes. *before* and *after* are the space above and below that belongs to the row:
    inside the outlines that begin or end with it. *titles* have y relative to the top of the row.
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
    """The outline of a group around rows *first* to *last*; *above* and *below* are the distances from them."""

    first: int
    last: int
    left: float
    right: float
    above: float
    below: float


@dataclass(slots=True)
class Layout:
    """All rows from the top, the frames of groups, and the first and last row of each layer."""

    rows: list[Row] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    bands: list[tuple[int, int]] = field(default_factory=list)


def slot_rect(slot: Slot, row: Row) -> Rect:
    """Return the rectangle of a box, after its row has its y."""
    return Rect(slot.x, row.y, slot.width, row.height)
