"""Lines of text, measured."""

from __future__ import annotations

from .geometry import Text
from .sizes import LINE_HEIGHT
from .text_widths import measure
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


def title_lines(text: str, role: str, size: float, x: float, room: float) -> tuple[list[Text], float]:
    """*text* in bold lines of at most *room*, the first one from the height 0 on, and how high all lines are."""
    lines: list[Text] = []
    for line in wrap(clean(text), room / size, True):
        y = len(lines) * LINE_HEIGHT * size + 0.95 * size
        lines.append(text_in(line, x, y, size, role, room, is_bold=True))
    return lines, len(lines) * LINE_HEIGHT * size


def moved(text: Text, y: float) -> Text:
    """*text* moved down by *y*."""
    return Text(
        text.text, text.x, text.y + y, text.size, text.width, text.role, text.is_centred, text.is_bold, text.is_sure
    )
