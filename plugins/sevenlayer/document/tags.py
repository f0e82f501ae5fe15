"""The tags in a piece of an author's HTML, each with its place."""

from __future__ import annotations

from html.parser import HTMLParser

from .locate import line_starts


class TagReader(HTMLParser):
    """Goes through a piece of HTML when it is told to :meth:`read`."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self._starts = line_starts(html)

    def read(self) -> None:
        # What does not end is no tag; and html.parser comes back to it for each of its signs.
        unclosed = self.html.find("<!--") if self.html.find("<!--") >= 0 else len(self.html)
        self.feed(self.html[: self.html.rfind(">", 0, unclosed) + 1])
        self.close()

    @property
    def tag_start(self) -> int:
        """Where the tag that is being read begins."""
        line, column = self.getpos()
        return self._starts[line - 1] + column
