"""Links to other sites, for the link check."""

from __future__ import annotations

from sevenlayer.document import Reference

__all__ = ["ExternalLinks"]


class ExternalLinks(list[Reference]):
    """The http and https links of a build to other sites, without those that ``allow_broken`` names."""
