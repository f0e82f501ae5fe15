"""Converts metadata to Pelican's objects."""

from __future__ import annotations

from typing import Any, TypeVar

from markupsafe import escape
from pelican.urlwrappers import Author, Category, Tag, URLWrapper
from pelican.utils import SafeDatetime

from sevenlayer.front_matter.slugs import make_slug

from .reader import has_key

Wrapper = TypeVar("Wrapper", bound=URLWrapper)


def pelican_metadata(values: dict[str, Any], settings: dict[str, Any]) -> dict[str, Any]:
    """Return *values* with Pelican's types: wrapped names, ``SafeDatetime``, and the title as HTML.

    The title is ``Markup``: Pelican's themes, feeds and slugs treat titles as HTML, so the author's ``<`` has to be escaped,
    whether Jinja's autoescape is on or off.
    """
    metadata = dict(values)
    if "title" in metadata:
        metadata["title"] = escape(metadata["title"])
    for name in ("date", "modified"):
        if name in metadata:
            d = metadata[name]
            metadata[name] = SafeDatetime(d.year, d.month, d.day, d.hour, d.minute, d.second, d.microsecond, d.tzinfo)
    if "categories" in metadata:
        metadata["categories"] = wrap(Category, metadata["categories"], settings)
        metadata["category"] = metadata["categories"][0]
    if "authors" in metadata:
        metadata["authors"] = wrap(Author, metadata["authors"], settings)
        metadata["author"] = metadata["authors"][0]
    if "tags" in metadata:
        metadata["tags"] = wrap(Tag, metadata["tags"], settings)
    return metadata


def wrap(wrapper: type[Wrapper], names: list[str], settings: dict[str, Any]) -> list[Wrapper]:
    """Wrap names, dropping those whose slug occurred before. No slug is empty."""
    wrapped: dict[str, Wrapper] = {}
    for name in names:
        item = wrapper(name, settings)
        if not has_key(item, name):
            item.slug = make_slug(name)
        wrapped.setdefault(item.slug, item)
    return list(wrapped.values())
