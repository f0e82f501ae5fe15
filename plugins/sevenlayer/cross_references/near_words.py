"""Fuzzy lookup of a word in a large set, for suggestions."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from sevenlayer.diagnostics import nearest_name
from sevenlayer.diagnostics.suggestions import MOST_SLIPS

# One edit changes at most one piece of a word, since pieces are separated by a letter: with one piece more than edits, one
# piece is always unchanged.
_PIECES = MOST_SLIPS + 1
# Minimum length of a common prefix, and minimum ratio of the lengths of both words.
_SHORTEST_BEGINNING = 6
_ALIKE = 0.6


class NearWords:
    """Finds the nearest word without comparing all of them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._sorted = sorted(self._words)
        self._by_piece: dict[tuple[int, int, str], list[str]] = defaultdict(list)
        for word in self._sorted:
            folded = word.lower()
            for number, start, end in _pieces(len(folded)):
                self._by_piece[len(folded), number, folded[start:end]].append(word)

    def nearest(self, word: str) -> str | None:
        """Return the word with the smallest edit distance to *word*, else one with a common prefix, else None."""
        if word in self._words:
            return word
        return nearest_name(word, self._with_a_piece_of(word.lower())) or self._by_beginning(word)

    def _with_a_piece_of(self, folded: str) -> set[str]:
        """Return the words that have a piece of *folded* at about the same position: a superset of the near ones."""
        found: set[str] = set()
        for length in range(max(0, len(folded) - MOST_SLIPS), len(folded) + MOST_SLIPS + 1):
            for number, start, end in _pieces(length):
                for shift in range(max(-start, -MOST_SLIPS), MOST_SLIPS + 1):
                    found.update(self._by_piece.get((length, number, folded[start + shift : end + shift]), ()))
        return found

    def _by_beginning(self, word: str) -> str | None:
        """Return the nearest word that is a prefix of *word* or begins with it: renamed posts often keep a prefix."""
        if len(word) < _SHORTEST_BEGINNING:
            return None
        shorter = (word[:length] for length in range(_SHORTEST_BEGINNING, len(word)))
        longer = self._sorted[bisect_left(self._sorted, word) : bisect_left(self._sorted, word + chr(sys.maxunicode))]
        near = [one for one in shorter if one in self._words and len(one) >= _ALIKE * len(word)]
        near += [one for one in longer if len(word) >= _ALIKE * len(one)]
        return min(near, key=lambda one: (abs(len(one) - len(word)), one), default=None)


@cache
def _pieces(length: int) -> tuple[tuple[int, int, int], ...]:
    """Return number, start and end of each piece of a word of *length*; in short words some are empty."""
    starts = [number * (length + 1) // _PIECES for number in range(_PIECES + 1)]
    return tuple((number, starts[number], max(starts[number], starts[number + 1] - 1)) for number in range(_PIECES))
