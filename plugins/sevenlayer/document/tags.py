"""Base class of parsers for raw HTML that know the offset of each tag."""

from __future__ import annotations

from html.parser import HTMLParser

from .locate import line_starts


class TagReader(HTMLParser):
    """Parses a piece of HTML in :meth:`read`."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self._starts = line_starts(html)

    def read(self) -> None:
        # An unclosed tag is not a tag, and html.parser would rescan it for each of its characters.
        unclosed = self.html.find("<!--") if self.html.find("<!--") >= 0 else len(self.html)
        self.feed(self.html[: self.html.rfind(">", 0, unclosed) + 1])
        self.close()

    @property
    def tag_start(self) -> int:
        """The offset of the current tag."""
        line, column = self.getpos()
        return self._starts[line - 1] + column
