"""What readers of feeds cannot show, as the site's HTML marks it, in a form that they can.

Plugins mark it by attributes that no author can write, on elements in which no other of their name stands:

- ``data-feed-image`` is the path of an image, below the site's root, that stands in for the element; ``data-feed-alt`` is its
  alternative text.
- ``data-feed-omit`` leaves the element out.
- ``data-feed-unfold``, on a ``details`` element, leaves its content without what folds it.
"""

from __future__ import annotations

import re
from html import escape, unescape

# As our HTML has them: names, and values between double quotes.
_ATTRIBUTES = r'(?:\s[\w:-]+(?:="[^"]*")?)*'
_ELEMENT = re.compile(
    rf"""<(?P<tag>[a-z]+)(?P<attributes>{_ATTRIBUTES}?\sdata-feed-(?P<kind>image|omit|unfold)="(?P<value>[^"]*)"{_ATTRIBUTES})>"""
    r"(?P<content>.*?)</(?P=tag)>",
    re.DOTALL,
)
_ALT = re.compile(r'\sdata-feed-alt="([^"]*)"')
_SUMMARY = re.compile(r"\s*<summary>.*?</summary>\s*", re.DOTALL)


def feed_html(html: str, site_url: str) -> str:
    """Return *html* as a feed has it; *site_url* is the address of the site's root, without a slash at the end."""

    def replace(match: re.Match[str]) -> str:
        if match["kind"] == "omit":
            return ""
        if match["kind"] == "unfold":
            return _SUMMARY.sub("", match["content"], count=1)
        alt = _ALT.search(match["attributes"])
        address = f"{site_url}/{unescape(match['value'])}"
        return f'<p><img src="{escape(address)}" alt="{alt[1] if alt else ""}"></p>'

    return _ELEMENT.sub(replace, html) if " data-feed-" in html else html
