"""What a picture is made of, with every place known. Lengths are units of the picture; y grows downwards.

The parts are named tuples, since there are many and they are made fastest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from .text_widths import stacked

Point: TypeAlias = tuple[float, float]


class Rect(NamedTuple):
    """A rectangle by its upper left corner and its size."""

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
    """One line. *x* is its middle if *is_centred*, else its beginning; *y* is the baseline.

    *width* is the most that it takes. If not *is_sure*, a font may make it wider, and it has to be drawn with that width.
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
        """Where the line stands, from the top of its tallest letters or marks to the end of its descenders."""
        above, below = stacked(self.text)
        left = self.x - self.width / 2 if self.is_centred else self.x
        return Rect(left, self.y - (0.8 + above) * self.size, self.width, (1 + above + below) * self.size)


class Band(NamedTuple):
    """A layer. *colour* counts from 0 for the first of the seven colours to 6."""

    rect: Rect
    colour: int
    texts: tuple[Text, ...]


class Outline(NamedTuple):
    """A group: a border round its services, unless it is nested too deep for one, and its title."""

    rect: Rect | None
    texts: tuple[Text, ...]


class Box(NamedTuple):
    """A service. *mark* is where the sign of its change is drawn, None without one."""

    service: str
    rect: Rect
    texts: tuple[Text, ...]
    look: str = ""
    change: str = ""
    mark: Rect | None = None
    url: str | None = None
    is_highlighted: bool = False


class Line(NamedTuple):
    """A line with right angles. Lines with a head end at their target; others join a line of the same target and kind."""

    points: tuple[Point, ...]
    kind: str
    has_head: bool


class Badge(NamedTuple):
    """A number on an arrow near its source, for the legend to explain."""

    rect: Rect
    text: Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture, complete. *key* has a sample of each kind of line that is drawn, *legend* what explains them."""

    width: float
    height: float
    bands: tuple[Band, ...] = ()
    outlines: tuple[Outline, ...] = ()
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    badges: tuple[Badge, ...] = ()
    key: tuple[Line, ...] = ()
    legend: tuple[Text, ...] = ()
