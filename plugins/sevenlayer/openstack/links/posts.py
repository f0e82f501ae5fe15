"""Looks at the links of every post and page when Pelican has read it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from pelican.contents import Article, Content, Page

from sevenlayer.diagnostics import Location
from sevenlayer.diagnostics.excerpts import find_in_file
from sevenlayer.document import Reference
from sevenlayer.openstack.facts.former_repositories import kept_names
from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.link_rules.moved import Moved, find_move
from sevenlayer.pelican_site.build_state import problems_of
from sevenlayer.pelican_site.content_html import rewrite_html

from .locate import place_of_name
from .rewrite import KeptLinks, describe, mark_moved_links, references_after

_HOST = re.compile(r"""//([^/"'\s]+)""")


def check_settings(sender: Any) -> None:
    """:raises ValueError: the setting is neither True nor False; Pelican stops and shows it."""
    if not isinstance(setting := sender.settings.get("OPENSTACK_MOVED_LINKS", True), bool):
        raise ValueError(f"OPENSTACK_MOVED_LINKS must be True or False, not {setting!r}")


def mark_links_of(content: Content) -> None:
    """Rewrite or mark the links of a post or page, in its body, its summary and other fields with markup."""
    if not isinstance(content, Article | Page) or not content.settings.get("OPENSTACK_MOVED_LINKS", True):
        return
    named = content.metadata.get("keep_links") or ()
    kept = KeptLinks((named,) if isinstance(named, str) else tuple(str(one) for one in named))
    day = content.metadata.get("date")
    day = day if isinstance(day, datetime.date) else None
    known: dict[str, Moved] = {}

    def mark(html: str) -> str:
        # What is named to be kept is looked for among all links.
        if named:
            marked = mark_moved_links(html, lambda url: None if kept.has(url) else _find(url), day)
        elif _may_know_links(html):
            marked = mark_moved_links(html, _find, day, _may_know_links)
        else:
            return html
        known.update(marked.known)
        return marked.html

    rewrite_html(content, mark)
    _report(content, known)
    post = getattr(content, "post", None)
    if post is not None:
        if known:
            content.post = content.metadata["post"] = replace(
                post, references=references_after(post.references, known, day)
            )
        start = post.where.get("keep_links", Location(content.source_path))
        problems_of(content.settings).extend(kept.problems(lambda url: place_of_name(url, start)))


def _report(content: Content, known: dict[str, Moved]) -> None:
    post = getattr(content, "post", None)
    noted = [reference for reference in (post.references if post else ()) if reference.url in known]
    missing = known.keys() - {reference.url for reference in noted}
    noted += [Reference(url, find_in_file(content.source_path, url)) for url in sorted(missing)]
    problems_of(content.settings).extend(
        describe(reference.url, known[reference.url], reference.where) for reference in noted
    )


def _may_know_links(html: str) -> bool:
    """Whether *html* has an address below a host of which something is known; to look at each link takes longer."""
    return any(map(_may_know_host, set(_HOST.findall(html))))


@lru_cache(maxsize=10_000)
def _may_know_host(host: str) -> bool:
    folded = host.lower()
    return any(known in folded for known in _known_hosts())


@cache
def _known_hosts() -> tuple[str, ...]:
    """What the addresses of moves have as their host, or its end where that begins with a field."""
    literals = (next((part for part in move.old if isinstance(part, str)), "") for move in facts().moves)
    return tuple({literal.partition("/")[0] for literal in literals})


@lru_cache(maxsize=10_000)
def _find(url: str) -> Moved | None:
    return find_move(facts().moves, url, _kept_names())


@cache
def _kept_names() -> Mapping[str, frozenset[str]]:
    return kept_names(facts())
