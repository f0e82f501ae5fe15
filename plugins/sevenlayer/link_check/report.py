"""What authors are told about their links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urldefrag

from sevenlayer.diagnostics import Code, Problem, Problems, error, info, warning
from sevenlayer.document import Reference

from .allow_list import SETTING
from .results import Result, Verdict


def problems_of(references: Iterable[Reference], results: Mapping[str, Result]) -> list[Problem]:
    """Return the problems of *references*, in the order of their places; *results* are by the address as its author wrote it."""
    found = Problems()
    for reference in references:
        if (result := results.get(reference.url)) and (problem := problem_of(reference, result)):
            found.add(problem)
    return list(found)


def problem_of(reference: Reference, result: Result) -> Problem | None:
    """Return what is wrong with one link, or None for a good one. Only a dead link is an error."""
    url, where = reference.url, reference.where
    match result.verdict:
        case Verdict.DEAD:
            hint = "correct it, or link to an archived copy"
            return error(Code.CROSS_REFERENCES_DEAD_LINK, f"'{url}' is dead: it {result.reason}", where, hint)
        case Verdict.UNSURE:
            hint = f"look at it in a browser; if all is well, add it to {SETTING}"
            return warning(Code.CROSS_REFERENCES_UNSURE_LINK, f"'{url}' may be dead: it {result.reason}", where, hint)
        case Verdict.UNCHECKED:
            hint = "readers elsewhere cannot reach it; --allow-private HOST has it checked all the same"
            return info(
                Code.CROSS_REFERENCES_UNCHECKED_LINK, f"'{url}' was not checked: it {result.reason}", where, hint
            )
        case Verdict.MOVED:
            hint = f"write '{_with_fragment_of(url, result.moved_to or '')}'"
            return info(Code.CROSS_REFERENCES_MOVED_LINK, f"'{url}' has moved for good", where, hint)
        case Verdict.GOOD:
            return None


def summary(checked: int, from_cache: int, skipped: int) -> str:
    """Return the line that ends a report for people."""
    links = "1 link" if checked == 1 else f"{checked:,} links"
    return f"{links} checked, {from_cache:,} from the cache, {skipped:,} skipped"


def _with_fragment_of(url: str, moved_to: str) -> str:
    """A fragment outlives a redirect that has none of its own (RFC 9110, 10.2.2)."""
    fragment = urldefrag(url).fragment
    return moved_to if "#" in moved_to or not fragment else f"{moved_to}#{fragment}"
