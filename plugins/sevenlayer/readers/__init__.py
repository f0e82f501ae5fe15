"""Bodies of posts: reStructuredText and Markdown with one vocabulary of roles and directives, to HTML."""

from __future__ import annotations

from typing import Any

from .options import markup_options

__all__ = ["check_settings"]


def check_settings(sender: Any) -> None:
    """:raises ValueError: a setting is wrong; the build stops and says so."""
    markup_options(sender.settings)
