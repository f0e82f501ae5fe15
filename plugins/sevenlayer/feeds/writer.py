"""Pelican's writer with complete Atom feeds."""

from __future__ import annotations

import datetime
import io
from typing import Any, NamedTuple
from urllib.parse import urljoin

from feedgenerator import Atom1Feed, SimplerXMLGenerator, get_tag_uri
from markupsafe import Markup
from pelican.contents import Article
from pelican.utils import set_date_tzinfo

from sevenlayer.document import rewrite_urls, without_permalinks
from sevenlayer.pelican_site.writer import AtomWriter

from .content import feed_html


class FeedWriter(AtomWriter):
    """Writes Atom entries with all categories and authors, and with absolute URLs.

    The id of a feed is its URL. Entry ids are the same as Pelican's, so that feed readers do not show old entries as new. RSS
    feeds are written by Pelican.
    """

    def __init__(self, output_path: str, settings: dict[str, Any] | None = None) -> None:
        super().__init__(output_path, settings)
        # A post is in several feeds: of the site, its categories, tags, authors, series and projects.
        self._entries: dict[Article, dict[str, Any]] = {}
        self._written: dict[str, WrittenEntry] = {}

    def make_feed(self, title: str | None, context: dict[str, Any]) -> PostFeed:
        title = f"{context['SITENAME']} - {title}" if title else context["SITENAME"]
        return PostFeed(
            self._written,
            title=_plain(title),
            link=self.site_url + "/",
            feed_url=self.feed_url,
            feed_guid=self.feed_url,
            description=context.get("SITESUBTITLE", ""),
            language=context.get("DEFAULT_LANG"),
        )

    def add_entry(self, feed: Any, article: Article) -> None:
        if article not in self._entries:
            self._entries[article] = self._entry(article)
        entry = self._entries[article]
        feed.add_item(**{**entry, "authors": list(entry["authors"])})

    def _entry(self, item: Article) -> dict[str, Any]:
        """Return the fields of the entry for *item*, the same in each feed."""
        link = self.urljoiner(self.site_url, item.url)
        content = self._feed_html(without_permalinks(item.get_content(self.site_url)), link)
        summary = self._feed_html(item.get_summary(self.site_url), link)
        names = [*getattr(item, "categories", [getattr(item, "category", None)]), *getattr(item, "tags", ())]
        zone = self.settings.get("TIMEZONE")
        modified = getattr(item, "modified", None)
        return {
            "title": _plain(item.title),
            "link": link + "?ref=feed" if self.settings["FEED_APPEND_REF"] else link,
            "unique_id": get_tag_uri(link, item.date),
            "description": summary if summary != content else None,
            "content": content,
            "categories": list(dict.fromkeys(str(name) for name in names if name is not None)) or None,
            "authors": [str(author) for author in getattr(item, "authors", ())] or [self.settings["SITENAME"]],
            "pubdate": set_date_tzinfo(item.date, zone),
            "updateddate": set_date_tzinfo(modified, zone) if modified else None,
        }

    def _feed_html(self, html: str, link: str) -> str:
        return absolute_urls(feed_html(html, self.site_url), link)


class WrittenEntry(NamedTuple):
    """The serialised *xml* of an entry, and the fields it was *made_of*, which other plugins may change in some feeds."""

    made_of: dict[str, Any]
    xml: str


class PostFeed(Atom1Feed):
    """An Atom feed (RFC 4287) whose entries have all authors of their posts.

    *written* maps ids to serialised entries, shared between feeds: an entry is serialised once.
    """

    def __init__(self, written: dict[str, WrittenEntry], **fields: Any) -> None:
        super().__init__(**fields)
        self.written = written

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        made_of = {name: _frozen(value) for name, value in item.items()}
        known = self.written.get(item["unique_id"])
        if known is None or known.made_of != made_of:
            known = self.written[item["unique_id"]] = WrittenEntry(made_of, self._write(item))
        # The only method of a handler that writes its argument unescaped.
        handler.ignorableWhitespace(known.xml)

    def _write(self, item: dict[str, Any]) -> str:
        text = io.StringIO()
        handler = SimplerXMLGenerator(text, "utf-8", short_empty_elements=True)
        for author in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", author)
            handler.endElement("author")
        super().add_item_elements(handler, item)
        return text.getvalue()


def _frozen(value: Any) -> Any:
    """Return a comparable form of *value*; datetimes are equal only in the same time zone, as they are serialised."""
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    return tuple(value) if isinstance(value, list) else value


def _plain(title: str) -> str:
    """Return *title* as plain text: titles of posts are HTML, names of categories and titles of feeds are text."""
    return title.striptags() if isinstance(title, Markup) else str(title)


def absolute_urls(html: str, base: str) -> str:
    """Return *html* with each URL resolved against *base*, the URL of the post."""

    def absolute(_element: str, _attribute: str, url: str) -> str:
        try:
            return urljoin(base, url)
        except ValueError:  # An invalid URL is left unchanged.
            return url

    return rewrite_urls(html, absolute)
