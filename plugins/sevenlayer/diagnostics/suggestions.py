"""Suggestions for misspelt names."""

from __future__ import annotations

from collections.abc import Iterable
from os.path import commonprefix

from rapidfuzz import process
from rapidfuzz.distance import OSA

#: Edits that are allowed in a name; in one of up to five characters, one.
MOST_SLIPS = 2


def nearest_name(name: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that *name* is most likely a misspelling of, or None.

    Names are compared by optimal string alignment distance (insertions, deletions, substitutions, transpositions), ignoring
    case. One edit is allowed if either name has up to five characters, else two. Ties go to the candidate with the longest
    common prefix, then to the first in alphabetical order.
    """
    choices = {candidate: candidate.lower() for candidate in candidates}
    found = process.extract(name.lower(), choices, scorer=OSA.distance, score_cutoff=MOST_SLIPS, limit=None)
    ranked = [
        (edits, -len(commonprefix([name.lower(), folded])), candidate)  # noqa: RUF071 - characters are compared, not parts of paths
        for folded, edits, candidate in found
        if edits < MOST_SLIPS or min(len(name), len(candidate)) > 5
    ]
    return min(ranked)[2] if ranked else None


def did_you_mean(name: str, candidates: Iterable[str]) -> str | None:
    """Return a hint for the unknown *name*, such as ``did you mean 'tags'?``, or None if no candidate is near."""
    nearest = nearest_name(name, candidates)
    return f"did you mean '{nearest}'?" if nearest else None
