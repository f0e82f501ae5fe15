"""Lines of text, measured."""

from __future__ import annotations

from collections.abc import Iterable

from .geometry import Text
from .sizes import LINE_HEIGHT
from .text_widths import measure, stacked
from .wrapping import clean, wrap

#: The size and the height of numbers on arrows.
BADGE_SIZE = 9.5
BADGE_HEIGHT = 13.0


def badge_width(number: str) -> float:
    """How wide the shape round a *number* is; one digit has a circle."""
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
    """One line that may be *room* wide. What no break makes narrower, as a family of emoji, has to be squeezed."""
    width, is_sure = measure(line, is_bold)
    fits = width * size <= room
    return Text(line, x, y, size, width * size if fits else room, role, is_centred, is_bold, is_sure and fits)


def lines_height(lines: Iterable[str], size: float, step: float) -> float:
    """How high *lines* are, each *step* em but for marks on marks."""
    return sum(step + sum(stacked(line)) for line in lines) * size


def title_lines(text: str, role: str, size: float, x: float, room: float) -> tuple[list[Text], float]:
    """*text* in bold lines of at most *room*, the first one from the height 0 on, and how high all lines are."""
    lines: list[Text] = []
    y = 0.0
    for line in wrap(clean(text), room / size, True):
        baseline = y + (0.95 + stacked(line)[0]) * size
        lines.append(text_in(line, x, baseline, size, role, room, is_bold=True))
        y += lines_height((line,), size, LINE_HEIGHT)
    return lines, y


def moved(text: Text, y: float) -> Text:
    """*text* moved down by *y*."""
    return text._replace(y=text.y + y)
