"""Nearest-name hints: what an author probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from os.path import commonprefix


def nearest_name(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that *name* is most likely a slip of, or None.

    One slip is allowed in names of up to five characters, two in longer ones; case does not count as one. Among equally
    near candidates that which begins alike for longest is taken, then the first in the alphabet.
    """
    allowed = 1 if len(name) <= 5 else 2
    best: tuple[int, int, str] | None = None
    for candidate in set(candidates):
        if abs(len(candidate) - len(name)) > allowed:
            continue
        distance = edit_distance(name.lower(), candidate.lower())
        if distance <= allowed:
            alike = len(commonprefix([name.lower(), candidate.lower()]))
            found = (distance, -alike, candidate)
            best = min(best, found) if best else found
    return best[2] if best else None


def did_you_mean(name: str, candidates: Iterable[str]) -> str | None:
    """Return the hint that goes with an unknown *name*, or None when nothing is near."""
    nearest = nearest_name(name, candidates)
    return f"did you mean '{nearest}'?" if nearest else None


def edit_distance(one: str, other: str) -> int:
    """Return how many insertions, deletions, substitutions and swaps of neighbours turn *one* into *other*.

    This is the optimal string alignment distance (Damerau 1964, Wagner and Fischer 1974).
    """
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before_last[j - 2] + 1)
            row.append(cost)
        before_last, last = last, row
    return last[-1]
