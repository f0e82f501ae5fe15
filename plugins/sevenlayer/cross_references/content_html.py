"""The HTML of posts and pages, before their links are addresses."""

from __future__ import annotations

from collections.abc import Iterator

from pelican.contents import Content


def html_of(content: Content) -> Iterator[str]:
    """The body, the summary and other fields with markup, as the reader left them."""
    yield content._content
    if summary := summary_of(content):
        yield summary
    yield from (content.metadata[name] for name in formatted_fields(content))


def formatted_fields(content: Content) -> list[str]:
    """The names of the fields, besides the summary, that the site has as markup."""
    names = (name.lower() for name in content.settings["FORMATTED_FIELDS"])
    return [name for name in names if name != "summary" and isinstance(content.metadata.get(name), str)]


def summary_of(content: Content) -> str:
    """The summary that the author wrote, or an empty text."""
    summary = content.metadata.get("summary")
    return summary if isinstance(summary, str) else ""
