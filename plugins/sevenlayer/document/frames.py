"""Allow-list for ``<iframe>``, and replacement of other frames with links."""

from __future__ import annotations

import re
from collections.abc import Set
from html import escape
from urllib.parse import urlsplit

from .links import is_allowed_url, is_invalid_url
from .locate import replace_spans
from .tags import TagReader

# Characters that make Python and browsers parse a URL differently.
_DOUBTFUL = re.compile(r"[\\@\s\x00-\x20]")
# Whitespace that browsers strip from a URL.
_BLANKS = " \t\n\f\r"
# In sanitised HTML: a frame with its content, or any other tag.
_FRAME = re.compile(r'<iframe((?: [^\s"=<>]+="[^"]*")*)>.*?</iframe>|<(?>[^"<>]+|"[^"]*")*+>', re.DOTALL)


def frame_host(url: str) -> str | None:
    """Return the host of the https URL *url*; None if it has none, or if browsers may parse it differently from Python."""
    url = url.strip(_BLANKS)
    if _DOUBTFUL.search(url):
        return None
    try:
        parts = urlsplit("https:" + url if url.startswith("//") else url)
    except ValueError:
        return None
    return parts.netloc.lower() if parts.scheme == "https" else None


def upgrade_frame_url(url: str, hosts: Set[str]) -> str:
    """Return *url* with https instead of http, if its host is in *hosts*."""
    if not url.lower().startswith("http:"):
        return url
    secure = "https:" + url[5:]
    return secure if frame_host(secure) in hosts else url


def is_linked(url: str) -> bool:
    """Whether a frame of *url* is replaced with a link."""
    return bool(url) and is_allowed_url(url) and not is_invalid_url(url) and not _DOUBTFUL.search(url)


def replace_frames(html: str, hosts: Set[str]) -> str:
    """Return *html*, raw HTML of an author, with each frame of a host that is not in *hosts* replaced with a link.

    The content of such a frame is removed: browsers do not show it.
    """
    if "<iframe" not in html.lower():
        return html
    reader = _FrameReader(html, hosts)
    reader.read()
    return replace_spans(html, reader.spans)[0]


class _FrameReader(TagReader):
    def __init__(self, html: str, hosts: Set[str]) -> None:
        super().__init__(html)
        self.hosts = hosts
        self.spans: list[tuple[int, int, str]] = []
        self._is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "iframe":
            return
        # Of duplicate attributes, browsers use the first.
        url = next((value or "" for name, value in attrs if name == "src"), "").strip()
        self._is_open = frame_host(url) not in self.hosts
        if self._is_open:
            link = f'<a href="{escape(url)}">{escape(url)}</a>' if is_linked(url) else ""
            self.spans.append((self.tag_start, self.tag_start + len(self.get_starttag_text() or ""), link))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "iframe" and self._is_open:
            start, _end, link = self.spans[-1]
            self.spans[-1] = (start, self.html.index(">", self.tag_start) + 1, link)
            self._is_open = False


def drop_empty_frames(html: str) -> str:
    """Return sanitised *html* without frames whose ``src`` was removed, and without the content of other frames.

    The content of a frame is text to browsers, and may be HTML to other parsers.
    """

    def keep(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0]
        return f"<iframe{match[1]}></iframe>" if ' src="' in match[1] else ""

    return _FRAME.sub(keep, html)
