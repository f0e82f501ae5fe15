"""How wide a text is, at most, in whatever font a reader has.

Widths of Latin, Greek, Cyrillic and much else are measured (``data/text_widths.json``, made by ``tools/font_widths.py``);
those of other characters are guessed, and a text that has such ones is *unsure*: who draws it has to make it that wide.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

#: The fonts of pictures: first those with the widths of Arial, then those that were measured too.
FONTS = '"Liberation Sans", Arimo, Arial, Helvetica, "Noto Sans", Roboto, "DejaVu Sans", sans-serif'

# Hinting rounds a glyph to whole pixels; small text grows by a few hundredths.
_MARGIN = 1.03
# A font of East Asia makes each of its characters one em wide. Fonts of emoji reach from 1.0 to 1.37.
_EAST_ASIAN = 1.0
_EMOJI = 1.3
_OTHER = 0.9


@cache
def _tables() -> tuple[dict[str, float], dict[str, float], frozenset[str]]:
    """Widths of regular and of bold characters in em, and the characters that not all fonts have."""
    table = json.loads(files(__package__).joinpath("data", "text_widths.json").read_text("utf-8"))
    regular, bold = (
        {
            chr(int(first, 16) + index): width / 1000
            for first, run in table[weight].items()
            for index, width in enumerate(run)
        }
        for weight in ("regular", "bold")
    )
    rare = frozenset(chr(int(first, 16) + index) for first, length in table["rare"].items() for index in range(length))
    return regular, bold, rare


def _guess(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return _EMOJI if character >= "\U0001f000" and unicodedata.category(character) == "So" else _EAST_ASIAN
    return _OTHER


@lru_cache(maxsize=8192)
def measure(text: str, is_bold: bool = False) -> tuple[float, bool]:
    """The width of *text* in em, and whether it is sure: no font that we know of draws it wider."""
    regular, bold, rare = _tables()
    widths = bold if is_bold else regular
    try:
        width = sum([widths[character] for character in text])
        is_sure = rare.isdisjoint(text)
    except KeyError:
        width = sum(widths[character] if character in widths else _guess(character) for character in text)
        is_sure = False
    if not is_sure:
        # A mark with nothing below it may be drawn on a circle.
        width = max(width, 0.7) if text else 0.0
    return width * _MARGIN, is_sure
