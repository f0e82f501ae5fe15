"""Pelican's writer, with Atom feeds of another making."""

from __future__ import annotations

from typing import Any

from feedgenerator import Rss201rev2Feed
from pelican.contents import Article
from pelican.writers import Writer

__all__ = ["AtomWriter"]


class AtomWriter(Writer):
    """Asks *make_feed* and *add_entry* for Atom feeds. RSS feeds are Pelican's own."""

    def make_feed(self, title: str | None, context: dict[str, Any]) -> Any:
        """Return an empty feed; *title* is None for the feed of the whole site."""
        raise NotImplementedError

    def add_entry(self, feed: Any, article: Article) -> None:
        """Add the entry of *article* to a feed that *make_feed* has made."""
        raise NotImplementedError

    def _create_new_feed(self, feed_type: str, feed_title: str | None, context: dict[str, Any]) -> Any:
        if feed_type == "rss":
            return super()._create_new_feed(feed_type, feed_title, context)
        return self.make_feed(feed_title, context)

    def _add_item_to_the_feed(self, feed: Any, item: Article) -> None:
        if isinstance(feed, Rss201rev2Feed):
            super()._add_item_to_the_feed(feed, item)
        else:
            self.add_entry(feed, item)
