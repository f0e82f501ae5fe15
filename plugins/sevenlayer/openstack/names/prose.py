"""The text of a post's finished HTML, with what each piece of it stands in."""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple


class TextKind(enum.IntEnum):
    """What a piece of text stands in; inside others, the greatest counts."""

    PROSE = 0
    #: Links, abbreviations and the like: prose that nothing may be put into.
    CLOSED = 1
    #: Abbreviations whose author says what they mean.
    EXPLAINED = 2
    #: Headings and titles, where any word may have a capital.
    HEADING = 3
    #: Code and what is no text of the post's: it is left out of the text, and an object replacement character stands for it.
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
# Whose words are a role's that failed, a diagram's, or a title's.
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
# Members of an enumeration are slow to come by.
_PROSE, _CODE = TextKind.PROSE, TextKind.CODE
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
# Between blocks. No post has it, no word has it in it, and it is no blank: nothing is found across it.
_BREAK = "\0"
# A tag; or what has no text of the post's from its beginning to its end. What does not end takes all that follows with it, so
# that nothing is read twice.
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
# A line that begins with a prompt: of a client of OpenStack, of Python, or of a shell, which may have virtual environments before
# it, and its user, host and folder. Each part of it can be matched in one way only.
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
    """The text of all paragraphs, cells, headings, as it stands in the HTML, with its character references.

    *starts* has where each of these blocks begins in *text*. What stands between tags begins at *offsets* of the text, and at
    *positions* of the HTML; *kinds* says what it stands in.
    """

    text: str
    starts: Sequence[int]
    offsets: Sequence[int]
    positions: Sequence[int]
    kinds: Sequence[TextKind]

    def block_at(self, offset: int) -> tuple[int, int]:
        """Return where the block that *offset* of the text is in begins and ends."""
        index = bisect_right(self.starts, offset)
        end = self.starts[index] - len(_BREAK) if index < len(self.starts) else len(self.text)
        return self.starts[index - 1], end

    def locate(self, start: int, end: int) -> tuple[int, TextKind] | None:
        """Return where the text from *start* to *end* stands in the HTML, and in what; None if a tag is in it."""
        index = bisect_right(self.offsets, start)
        if index < len(self.offsets) and self.offsets[index] < end:
            return None
        return self.positions[index - 1] + start - self.offsets[index - 1], self.kinds[index - 1]


def is_session(block: str) -> bool:
    """Whether a line of it begins with a shell's prompt: commands that nobody has marked as code."""
    # To look for the ends of prompts takes no time.
    may_be = "$ " in block or "# " in block or "% " in block or ") " in block or ">>> " in block or "gt; " in block
    return may_be and _PROMPT.search(block) is not None


class _Tag(NamedTuple):
    """What a tag does to the text around it. *kind* is what the element makes of its text; None for one that has none.

    A *plain* one does nothing where the text is prose.
    """

    name: str = ""
    is_end: bool = False
    is_block: bool = False
    kind: TextKind | None = None
    is_plain: bool = False


# Most tags of a site are a few; of the others, with URLs and names of headings, each is seen once.
@lru_cache(maxsize=4096)
def _read_tag(tag: str) -> _Tag:
    found = _NAME.match(tag)
    if found is None or tag[-1] != ">":
        return _Tag(is_plain=True)
    name = found[2].lower()
    is_block = name not in _INLINE
    if found[1]:
        return _Tag(name, True, is_block, None, not is_block and name != "br")
    # Blocks of code, and scripts, are one tag to us.
    if name in _VOID or name in ("pre", "script", "style") or tag.endswith("/>"):
        return _Tag(name, False, is_block)
    kind = TextKind.EXPLAINED if name == "abbr" and _TITLE.search(tag) else _KINDS.get(name, _PROSE)
    if "class" in tag.lower() and (classes := _CLASS.search(tag)):
        kind = max((kind, *(_CLASSES.get(one, _PROSE) for one in classes[1].split())))
    return _Tag(name, False, is_block, kind, kind is _PROSE and not is_block)


def read_prose(html: str) -> Prose:
    """Return the text of finished *html*; takes time that is linear in its length."""
    texts: list[str] = []
    offsets: list[int] = []
    positions: list[int] = []
    kinds: list[TextKind] = []
    starts = [0]
    # The open elements from the outermost one on that is no prose, with what they make of their text.
    opened: list[tuple[str, TextKind]] = []
    kind, length, position = _PROSE, 0, 0
    # Texts and tags by turns.
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
