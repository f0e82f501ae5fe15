"""A site's settings: defined, documented, read once, and checked together, each with its file and line."""

from __future__ import annotations

from .load import SettingsError, load_settings
from .site import SiteSettings, check_settings, locate_plugins, read_settings_once, stop_for_setting

__all__ = [
    "SettingsError",
    "SiteSettings",
    "check_settings",
    "load_settings",
    "locate_plugins",
    "read_settings_once",
    "stop_for_setting",
]
