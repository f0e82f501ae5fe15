"""Nearest-name hints: what an author probably meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest_name(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that *name* is most likely a slip of, or None.

    One slip is allowed where either has up to five characters, else two; case does not count as one. Among equally
    near candidates that which begins alike for longest is taken, then the first in the alphabet.
    """
    best: tuple[int, int, str] | None = None
    for candidate in set(candidates):
        allowed = 1 if min(len(name), len(candidate)) <= 5 else 2
        if abs(len(candidate) - len(name)) > allowed:
            continue
        distance = edit_distance(name.lower(), candidate.lower())
        if distance <= allowed:
            alike = _common_prefix(name.lower(), candidate.lower())
            found = (distance, -alike, candidate)
            best = min(best, found) if best else found
    return best[2] if best else None


def _common_prefix(one: str, other: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


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
