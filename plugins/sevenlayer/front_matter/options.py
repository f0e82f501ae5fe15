"""What the site's settings say about front matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .dialects import Dialect, read_dialect_setting
from .schema import Field, read_own_fields

__all__ = ["FrontMatterOptions", "read_front_matter_options"]


@dataclass(frozen=True)
class FrontMatterOptions:
    """*dialects* are those of folders, *fields* the site's own, by name."""

    dialects: Mapping[str, Dialect] = field(default_factory=dict)
    fields: Mapping[str, Field] = field(default_factory=dict)


def read_front_matter_options(settings: Mapping[str, Any]) -> FrontMatterOptions:
    """Read the settings.

    :raises ValueError: one is wrong.
    """
    return FrontMatterOptions(
        read_dialect_setting(settings.get("FRONT_MATTER_DIALECTS", {})),
        read_own_fields(settings.get("FRONT_MATTER_FIELDS", {})),
    )
