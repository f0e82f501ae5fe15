"""The links to other sites."""

from __future__ import annotations

from sevenlayer.document.references import Reference

__all__ = ["ExternalLinks"]


class ExternalLinks(list[Reference]):
    """Those of a build: http and https addresses of other sites, without those that posts let be broken."""
