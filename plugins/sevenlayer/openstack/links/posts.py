"""Check and rewrite the links of posts and pages."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache

from pelican.contents import Article, Content, Page

from sevenlayer.diagnostics import Location
from sevenlayer.diagnostics.excerpts import find_in_file
from sevenlayer.document.references import Reference
from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.facts.obsolete_names import unchanged_names
from sevenlayer.openstack.link_rules.moved import MoveResult, find_move
from sevenlayer.openstack.options import OpenStackOptions
from sevenlayer.pelican_site.build_state import build_of, problems_of
from sevenlayer.pelican_site.content_html import rewrite_html

from .locate import locate_list_item
from .rewrite import KeptLinks, mark_moved_links, move_problem, update_references

_HOST = re.compile(r"""//([^/"'\s]+)""")


def rewrite_moved_links(content: Content) -> None:
    """Rewrite or mark the links of a post or page, in its body, its summary and other fields with markup."""
    if not isinstance(content, Article | Page) or not build_of(content.settings).get(OpenStackOptions).rewrite_links:
        return
    named = content.metadata.get("keep_links") or ()
    kept = KeptLinks((named,) if isinstance(named, str) else tuple(str(one) for one in named))
    day = content.metadata.get("date")
    day = day if isinstance(day, datetime.date) else None
    known: dict[str, MoveResult] = {}

    def mark(html: str) -> str:
        # Every link has to be compared with keep_links.
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
                post, references=update_references(post.references, known, day)
            )
        start = post.where.get("keep_links", Location(content.source_path))
        problems_of(content.settings).extend(kept.problems(lambda url: locate_list_item(url, start)))


def _report(content: Content, known: dict[str, MoveResult]) -> None:
    post = getattr(content, "post", None)
    noted = [reference for reference in (post.references if post else ()) if reference.url in known]
    missing = known.keys() - {reference.url for reference in noted}
    noted += [Reference(url, find_in_file(content.source_path, url)) for url in sorted(missing)]
    problems_of(content.settings).extend(
        move_problem(reference.url, known[reference.url], reference.where) for reference in noted
    )


def _may_know_links(html: str) -> bool:
    """Whether *html* has a URL on a host with rules; faster than looking up each link."""
    return any(map(_may_know_host, set(_HOST.findall(html))))


@lru_cache(maxsize=10_000)
def _may_know_host(host: str) -> bool:
    folded = host.lower()
    return any(known in folded for known in _known_hosts())


@cache
def _known_hosts() -> tuple[str, ...]:
    """Return the hosts of the rules, or their suffixes if they begin with a field."""
    literals = (next((part for part in move.old if isinstance(part, str)), "") for move in facts().moves)
    return tuple({literal.partition("/")[0] for literal in literals})


@lru_cache(maxsize=10_000)
def _find(url: str) -> MoveResult | None:
    return find_move(facts().moves, url, _unchanged_names())


@cache
def _unchanged_names() -> Mapping[str, frozenset[str]]:
    return unchanged_names(facts())
