"""References: URLs in a post with their locations."""

from __future__ import annotations

from dataclasses import dataclass

from sevenlayer.diagnostics import Location


@dataclass(frozen=True)
class Reference:
    """A URL as in the rendered HTML, and its location in the source."""

    url: str
    where: Location
