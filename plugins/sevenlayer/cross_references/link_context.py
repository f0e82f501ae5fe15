"""Extracts the sentence around each link."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

#: Maximum length of a sentence in characters; a longer one is cut on both sides of the link.
LONGEST = 300

_BLOCKS = frozenset(
    """
    article aside blockquote caption dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li nav ol p pre
    section summary table tbody td tfoot th thead tr ul
    """.split()
)
_VOID = frozenset(["br", "col", "hr", "img", "source", "track", "wbr"])
# Not part of a sentence: permalinks of headings, footnote numbers, the source of formulas, and content that is not prose.
_SILENT = frozenset(["script", "style", "annotation", "svg", "template"])
_SILENT_CLASS = re.compile(r"\b(?:headerlink|footnote-ref(?:erence)?|footnote-backref)\b")
# End of a sentence: a terminator, closing quotes and brackets, and whitespace before the start of another sentence.
_END = re.compile(
    r"""(?<!\b[A-Z])(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\bcf)(?<!\b[Dd]r)[.!?…]["'”’)\]]*\s+(?=["'“‘(\[]*[^\W_])"""
)


def link_sentences(html: str) -> dict[str, str]:
    """Return the sentence around the first link with text to each URL in *html*, as plain text.

    URLs are unescaped attribute values. A sentence ends at the latest with its block (paragraph, list item, cell).
    """
    finder = _Finder()
    finder.feed(html)
    finder.close()
    finder.end_block()
    sentences: dict[str, str] = {}
    for link in finder.links:
        sentences[link.url] = sentences.get(link.url) or link.sentence
    return sentences


@dataclass(frozen=True)
class _Link:
    url: str
    sentence: str


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[_Link] = []
        self._pieces: list[str] = []
        self._length = 0
        self._open: list[tuple[str, int]] = []
        self._spans: list[tuple[str, int, int]] = []
        self._silent: list[str] = []
        self._silenced: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self._silent:
            if tag not in _VOID:
                self._silence(tag)
            return
        if tag in _SILENT or _SILENT_CLASS.search(values.get("class") or ""):
            self._silence(tag)
        elif tag in _BLOCKS:
            self.end_block()
        elif tag == "br":
            self._add(" ")
        elif tag == "a":
            self._open.append((values.get("href") or "", self._length))

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            while self._silenced[tag]:
                last = self._silent.pop()
                self._silenced[last] -= 1
                if last == tag:
                    break
        elif tag in _BLOCKS:
            self.end_block()
        elif tag == "a" and self._open:
            url, start = self._open.pop()
            self._spans.append((url, start, self._length))

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._add(data)

    def _silence(self, tag: str) -> None:
        self._silent.append(tag)
        self._silenced[tag] += 1

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def end_block(self) -> None:
        while self._open:  # A link that contains the block.
            url, start = self._open.pop()
            self._spans.append((url, start, self._length))
        if self._spans:
            text = "".join(self._pieces)
            ends = [0, *(match.end() for match in _END.finditer(text)), len(text)]
            self.links += [_Link(url, _between(text, ends, start, end)) for url, start, end in self._spans]
        self._pieces, self._length, self._spans = [], 0, []


def _between(text: str, ends: list[int], start: int, end: int) -> str:
    """Return the sentence or sentences of *text* that contain *start* to *end*; *ends* are the sentence boundaries."""
    if end - start > LONGEST:
        return " ".join((text[start : start + LONGEST].rpartition(" ")[0] + " …").split())
    first = ends[bisect_right(ends, start) - 1]
    last = ends[bisect_left(ends, end)]
    # Cut before copying: a sentence may have thousands of links.
    room = max(0, LONGEST - (end - start)) // 2 if last - first > LONGEST else LONGEST
    before, after = text[max(first, start - room) : start], text[end : min(last, end + room)]
    if start - first > room:
        before = "… " + before.partition(" ")[2]
    if last - end > room:
        after = after.rpartition(" ")[0] + " …"
    return " ".join((before + text[start:end] + after).split())
