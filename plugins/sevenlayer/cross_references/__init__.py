"""Cross-references: resolves links between posts by any name or former URL, and reports unresolved references.

Also provides backlinks, the link graph, series and redirects from former URLs. As a Pelican plugin, the package exports only
``register`` and ``check_settings``, and loads its modules when a build begins.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sevenlayer import register

__all__ = ["check_settings", "register"]


def check_settings(sender: Any) -> None:
    """:raises ValueError: a setting is wrong; the build stops and says so."""
    from .settings import read_options

    for site in read_options(sender.settings).sites.former:
        if ".." in site.folder.split("/") or not Path(sender.settings["PATH"], site.folder).is_dir():
            raise ValueError(f"CROSS_REFERENCES_FORMER_SITES: there is no folder '{site.folder}' in the content folder")
