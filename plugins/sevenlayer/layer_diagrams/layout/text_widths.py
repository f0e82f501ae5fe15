"""Upper bounds for the width of texts in any font.

Widths of Latin, Greek, Cyrillic and other scripts are measured (``data/text_widths.json``, written by ``tools/font_widths.py``).
Other characters are estimated; a text with such characters is *unsure*, and has to be drawn with the given length. Stacked
combining marks increase the height of a line.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

#: Fonts of pictures: those with the widths of Arial first, then the other measured ones.
FONTS = '"Liberation Sans", Arimo, Arial, Helvetica, "Noto Sans", Roboto, "DejaVu Sans", sans-serif'

#: Usual width of a text relative to its upper bound: in the first of these fonts, and for texts of unsure width, which are drawn
#: with that length.
USUALLY = 0.83
FITTED = 0.94

# Hinting rounds glyphs to whole pixels, which widens small text by some percent.
_MARGIN = 1.03
# East Asian characters are one em wide; emoji are between 1.0 and 1.37.
_EAST_ASIAN = 1.0
_EMOJI = 1.3
_OTHER = 0.9
# Characters without a glyph: joiners, variation selectors, the byte order mark, tags.
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
# An emoji sequence: with a skin tone, joined emoji, or a symbol with emoji presentation.
_SIGN = "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_EMOJI_OF_SEVERAL = re.compile(f"{_SIGN}(?:[\ufe0f\U0001f3fb-\U0001f3ff]|\u200d{_SIGN})+")
_ONE_EMOJI = "\U0001f469"
# A line has space for one mark above and one below each letter; each further one takes this much, in em.
_MARK = 0.4
# Canonical combining classes, https://www.unicode.org/reports/tr44/#Canonical_Combining_Class_Values
_ABOVE = frozenset({214, 216, 224, 226, 228, 230, 232, 234})
_BELOW = frozenset({202, 218, 220, 222, 233, 240})


@cache
def _tables() -> tuple[dict[str, float], dict[str, float], frozenset[str]]:
    """Return widths of regular and bold characters in em, and the characters that not all fonts have."""
    table = json.loads(files("sevenlayer.layer_diagrams").joinpath("data", "text_widths.json").read_text("utf-8"))
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
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0.0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return _EMOJI if "\U0001f000" <= character <= "\U0001faff" else _EAST_ASIAN
    return _OTHER


@lru_cache(maxsize=8192)
def measure(text: str, is_bold: bool = False) -> tuple[float, bool]:
    """Return the width of *text* in em, and whether it is sure: no known font draws it wider."""
    if not text.isascii():
        text = _UNSEEN.sub("", _EMOJI_OF_SEVERAL.sub(_ONE_EMOJI, text))
    regular, bold, rare = _tables()
    widths = bold if is_bold else regular
    try:
        width = sum([widths[character] for character in text])
        is_sure = rare.isdisjoint(text)
    except KeyError:
        width = sum(widths[character] if character in widths else _guess(character) for character in text)
        is_sure = False
    if not is_sure:
        # A mark without a base may be drawn on a dotted circle.
        width = max(width, 0.7) if text else 0.0
    return width * _MARGIN, is_sure


@lru_cache(maxsize=8192)
def stacked(text: str) -> tuple[float, float]:
    """Return the additional height of stacked marks above and below a line of *text*, in em."""
    if text.isascii():
        return 0.0, 0.0
    most = [1, 1]
    here = [0, 0]
    for character in unicodedata.normalize("NFD", text):
        kind = unicodedata.combining(character)
        if not kind and unicodedata.category(character) not in ("Mn", "Me", "Cf"):
            here = [0, 0]
        here[0] += kind in _ABOVE
        here[1] += kind in _BELOW
        most = [max(pair) for pair in zip(most, here, strict=True)]
    return (most[0] - 1) * _MARK, (most[1] - 1) * _MARK
