"""Replaces elements that feed readers do not support.

Plugins mark such elements with attributes that sanitising removes from raw HTML. An element must not contain another one of
the same name:

- ``data-feed-image`` replaces the element with an image; the value is its path relative to the site root, and
  ``data-feed-alt`` its alternative text.
- ``data-feed-omit`` removes the element.
- ``data-feed-unfold``, on a ``details`` element, replaces it with its content.
"""

from __future__ import annotations

import re
from html import escape, unescape

# Attributes as in our HTML: names, and values in double quotes.
_ATTRIBUTES = r'(?:\s[\w:-]+(?:="[^"]*")?)*'
_ELEMENT = re.compile(
    rf"""<(?P<tag>[a-z]+)(?P<attributes>{_ATTRIBUTES}?\sdata-feed-(?P<kind>image|omit|unfold)="(?P<value>[^"]*)"{_ATTRIBUTES})>"""
    r"(?P<content>.*?)</(?P=tag)>",
    re.DOTALL,
)
_ALT = re.compile(r'\sdata-feed-alt="([^"]*)"')
_SUMMARY = re.compile(r"\s*<summary>.*?</summary>\s*", re.DOTALL)


def feed_html(html: str, site_url: str) -> str:
    """Return *html* for a feed; *site_url* is the URL of the site root, without a trailing slash."""

    def replace(match: re.Match[str]) -> str:
        if match["kind"] == "omit":
            return ""
        if match["kind"] == "unfold":
            return _SUMMARY.sub("", match["content"], count=1)
        alt = _ALT.search(match["attributes"])
        url = f"{site_url}/{unescape(match['value'])}"
        return f'<p><img src="{escape(url)}" alt="{alt[1] if alt else ""}"></p>'

    return _ELEMENT.sub(replace, html) if " data-feed-" in html else html
