"""How serious a problem is."""

from __future__ import annotations

import enum


class Severity(enum.Enum):
    """An error fails every build; a warning fails publishing; an info is shown by ``check`` only."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the most serious."""
        return list(Severity).index(self)
