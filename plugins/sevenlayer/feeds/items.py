"""Entries of feeds that Pelican's own writer makes: RSS, and all feeds of a site that does not list ``sevenlayer.feeds``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sevenlayer.document.headings import without_permalinks

from .content import feed_html


def make_items_for_feeds(context: Mapping[str, Any], feed: Any) -> None:
    """Take from all entries what is for pages alone: links of headings to themselves, and what the HTML marks as such."""
    for item in feed.items:
        for name in ("description", "content"):
            if html := item.get(name):
                item[name] = feed_html(without_permalinks(str(html)), context["SITEURL"])
