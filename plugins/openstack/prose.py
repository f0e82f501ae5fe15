"""The text of a post's finished HTML, block by block, with what each piece of it stands in."""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from dataclasses import dataclass


class Place(enum.IntEnum):
    """What a piece of text stands in; inside others, the greatest counts."""

    PROSE = 0
    #: Links, abbreviations and the like: prose that nothing may be put into.
    CLOSED = 1
    #: Headings and titles, where any word may have a capital.
    HEADING = 2
    #: Code and what is no text of the post's: it is left out of the text, and an object replacement character stands for it.
    CODE = 3


_CODE = "code pre kbd samp tt var math svg script style template textarea iframe object audio video noscript"
_CLOSED = "a abbr button del dfn s strike summary"
_HEADINGS = "h1 h2 h3 h4 h5 h6 nav"
_PLACES = {
    name: place
    for place, names in ((Place.CODE, _CODE), (Place.CLOSED, _CLOSED), (Place.HEADING, _HEADINGS))
    for name in names.split()
}
# Whose words are a role's that failed, or a title's.
_CLASSES = {"problematic": Place.CODE, "admonition-title": Place.HEADING, "contents-title": Place.HEADING}
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_INLINE = frozenset(
    """
    a abbr b bdi bdo button cite code data del dfn em i img ins kbd mark math q ruby s samp small span strike strong sub sup
    svg time tt u var wbr
    """.split()
)
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
# What does not end takes all that follows with it, so that nothing is read twice.
_TOKEN = re.compile(
    r"""(?P<none><!--(?>.*?-->|.*)|<(?P<raw>script|style)\b(?>.*?</(?P=raw)\s*>|.*)|<[!?][^>]*>?)
        |(?P<pre><pre\b[^<>]*>(?>.*?</pre\s*>|.*))
        |</(?P<end>[a-z][^\s<>/]*)[^<>]*>
        |<(?P<name>[a-z][^\s<>/]*)(?P<attributes>(?>[^<>"']+|"[^"]*"|'[^']*')*+)>
        |(?P<broken></?[a-z].*)
        |(?P<text>[^<]+|<)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_CLASS = re.compile(r'\sclass="([^"]*)"', re.IGNORECASE)
_PROMPT = re.compile(r"^[ \t]*+(?:[$#%]|>>>|&gt;&gt;&gt;|[\w.-]++@[^\s$#]++[$#]) ", re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """A text node: at *offset* in the text of its block, and at *position* in the HTML."""

    offset: int
    position: int
    length: int
    place: Place


@dataclass(frozen=True)
class Block:
    """The text of a paragraph, a cell, a heading: as it stands in the HTML, with its character references."""

    text: str
    pieces: tuple[Piece, ...]

    @property
    def is_session(self) -> bool:
        """Whether a line of it begins with a shell's prompt: commands that nobody has marked as code."""
        return _PROMPT.search(self.text) is not None

    def piece_of(self, start: int, end: int) -> Piece | None:
        """Return the piece that has all of the text from *start* to *end*, or None."""
        index = bisect_right(self.pieces, start, key=lambda piece: piece.offset) - 1
        if index < 0:
            return None
        piece = self.pieces[index]
        return piece if end <= piece.offset + piece.length else None


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self._offset = 0
        #: The open elements from the outermost one on that is no prose, with what they make of their text.
        self._open: list[tuple[str, Place]] = []

    def begin(self, name: str, attributes: str) -> None:
        if name == "br":
            self._add("\n")
        elif name not in _INLINE:
            self.end_block()
        if name in _VOID or attributes.endswith("/"):
            return
        place = max(self._place, _PLACES.get(name, Place.PROSE), _place_of_class(attributes))
        if place is Place.CODE and self._place is not Place.CODE:
            self._add(_OBJECT)
        if self._open or place is not Place.PROSE:
            self._open.append((name, place))

    def end(self, name: str) -> None:
        if name not in _INLINE:
            self.end_block()
        if self._open and self._open[-1][0] == name:
            self._open.pop()

    def read(self, text: str, position: int) -> None:
        if self._place is not Place.CODE:
            self._pieces.append(Piece(self._offset, position, len(text), self._place))
            self._add(text)

    def end_block(self) -> None:
        if self._pieces:
            self.blocks.append(Block("".join(self._texts), tuple(self._pieces)))
        self._texts, self._pieces, self._offset = [], [], 0

    @property
    def _place(self) -> Place:
        return self._open[-1][1] if self._open else Place.PROSE

    def _add(self, text: str) -> None:
        self._texts.append(text)
        self._offset += len(text)


def _place_of_class(attributes: str) -> Place:
    found = _CLASS.search(attributes)
    return (
        max((_CLASSES.get(name, Place.PROSE) for name in found[1].split()), default=Place.PROSE)
        if found
        else Place.PROSE
    )


def read_prose(html: str) -> tuple[Block, ...]:
    """Return the blocks of finished *html* that have text; takes time that is linear in its length."""
    reader = _Reader()
    for token in _TOKEN.finditer(html):
        if token["text"] is not None:
            reader.read(token[0], token.start())
        elif token["pre"]:  # All of it is code, and most of the tags of a post are in it.
            reader.end_block()
        elif token["name"]:
            reader.begin(token["name"].lower(), token["attributes"])
        elif token["end"]:
            reader.end(token["end"].lower())
    reader.end_block()
    return tuple(reader.blocks)
