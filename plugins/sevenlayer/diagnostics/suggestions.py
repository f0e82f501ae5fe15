"""Nearest-name hints: what an author probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from os.path import commonprefix

from rapidfuzz import process
from rapidfuzz.distance import OSA

#: Slips that are allowed in a name; in one of up to five characters, one.
MOST_SLIPS = 2


def nearest_name(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that *name* is most likely a slip of, or None.

    A slip is an insertion, a deletion, a substitution, or a swap of neighbours (the optimal string alignment distance, Damerau
    1964). One slip is allowed where either has up to five characters, else two; case does not count as one. Among equally
    near candidates that which begins alike for longest is taken, then the first in the alphabet.
    """
    choices = {candidate: candidate.lower() for candidate in candidates}
    found = process.extract(name.lower(), choices, scorer=OSA.distance, score_cutoff=MOST_SLIPS, limit=None)
    ranked = [
        (slips, -len(commonprefix([name.lower(), folded])), candidate)  # noqa: RUF071 - it is what we want
        for folded, slips, candidate in found
        if slips < MOST_SLIPS or min(len(name), len(candidate)) > 5
    ]
    return min(ranked)[2] if ranked else None


def did_you_mean(name: str, candidates: Iterable[str]) -> str | None:
    """Return the hint that goes with an unknown *name*, or None when nothing is near."""
    nearest = nearest_name(name, candidates)
    return f"did you mean '{nearest}'?" if nearest else None
