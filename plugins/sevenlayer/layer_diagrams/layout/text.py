"""Measured lines of text."""

from __future__ import annotations

from collections.abc import Iterable

from .geometry import Text
from .sizes import LINE_HEIGHT
from .text_widths import measure, stacked
from .wrapping import clean, wrap

#: Text size and height of badges.
BADGE_SIZE = 9.5
BADGE_HEIGHT = 13.0


def badge_width(number: str) -> float:
    """Return the width of a badge with *number*; for one digit it is a circle."""
    return max(BADGE_HEIGHT, measure(number, True)[0] * BADGE_SIZE + 6)


def text_in(
    line: str,
    x: float,
    y: float,
    size: float,
    role: str,
    room: float,
    *,
    is_centred: bool = False,
    is_bold: bool = False,
) -> Text:
    """Return a line of at most *room*. A text that cannot be wrapped, such as a joined emoji, is condensed."""
    width, is_sure = measure(line, is_bold)
    fits = width * size <= room
    return Text(line, x, y, size, width * size if fits else room, role, is_centred, is_bold, is_sure and fits)


def lines_height(lines: Iterable[str], size: float, step: float) -> float:
    """Return the height of *lines*: *step* em each, and more for stacked marks."""
    return sum(step + sum(stacked(line)) for line in lines) * size


def title_lines(text: str, role: str, size: float, x: float, room: float) -> tuple[list[Text], float]:
    """Return *text* as bold lines of at most *room*, starting at y 0, and their height."""
    lines: list[Text] = []
    y = 0.0
    for line in wrap(clean(text), room / size, True):
        baseline = y + (0.95 + stacked(line)[0]) * size
        lines.append(text_in(line, x, baseline, size, role, room, is_bold=True))
        y += lines_height((line,), size, LINE_HEIGHT)
    return lines, y


def moved(text: Text, y: float) -> Text:
    """Return *text* moved down by *y*."""
    return text._replace(y=text.y + y)
