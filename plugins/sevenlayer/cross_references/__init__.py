"""Cross-references: resolves links between posts by any name or former URL, and reports unresolved references.

Also provides backlinks, the link graph, series and redirects from former URLs. As a Pelican plugin, the package exports only
``register`` and ``check_settings``, and loads its modules when a build begins.
"""

from __future__ import annotations

from sevenlayer import register

__all__ = ["register"]
