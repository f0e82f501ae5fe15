"""The text of a post's finished HTML, with what each piece of it stands in."""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from collections.abc import Sequence
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


_CODE_ELEMENTS = "code pre kbd samp tt var math svg script style template textarea iframe object audio video noscript"
_CLOSED_ELEMENTS = "a abbr button del dfn s strike summary"
_HEADINGS = "h1 h2 h3 h4 h5 h6 nav"
_PLACES = {
    name: place
    for place, names in ((Place.CODE, _CODE_ELEMENTS), (Place.CLOSED, _CLOSED_ELEMENTS), (Place.HEADING, _HEADINGS))
    for name in names.split()
}
# Whose words are a role's that failed, or a title's.
_CLASSES = {"problematic": Place.CODE, "admonition-title": Place.HEADING, "contents-title": Place.HEADING}
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_INLINE = frozenset(
    """
    a abbr b bdi bdo br button cite code data del dfn em i img ins kbd mark math q ruby s samp small span strike strong sub sup
    svg time tt u var wbr
    """.split()
)
# Members of an enumeration are slow to come by.
_PROSE, _CODE = Place.PROSE, Place.CODE
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
# Between blocks. No post has it, no word has it in it, and it is no blank: nothing is found across it.
_BREAK = "\0"
# Text, and what ends it. What does not end takes all that follows with it, so that nothing is read twice.
_TOKEN = re.compile(
    r"""(?P<text>[^<]*+(?:<(?![a-z/!?])[^<]*+)*+)
        (?:</(?P<end>[a-z][^\s<>/]*)[^<>]*>
        |(?P<code><(?:code|kbd|samp|tt)>[^<]*</[a-z]+>)
        |(?P<pre><pre\b[^<>]*>(?>.*?</pre\s*>|.*))
        |<!--(?>.*?-->|.*)|<(?P<raw>script|style)\b(?>.*?</(?P=raw)\s*>|.*)|<[!?][^>]*>?
        |<(?P<name>[a-z][^\s<>/]*)(?P<attributes>(?>[^<>"']+|"[^"]*"|'[^']*')*+)>
        |<.*|\Z)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_CLASS = re.compile(r'\sclass="([^"]*)"', re.IGNORECASE)
_PROMPT = re.compile(r"^[ \t]*+(?:[$#%]|>>>|&gt;&gt;&gt;|[\w.-]++@[^\s$#]++[$#]) ", re.MULTILINE)


@dataclass(frozen=True)
class Prose:
    """The text of all paragraphs, cells, headings, as it stands in the HTML, with its character references.

    *starts* has where each of these blocks begins in *text*. *pieces* are what stands between tags: where each begins in the
    text and in the HTML, and what it stands in.
    """

    text: str
    starts: Sequence[int]
    pieces: Sequence[tuple[int, int, Place]]

    def block_at(self, offset: int) -> tuple[int, int]:
        """Return where the block that *offset* of the text is in begins and ends."""
        index = bisect_right(self.starts, offset)
        end = self.starts[index] - len(_BREAK) if index < len(self.starts) else len(self.text)
        return self.starts[index - 1], end

    def place_of(self, start: int, end: int) -> tuple[int, Place] | None:
        """Return where the text from *start* to *end* stands in the HTML, and in what; None if a tag is in it."""
        index = bisect_right(self.pieces, start, key=lambda piece: piece[0])
        if index < len(self.pieces) and self.pieces[index][0] < end:
            return None
        offset, position, place = self.pieces[index - 1]
        return position + start - offset, place


def is_session(block: str) -> bool:
    """Whether a line of it begins with a shell's prompt: commands that nobody has marked as code."""
    return _PROMPT.search(block) is not None


def read_prose(html: str) -> Prose:
    """Return the text of finished *html*; takes time that is linear in its length."""
    texts: list[str] = []
    pieces: list[tuple[int, int, Place]] = []
    starts = [0]
    # The open elements from the outermost one on that is no prose, with what they make of their text.
    opened: list[tuple[str, Place]] = []
    place, length = _PROSE, 0
    for token in _TOKEN.finditer(html):
        text, end, code, pre, _raw, name, attributes = token.groups()
        if text and place is not _CODE:
            pieces.append((length, token.start(), place))
            texts.append(text)
            length += len(text)
        added = ""
        if end:
            name = end.lower()
            if opened and opened[-1][0] == name:
                opened.pop()
                place = opened[-1][1] if opened else _PROSE
        elif name:
            name = name.lower()
            inner = _PLACES.get(name, _PROSE)
            if attributes:
                inner = max(inner, _place_of_class(attributes))
            if name == "br":
                added = "\n"
            elif (opened or inner is not _PROSE) and name not in _VOID and not attributes.endswith("/"):
                if inner is _CODE is not place:
                    added = _OBJECT
                place = max(place, inner)
                opened.append((name, place))
        elif code and place is not _CODE:
            added = _OBJECT
        # Most of the tags of a post are in a block of code, which is read as one.
        if (pre or (name and name not in _INLINE)) and length > starts[-1]:
            texts.append(_BREAK)
            length += len(_BREAK)
            starts.append(length)
        if added:
            texts.append(added)
            length += len(added)
    return Prose("".join(texts), starts, pieces)


def _place_of_class(attributes: str) -> Place:
    found = _CLASS.search(attributes)
    return max((_CLASSES.get(name, _PROSE) for name in found[1].split()), default=_PROSE) if found else _PROSE
