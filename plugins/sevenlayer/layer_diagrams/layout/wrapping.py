"""Wrap texts to lines of a given width."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from .text_widths import measure

# Characters that XML 1.0 does not allow, and bidirectional controls.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Long words may be broken after these: block-storage, oslo.config, image/registry.
_SEAM = re.compile(r"(?<=[-./_:,@])(?=\w)")
_JOINER = "\u200d"


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    """Return *text* as one line, without bidirectional overrides, and with U+FFFD for characters that XML cannot have."""
    return " ".join(_TURNING.sub("", _UNFIT.sub("\ufffd", text)).split())


@lru_cache(maxsize=4096)
def widest_piece(text: str, is_bold: bool) -> float:
    """Return the width in em of the widest piece of *text* that should not be broken."""
    return max((measure(piece, is_bold)[0] for word in text.split() for piece in _SEAM.split(word)), default=0.0)


@lru_cache(maxsize=4096)
def wrap(text: str, width: float, is_bold: bool = False) -> tuple[str, ...]:
    """Return the lines of *text*, each at most *width* em wide, unless a single character is wider.

    Lines break between words, else after a hyphen or dot, else anywhere but before a combining mark.
    """
    if measure(text, is_bold)[0] <= width:
        return (text,) if text else ()
    lines: list[str] = []
    line = ""
    for glue, piece in _pieces(text, width, is_bold):
        longer = line + glue + piece if line else piece
        if line and measure(longer, is_bold)[0] > width:
            lines.append(line)
            line = piece
        else:
            line = longer
    return (*lines, line) if line else tuple(lines)


def _pieces(text: str, width: float, is_bold: bool) -> Iterator[tuple[str, str]]:
    """Yield pieces no wider than *width*, each with its separator from the previous piece of the line."""
    for word in text.split():
        if measure(word, is_bold)[0] <= width:
            yield " ", word
            continue
        glue = " "
        for part in _SEAM.split(word):
            for piece in _chopped(part, width, is_bold):
                yield glue, piece
                glue = ""


def _chopped(word: str, width: float, is_bold: bool) -> Iterator[str]:
    if measure(word, is_bold)[0] <= width:
        yield word
        return
    piece, total = "", 0.0
    for cluster in _clusters(word):
        wide = measure(cluster, is_bold)[0]
        if piece and total + wide > width:
            yield piece
            piece, total = "", 0.0
        piece += cluster
        total += wide
    yield piece


def _clusters(word: str) -> Iterator[str]:
    cluster = ""
    for character in word:
        if cluster and (
            unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf")
            or cluster[-1] == _JOINER
            or "\U0001f3fb" <= character <= "\U0001f3ff"
        ):
            cluster += character
        else:
            if cluster:
                yield cluster
            cluster = character
    if cluster:
        yield cluster
