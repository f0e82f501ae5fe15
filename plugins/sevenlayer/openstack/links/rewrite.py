"""Links of a post whose addresses have moved or gone: written anew, or marked."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from urllib.parse import unquote

from sevenlayer.diagnostics import Code, Location, Problem, info, warning
from sevenlayer.document import Reference, rewrite_urls
from sevenlayer.openstack.link_rules.moved import GONE, KEPT, MOVED, Moved, archived


@dataclass(frozen=True)
class MarkedLinks:
    """HTML in which links have been marked, and what is known of the addresses that it had."""

    html: str
    known: dict[str, Moved]


# A link's start or end tag. Others are read as a whole, with comments and scripts, so that nothing in them is taken for one.
# That each begins with the same character makes it quick to find.
_PIECE = re.compile(
    r"""<(?:(?P<start>a\s(?>[^<>"']+|"[^"]*"|'[^']*')*+>)|(?P<end>/a\s*>)
        |!--(?>.*?-->|.*)|(?:script|style)\b(?>.*?</(?:script|style)\s*>|.*)|[a-z][^\s<>/]*\s(?>[^<>"']+|"[^"]*"|'[^']*')*+>)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)


def mark_moved_links(
    html: str,
    find: Callable[[str], Moved | None],
    day: datetime.date | None,
    concerns: Callable[[str], bool] = lambda _html: True,
) -> MarkedLinks:
    """Return the finished *html* of a post that was written on *day*, with its links looked up by *find*.

    *concerns* says of HTML whether it may have an address that *find* knows, which is quicker to see: most links lead elsewhere.

    A link to what has moved leads to the present address, and has the original in ``data-original-href``. Behind one to what
    is gone stands a link to an archived copy. All others stay as they are.
    """
    known: dict[str, Moved] = {}
    parts: list[str] = []
    end = 0
    original = mark = ""

    def address(_element: str, attribute: str, url: str) -> str:
        nonlocal original, mark
        moved = find(url) if attribute == "href" else None
        if moved is None or moved.fate == KEPT:
            return url
        known[url] = moved
        if moved.fate == GONE:
            mark = _mark(url, day)
        if moved.fate != MOVED or moved.address is None:
            return url
        original = url
        return moved.address

    for piece in _PIECE.finditer(html):
        if piece.lastgroup == "start":
            original = mark = ""
            tag = rewrite_urls(piece[0], address) if concerns(piece[0]) else ""
            if original:
                parts += [html[end : piece.start()], f'{tag[:-1]} data-original-href="{escape(original)}">']
                end = piece.end()
        elif mark and piece.lastgroup == "end":
            parts += [html[end : piece.end()], mark]
            end, mark = piece.end(), ""
    return MarkedLinks("".join([*parts, html[end:]]), known)


def _mark(url: str, day: datetime.date | None) -> str:
    copy = escape(archived(url, day))
    return f' <span class="gone-link">(gone; <a href="{copy}">archived copy</a>)</span>'


def references_after(
    references: tuple[Reference, ...], known: dict[str, Moved], day: datetime.date | None
) -> tuple[Reference, ...]:
    """Return *references* as the marked HTML has them, each at its place."""
    found: list[Reference] = []
    for reference in references:
        moved = known.get(reference.url)
        if moved and moved.fate == MOVED and moved.address:
            reference = Reference(moved.address, reference.where)
        found.append(reference)
        if moved and moved.fate == GONE:
            found.append(Reference(archived(reference.url, day), reference.where))
    return tuple(found)


def describe(url: str, moved: Moved, where: Location) -> Problem:
    """Return what the author should know of the address *url* that stands at *where*."""
    if moved.fate == MOVED:
        message = f"'{url}' has moved; the link leads to '{moved.address}'"
        return info(Code.OPENSTACK_MOVED_LINK, message, where, "write the present address, or name it in 'keep_links'")
    because = f": {moved.because}" if moved.because else ""
    if moved.fate == GONE:
        message = f"'{url}' is gone{because}"
        return info(
            Code.OPENSTACK_GONE_LINK, message, where, "an archived copy is linked behind it; 'keep_links' prevents that"
        )
    hint = f"see whether it is '{moved.address}' now" if moved.address else "see where it leads, and write that address"
    return info(Code.OPENSTACK_UNSURE_LINK, f"'{url}' may lead nowhere{because}", where, hint)


class KeptLinks:
    """The addresses that a post names in ``keep_links``, and which of them it has."""

    def __init__(self, named: tuple[str, ...]) -> None:
        self._unused = dict.fromkeys(named)
        self._named = frozenset(named)

    def has(self, url: str) -> bool:
        for spelling in (url, unquote(url)):
            if spelling in self._named:
                self._unused.pop(spelling, None)
                return True
        return False

    def problems(self, place_of: Callable[[str], Location]) -> tuple[Problem, ...]:
        """Say which of the names were for nothing; *place_of* says where each stands."""
        return tuple(
            warning(
                Code.OPENSTACK_UNUSED_KEEP_LINK,
                f"'keep_links' names '{url}', and no link of the post has that address",
                place_of(url),
                "remove it from the list",
            )
            for url in self._unused
        )
