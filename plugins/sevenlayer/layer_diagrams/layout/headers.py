"""Numbers and titles of layers."""

from __future__ import annotations

from collections.abc import Iterable

from sevenlayer.layer_diagrams.model import Layer, Stack

from .geometry import Text
from .sizes import Sizes
from .text import moved, title_lines
from .text_widths import measure, stacked
from .wrapping import clean

#: Margin of the picture.
MARGIN = 1.0
#: Wider numbers are part of the title. Least width of the column of numbers.
_WIDEST_NUMBER = 34.0
_LEAST_COLUMN = 26.0
# From the edge of a band to its number.
_BEFORE = 14.0


class Headers:
    """The header texts of *stack* in a picture of *width*: at the left if it is wide, else above the services."""

    def __init__(self, stack: Stack, sizes: Sizes, width: float, *, has_titles: bool) -> None:
        self._has_titles = has_titles
        self._sizes = sizes
        self._width = width
        self._size = sizes.number if sizes.is_wide else sizes.number - 5
        widths = [measure(clean(layer.number), True)[0] * self._size for layer in stack.layers]
        widest = max((width for width in widths if width <= _WIDEST_NUMBER), default=0.0)
        self._column = max(_LEAST_COLUMN, widest + 6) if widest and has_titles else 0.0

    def needed(self, headers: Iterable[tuple[list[Text], float]]) -> float:
        """Return the width that *headers*, the results of ``of``, take at the left."""
        return max((line.rect.right + 1.0 - MARGIN for lines, _ in headers for line in lines), default=0.0)

    def of(self, layer: Layer, side: float = 0.0) -> tuple[list[Text], float]:
        """Return the lines of the title and number of *layer*, starting at y 0, and their height.

        *side* is the width of the lanes at the right.
        """
        sizes, size = self._sizes, self._size
        room = (sizes.header or self._width - 2 * MARGIN - sizes.band_right - side) - _BEFORE
        number = clean(layer.number)
        title = clean(layer.title) if self._has_titles else ""
        left = MARGIN + _BEFORE
        wide, is_sure = measure(number, True)
        if number and wide * size > _WIDEST_NUMBER:
            number, title = "", f"{number} {title}".strip()
        lines, height = title_lines(title, "title", sizes.title, left + self._column, room - self._column)
        if number:
            first = 0.95 * sizes.title if lines else 0.95 * size
            if sizes.is_wide and lines:
                first = height / 2 + 0.36 * size
            above, below = stacked(number)
            top = max(0.0, (0.8 + above) * size - first)
            lines = [moved(line, top) for line in lines]
            lines.append(Text(number, left, first + top, size, wide * size, "number", False, True, is_sure))
            height = max(height + top, first + top + (0.2 + below) * size)
        return lines, height
