"""References: every place in a post where an address stands."""

from __future__ import annotations

from dataclasses import dataclass

from sevenlayer.diagnostics import Location


@dataclass(frozen=True)
class Reference:
    """An address as it stands in the rendered HTML, and where the author wrote it."""

    url: str
    where: Location
