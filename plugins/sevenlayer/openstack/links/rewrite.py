"""Rewrite moved links, and mark dead ones."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from urllib.parse import unquote

from sevenlayer.diagnostics import Code, Location, Problem, info, warning
from sevenlayer.document.links import rewrite_urls
from sevenlayer.document.references import Reference
from sevenlayer.openstack.link_rules import GONE, KEPT, MOVED, MoveResult, archived


@dataclass(frozen=True)
class MarkedLinks:
    """HTML with rewritten and marked links, and the results for its URLs."""

    html: str
    known: dict[str, MoveResult]


# The start or end tag of a link. Other tags, comments and scripts are matched as a whole, so that nothing in them is taken for
# one. All alternatives share the first character, for speed.
_PIECE = re.compile(
    r"""<(?:(?P<start>a\s(?>[^<>"']+|"[^"]*"|'[^']*')*+>)|(?P<end>/a\s*>)
        |!--(?>.*?-->|.*)|(?:script|style)\b(?>.*?</(?:script|style)\s*>|.*)|[a-z][^\s<>/]*\s(?>[^<>"']+|"[^"]*"|'[^']*')*+>)""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)


def mark_moved_links(
    html: str,
    find: Callable[[str], MoveResult | None],
    day: datetime.date | None,
    concerns: Callable[[str], bool] = lambda _html: True,
) -> MarkedLinks:
    """Return the HTML of a post of *day* with links rewritten by *find*.

    *concerns* tells quickly whether a piece of HTML may have a URL that *find* knows.

    A link to a moved page leads to the current URL, and has the original in ``data-original-href``. A dead link is followed by
    one to an archived copy. Other links stay unchanged.
    """
    known: dict[str, MoveResult] = {}
    parts: list[str] = []
    end = 0
    original = mark = ""

    def replace_url(_element: str, attribute: str, url: str) -> str:
        nonlocal original, mark
        moved = find(url) if attribute == "href" else None
        if moved is None or moved.status == KEPT:
            return url
        known[url] = moved
        if moved.status == GONE:
            mark = _mark(url, day)
        if moved.status != MOVED or moved.url is None:
            return url
        original = url
        return moved.url

    for piece in _PIECE.finditer(html):
        if piece.lastgroup == "start":
            original = mark = ""
            tag = rewrite_urls(piece[0], replace_url) if concerns(piece[0]) else ""
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


def update_references(
    references: tuple[Reference, ...], known: dict[str, MoveResult], day: datetime.date | None
) -> tuple[Reference, ...]:
    """Return *references* as changed by the rewriting, with their locations."""
    found: list[Reference] = []
    for reference in references:
        moved = known.get(reference.url)
        if moved and moved.status == MOVED and moved.url:
            reference = Reference(moved.url, reference.where)
        found.append(reference)
        if moved and moved.status == GONE:
            found.append(Reference(archived(reference.url, day), reference.where))
    return tuple(found)


def move_problem(url: str, moved: MoveResult, where: Location) -> Problem:
    """Return the problem to report for *url* at *where*."""
    if moved.status == MOVED:
        message = f"'{url}' has moved; the link leads to '{moved.url}'"
        return info(
            Code.OPENSTACK_MOVED_LINK, message, where, "write the current URL, or list this one in 'keep_links'"
        )
    reason = f": {moved.reason}" if moved.reason else ""
    if moved.status == GONE:
        message = f"'{url}' is gone{reason}"
        return info(
            Code.OPENSTACK_GONE_LINK,
            message,
            where,
            "an archived copy is linked after it; list the URL in 'keep_links' to prevent that",
        )
    hint = f"check whether it is now '{moved.url}'" if moved.url else "check where it leads, and write that URL"
    return info(Code.OPENSTACK_UNSURE_LINK, f"'{url}' may be broken{reason}", where, hint)


class KeptLinks:
    """The URLs that a post lists in ``keep_links``, and which of them are unused."""

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
        """Return a warning for each unused URL; *place_of* returns its location."""
        return tuple(
            warning(
                Code.OPENSTACK_UNUSED_KEEP_LINK,
                f"'keep_links' lists '{url}', which no link of the post has",
                place_of(url),
                "remove it from the list",
            )
            for url in self._unused
        )
