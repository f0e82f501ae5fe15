"""The setting ``MARKDOWN``, which is for Python-Markdown."""

from __future__ import annotations

from typing import Any

from sevenlayer.pelican_site.build_state import problems_of
from sevenlayer.pelican_site.settings_file import SETTINGS_FILE
from sevenlayer.readers.python_markdown import markdown_posts, setting_problems

from .source import locate_setting

__all__ = ["report_markdown_setting"]


def report_markdown_setting(generators: list[Any]) -> None:
    """Report the setting, where there are posts that it would be for."""
    settings = generators[0].settings
    if markdown_posts(generators):
        where = locate_setting("MARKDOWN", settings.get(SETTINGS_FILE))
        problems_of(settings).extend(setting_problems(settings, where))
