"""Readers for reStructuredText, Markdown and HTML, with one set of roles and directives for both languages.

Stages of a build call `files` and `pelican_readers`, which load Pelican; all else is imported from here.
"""

from __future__ import annotations

from .html import read_html_post
from .options import MarkupOptions, markup_options
from .post import HTML, MARKDOWN, RESTRUCTUREDTEXT, Post, read_post

__all__ = [
    "HTML",
    "MARKDOWN",
    "RESTRUCTUREDTEXT",
    "MarkupOptions",
    "Post",
    "markup_options",
    "read_html_post",
    "read_post",
]
