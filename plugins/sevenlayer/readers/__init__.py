"""Bodies of posts: reStructuredText and Markdown with one vocabulary of roles and directives, to HTML."""

from __future__ import annotations

__all__: list[str] = []
