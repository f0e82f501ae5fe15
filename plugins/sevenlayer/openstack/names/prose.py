"""Extract the text of a post's HTML, with the kind of each piece."""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple


class TextKind(enum.IntEnum):
    """The kind of a piece of text; in nested elements, the greatest applies."""

    PROSE = 0
    #: Links, abbreviations and the like: prose without room for markup.
    CLOSED = 1
    #: Abbreviations that the author explains.
    EXPLAINED = 2
    #: Headings and titles, where any word may have a capital.
    HEADING = 3
    #: Code and foreign content, replaced by an object replacement character in the text.
    CODE = 4


_CODE_ELEMENTS = "code pre kbd samp tt var math svg script style template textarea iframe object audio video noscript"
_CLOSED_ELEMENTS = "a abbr button del dfn s strike summary"
_HEADINGS = "h1 h2 h3 h4 h5 h6 nav"
_KINDS = {
    name: kind
    for kind, names in (
        (TextKind.CODE, _CODE_ELEMENTS),
        (TextKind.CLOSED, _CLOSED_ELEMENTS),
        (TextKind.HEADING, _HEADINGS),
    )
    for name in names.split()
}
# Classes of failed roles, diagrams and titles.
_CLASSES = {
    "problematic": TextKind.CODE,
    "layers-words": TextKind.CODE,
    "admonition-title": TextKind.HEADING,
    "contents-title": TextKind.HEADING,
}
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_INLINE = frozenset(
    """
    a abbr b bdi bdo br button cite code data del dfn em i img ins kbd mark math q ruby s samp small span strike strong sub sup
    svg time tt u var wbr
    """.split()
)
# Access to enumeration members is slow.
_PROSE, _CODE = TextKind.PROSE, TextKind.CODE
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
# Separates blocks: not in any post, neither part of a word nor whitespace, so nothing matches across it.
_BREAK = "\0"
# A tag, or an element without text of the post. An unclosed one extends to the end, so that nothing is scanned twice.
_TAG = re.compile(
    r"""(<(?:(?=[PpSs!?])(?:(?i:pre)\b(?>[^<]*+(?:<(?!/(?i:pre)\s*>)[^<]*+)*+</(?i:pre)\s*>|.*)
                         |(?i:script)\b(?>.*?</(?i:script)\s*>|.*)
                         |(?i:style)\b(?>.*?</(?i:style)\s*>|.*)
                         |!--(?>.*?-->|.*)
                         |[!?][^>]*>?)
        |/?[A-Za-z][^<>"']*+(?:(?:"[^"]*"|'[^']*')[^<>"']*+)*+>
        |/?[A-Za-z].*))""",
    re.DOTALL | re.VERBOSE,
)
_NAME = re.compile(r"<(/?)([a-z][^\s<>/]*)", re.IGNORECASE)
_CLASS = re.compile(r'\sclass="([^"]*)"', re.IGNORECASE)
_TITLE = re.compile(r'\stitle="[^"]', re.IGNORECASE)
# A line with the prompt of an OpenStack client, of Python or of a shell (with virtual environments, user, host and folder). The
# regular expression is unambiguous, for linear time.
_PROMPT = re.compile(
    r"""^[ \t]*+(?:
        \((?:openstack|nova|keystone|neutron|quantum|glance|cinder|swift|heat|ironic|trove|designate|manila|barbican)\)[ ]
        |(?:>>>|&gt;&gt;&gt;)[ ]
        |(?:\([\w.@/+-]{1,80}+\)[ ]?+){0,2}+
         (?:\[[^\[\]\n]{1,200}+\][ ]?+|[\w.-]{1,64}+@[^\s$#%]{1,255}+(?:[ ][^\s$#%]{1,255}+)?+[ ]?+)?+[$#%][ ]
    )""",
    re.MULTILINE | re.VERBOSE,
)


