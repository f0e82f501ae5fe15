"""Summaries of posts."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3

from .headings import without_permalinks
from .sanitise import ATTRIBUTES, STYLES, TAGS

#: End of the summary in a rendered body; links may refer to its id.
MORE = '<span id="more"></span>'

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_TAG_OR_SPACE = re.compile(r"<[^>]*>|\s+")


def summarise(html: str, words: int | None) -> str:
    """Return the HTML before `MORE`; without it, the first paragraphs of *html*, passed through `standalone_html`.

    Paragraphs are taken until they have *words* words in total, or until another element follows; if *words* is None, all of
    *html* is returned.
    """
    before, mark, _after = html.partition(MORE)
    if not mark and words is not None:
        before = "\n".join(_first_paragraphs(html, words))
    return standalone_html(before).strip()


def _first_paragraphs(html: str, words: int) -> list[str]:
    finder = _TopLevel()
    finder.feed(html)
    finder.close()
    paragraphs: list[str] = []
    found = 0
    for tag, text in finder.elements:
        if tag == "p" and (_text(text) or not paragraphs):
            if not _text(text):
                continue
            paragraphs.append(text)
            found += len(_text(text).split())
            if found >= words:
                break
        elif paragraphs:
            break
    return paragraphs


def _text(html: str) -> str:
    return _TAG_OR_SPACE.sub(" ", html).strip()


class _TopLevel(HTMLParser):
    """Collects name and source of the top-level elements of a fragment."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.elements: list[tuple[str, str]] = []
        self._depth = 0
        self._pieces: list[str] = []
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._depth == 0:
            self._name, self._pieces = tag, []
        self._pieces.append(self.get_starttag_text() or "")
        if tag in _VOID:
            if self._depth == 0:
                self.elements.append((tag, "".join(self._pieces)))
        else:
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or self._depth == 0:
            return
        self._pieces.append(f"</{tag}>")
        self._depth -= 1
        if self._depth == 0:
            self.elements.append((self._name, "".join(self._pieces)))

    def handle_data(self, data: str) -> None:
        self._pieces.append(data)

    def handle_entityref(self, name: str) -> None:
        self._pieces.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._pieces.append(f"&#{name};")


_ATTACHED = re.compile(
    r'<sup class="footnote-ref">.*?</sup>'
    r'| ?<a class="(?:footnote|citation)-reference[^>]*>.*?</a>'
    r'|<nav class="contents".*?</nav>\s*',
    re.DOTALL,
)


_WITHIN_THE_POST = re.compile(r'<a href="#[^>]*>(.*?)</a>', re.DOTALL)


def standalone_html(html: str) -> str:
    """Return *html* without ids, footnote references, tables of contents, permalinks and links within the post.

    Placeholders of `SealedHtml` are kept.
    """
    attributes = {tag: names - {"name", "tabindex"} for tag, names in ATTRIBUTES.items()}

    def keep(_tag: str, attribute: str, value: str) -> str | None:
        return None if attribute == "id" and not value.startswith("sealed-") else value

    return nh3.clean(
        _WITHIN_THE_POST.sub(r"\1", _ATTACHED.sub("", without_permalinks(html))),
        tags=set(TAGS),
        attributes=attributes,
        attribute_filter=keep,
        filter_style_properties=set(STYLES),
        link_rel=None,
    )
