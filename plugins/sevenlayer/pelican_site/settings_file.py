"""Which file a build has its settings from: Pelican does not say."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["SETTINGS_FILE", "find_settings_file", "site_folder"]

#: The key under which whoever has read the file itself names it.
SETTINGS_FILE = "SEVENLAYER_SETTINGS_FILE"


def find_settings_file(settings: Mapping[str, Any]) -> str | None:
    """Return the path of the file that *settings* were read from, or None.

    Pelican's ``get_instance``, which reads it, is among the callers while a build begins.
    """
    if named := settings.get(SETTINGS_FILE):
        return str(named)
    frame = inspect.currentframe()
    while frame is not None:
        if frame.f_code.co_name == "get_instance" and frame.f_globals.get("__name__") == "pelican":
            file = frame.f_locals.get("config_file")
            return str(Path(file).resolve()) if isinstance(file, str) else None
        frame = frame.f_back
    return None


def site_folder(settings: Mapping[str, Any]) -> Path:
    """Return the folder of the site: that of its settings file, or else the one that has the content folder."""
    file = settings.get(SETTINGS_FILE)
    return Path(file).parent if file else Path(settings["PATH"]).resolve().parent
