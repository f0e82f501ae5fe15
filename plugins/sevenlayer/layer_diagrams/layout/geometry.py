"""Parts of a drawing with their positions. Lengths are in units of the picture; y grows downwards.

The parts are named tuples, since creating many of them has to be fast.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from .text_widths import stacked

Point: TypeAlias = tuple[float, float]


class Rect(NamedTuple):
    """A rectangle: upper left corner and size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height


class Text(NamedTuple):
    """A line of text. *x* is its centre if *is_centred*, else its start; *y* is the baseline.

    *width* is an upper bound. If *is_sure* is False, a font may exceed it, and the text has to be drawn with that length.
    *role* is ``name``, ``note``, ``number``, ``title``, ``group``, ``legend`` or ``badge``.
    """

    text: str
    x: float
    y: float
    size: float
    width: float
    role: str
    is_centred: bool = False
    is_bold: bool = False
    is_sure: bool = True

    @property
    def rect(self) -> Rect:
        """The bounding box, from the top of the tallest letters or marks to the descenders."""
        above, below = stacked(self.text)
        left = self.x - self.width / 2 if self.is_centred else self.x
        return Rect(left, self.y - (0.8 + above) * self.size, self.width, (1 + above + below) * self.size)


class Band(NamedTuple):
    """A layer. *colour* is the index of one of the seven colours."""

    rect: Rect
    colour: int
    texts: tuple[Text, ...]


class Outline(NamedTuple):
    """A group: a border around its services, None if nested too deeply, and its title."""

    rect: Rect | None
    texts: tuple[Text, ...]


class Box(NamedTuple):
    """A service. *mark* is the position of the sign of its change, or None."""

    service: str
    rect: Rect
    texts: tuple[Text, ...]
    look: str = ""
    change: str = ""
    mark: Rect | None = None
    url: str | None = None
    is_highlighted: bool = False


class Line(NamedTuple):
    """A line with right angles. Lines with a head end at their target; others join a line with the same target and kind."""

    points: tuple[Point, ...]
    kind: str
    has_head: bool


class Badge(NamedTuple):
    """A number on an arrow near its source, explained in the legend."""

    rect: Rect
    text: Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """A complete drawing. *key* has a sample of each kind of line, *legend* the texts for them."""

    width: float
    height: float
    bands: tuple[Band, ...] = ()
    outlines: tuple[Outline, ...] = ()
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    badges: tuple[Badge, ...] = ()
    key: tuple[Line, ...] = ()
    legend: tuple[Text, ...] = ()