@dataclass(frozen=True)
class Prose:
    """The text of all blocks (paragraphs, cells, headings), with character references as in the HTML.

    *starts* are the offsets in *text* where blocks start. The pieces between tags start at *offsets* in *text* and *positions* in
    the HTML, and have *kinds*.
    """

    text: str
    starts: Sequence[int]
    offsets: Sequence[int]
    positions: Sequence[int]
    kinds: Sequence[TextKind]

    def block_at(self, offset: int) -> tuple[int, int]:
        """Return the start and end of the block that contains *offset*."""
        index = bisect_right(self.starts, offset)
        end = self.starts[index] - len(_BREAK) if index < len(self.starts) else len(self.text)
        return self.starts[index - 1], end

    def locate(self, start: int, end: int) -> tuple[int, TextKind] | None:
        """Return the position in the HTML of the text from *start* to *end*, and its kind; None if it contains a tag."""
        index = bisect_right(self.offsets, start)
        if index < len(self.offsets) and self.offsets[index] < end:
            return None
        return self.positions[index - 1] + start - self.offsets[index - 1], self.kinds[index - 1]


def is_session(block: str) -> bool:
    """Whether a line of *block* starts with a shell prompt: commands not marked up as code."""
    # A cheap check first.
    may_be = "$ " in block or "# " in block or "% " in block or ") " in block or ">>> " in block or "gt; " in block
    return may_be and _PROMPT.search(block) is not None


class _Tag(NamedTuple):
    """The effect of a tag. *kind* is that of the text in the element; None without content.

    A *plain* tag has no effect within prose.
    """

    name: str = ""
    is_end: bool = False
    is_block: bool = False
    kind: TextKind | None = None
    is_plain: bool = False


# Few distinct tags make up most of a site; those with URLs or ids occur once each.
@lru_cache(maxsize=4096)
def _read_tag(tag: str) -> _Tag:
    found = _NAME.match(tag)
    if found is None or tag[-1] != ">":
        return _Tag(is_plain=True)
    name = found[2].lower()
    is_block = name not in _INLINE
    if found[1]:
        return _Tag(name, True, is_block, None, not is_block and name != "br")
    # Code blocks and scripts match _TAG as a whole.
    if name in _VOID or name in ("pre", "script", "style") or tag.endswith("/>"):
        return _Tag(name, False, is_block)
    kind = TextKind.EXPLAINED if name == "abbr" and _TITLE.search(tag) else _KINDS.get(name, _PROSE)
    if "class" in tag.lower() and (classes := _CLASS.search(tag)):
        kind = max((kind, *(_CLASSES.get(one, _PROSE) for one in classes[1].split())))
    return _Tag(name, False, is_block, kind, kind is _PROSE and not is_block)


def read_prose(html: str) -> Prose:
    """Return the text of *html*, in time linear in its length."""
    texts: list[str] = []
    offsets: list[int] = []
    positions: list[int] = []
    kinds: list[TextKind] = []
    starts = [0]
    # Open elements from the outermost one that is not prose, with the kind of their text.
    opened: list[tuple[str, TextKind]] = []
    kind, length, position = _PROSE, 0, 0
    # Texts and tags alternate.
    parts = iter([*_TAG.split(html), ""])
    for text in parts:
        tag = next(parts)
        if text and kind is not _CODE:
            offsets.append(length)
            positions.append(position)
            kinds.append(kind)
            texts.append(text)
            length += len(text)
        position += len(text) + len(tag)
        name, is_end, is_block, tag_kind, is_plain = _read_tag(tag)
        if is_plain and not opened:
            continue
        added = "\n" if name == "br" else ""
        if is_end:
            if opened and opened[-1][0] == name:
                opened.pop()
                kind = opened[-1][1] if opened else _PROSE
        elif tag_kind is not None and (opened or tag_kind is not _PROSE):
            if tag_kind is _CODE is not kind:
                added = _OBJECT
            kind = max(kind, tag_kind)
            opened.append((name, kind))
        if is_block and length > starts[-1]:
            texts.append(_BREAK)
            length += len(_BREAK)
            starts.append(length)
        if added:
            texts.append(added)
            length += len(added)
    return Prose("".join(texts), starts, offsets, positions, kinds)
