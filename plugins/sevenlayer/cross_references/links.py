"""The references of every post: resolved, reported, and written as addresses where the post is shown."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote

from pelican.contents import Article, Content, Page, Static

from sevenlayer.diagnostics import Problem, Severity, Where, error, warning
from sevenlayer.diagnostics.excerpts import find_in_file
from sevenlayer.document.links import find_ids, find_urls, rewrite_urls
from sevenlayer.document.references import Reference
from sevenlayer.pelican_site.content_html import (
    body_html,
    html_of,
    replace_link_resolver,
    set_body_html,
    set_summary_html,
    summary_html,
)

from .entries import DOCUMENT_KINDS, Entry
from .index import Index
from .resolver import INTRASITE_LINK, Referrer, Resolution, Resolved, Unresolved, resolve_reference
from .static_files import SOURCES, is_below, static_links


@dataclass
class Links:
    """The references of one content. *urls* has the address below the site's root of each that was resolved."""

    urls: dict[str, str] = field(default_factory=dict)
    #: The entries that are referred to, with the addresses by which they are, as they stand in the HTML.
    targets: dict[Entry, set[str]] = field(default_factory=dict)
    #: Addresses of other sites.
    external: list[Reference] = field(default_factory=list)


def prepare_content(content: Content) -> None:
    """Keep Pelican from resolving links before all posts are read, and have it copy the files that posts link to."""
    if isinstance(content, Article | Page):
        content.resolved_links = None
        replace_link_resolver(content, update_content, static_links)


def update_content(content: Content, html: str, siteurl: str) -> str:
    """Return *html* with the addresses that were resolved, as seen from *siteurl*; in place of Pelican's own method."""
    if not html or content.resolved_links is None:
        return html
    urls: Mapping[str, str] = content.resolved_links.urls

    def rewrite(_element: str, _attribute: str, url: str) -> str:
        return f"{siteurl}/{urls[url]}" if url in urls else url

    return rewrite_urls(html, rewrite)


# What the role `post` makes of a name: without a text of its own, it gets the title of the post, which nobody knows before
# all are read.
_BY_ROLE = re.compile(r'<a( class="post-title")? href="(\{post\}[^"]*)">([^<]*)</a>')


@dataclass(frozen=True)
class Site:
    """Everything that a reference is looked at with.

    *allow_broken* are patterns; *draft_severity* is how bad a link to a draft is.
    """

    index: Index
    entries: Mapping[Entry, Content]
    allow_broken: Sequence[str] = ()
    draft_severity: Severity = Severity.WARNING


def resolve_content(entry: Entry, site: Site) -> tuple[Links, tuple[Problem, ...]]:
    """Resolve all references of a post or page, and put titles where the role ``post`` asks for them."""
    content = site.entries[entry]
    names = site.index.names[entry]
    referrer = Referrer(entry, tuple(name.text for name in names if name.is_path))
    links = Links()
    resolutions: dict[str, Resolution] = {}
    allowed = _Allowed(content, site.allow_broken)
    problems: list[Problem] = []
    for reference in _references(content):
        url = reference.url
        if url not in resolutions:
            resolutions[url] = resolve_reference(url, referrer, site.index)
        resolution = resolutions[url]
        if isinstance(resolution, Resolved):
            links.urls[url] = resolution.url
            if resolution.entry.kind in DOCUMENT_KINDS and resolution.entry is not entry:
                links.targets.setdefault(resolution.entry, set()).add(url)
            if resolution.entry.is_draft and not entry.is_draft and resolution.entry is not entry:
                problems.append(_draft(resolution.entry, reference.where, site.draft_severity))
        elif isinstance(resolution, Unresolved):
            if not allowed.has(url):
                message = _explained(resolution, url, content)
                problems.append(error(f"cross_references.{resolution.code}", message, reference.where, resolution.hint))
        elif resolution.is_web and not allowed.has(url):
            links.external.append(reference)
    _put_titles(content, resolutions)
    return links, (*problems, *allowed.problems(entry))


def _references(content: Content) -> Iterator[Reference]:
    """What the reader has noted and the HTML still has, then what only the HTML has."""
    post = getattr(content, "post", None)
    present = {url: None for html in html_of(content) for url in find_urls(html)}
    noted = [reference for reference in (post.references if post else ()) if reference.url in present]
    yield from noted
    known = {reference.url for reference in noted}
    for url in present:
        # Fragments that nobody wrote are ours: lists of headings, footnotes.
        if url not in known and not (post and url.startswith("#")):
            yield Reference(url, find_in_file(content.source_path, url))


def _explained(unresolved: Unresolved, url: str, content: Content) -> str:
    """The message; with the reason, where the source is there and no post was made of it."""
    if unresolved.code == "unknown":
        match = INTRASITE_LINK.fullmatch(url)
        path = unquote((match[3] if match else url).partition("#")[0])
        base = "" if path.startswith("/") else content.relative_dir
        source = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
        if source.rpartition(".")[2].lower() in SOURCES and is_below(source, Path(content.settings["PATH"])):
            return f"{unresolved.message}: no post was made of that file"
    return unresolved.message


def _draft(target: Entry, where: Where, severity: Severity) -> Problem:
    message = f"{target.display_name}, which this refers to, is a draft"
    return Problem("cross_references.draft", severity, message, where, "publish it too, or remove the link")


class _Allowed:
    """Broken addresses that the post or the site lets pass."""

    def __init__(self, content: Content, patterns: Sequence[str]) -> None:
        value = content.metadata.get("allow_broken") or ()
        self._patterns = patterns
        self._unused = dict.fromkeys([value] if isinstance(value, str) else [str(one) for one in value])
        self._named = frozenset(self._unused)

    def has(self, url: str) -> bool:
        plain = unquote(url)
        if url in self._named or plain in self._named:
            self._unused.pop(url, None)
            self._unused.pop(plain, None)
            return True
        return any(fnmatchcase(url, pattern) for pattern in self._patterns)

    def problems(self, entry: Entry) -> Iterator[Problem]:
        for url in self._unused:
            message = f"'allow_broken' names '{url}', and no link of the post is broken there"
            yield warning(
                "cross_references.unused-suppression",
                message,
                entry.location("allow_broken", url),
                "remove it from the list",
            )


def _put_titles(content: Content, resolutions: Mapping[str, Resolution]) -> None:
    def title(match: re.Match[str]) -> str:
        resolution = resolutions.get(unescape(match[2]))
        if not isinstance(resolution, Resolved):
            return f'<span class="problematic">{match[3]}</span>'
        text = escape(resolution.entry.title, quote=False) if match[1] else match[3]
        return f'<a href="{match[2]}">{text}</a>'

    set_body_html(content, _BY_ROLE.sub(title, body_html(content)))
    if summary := summary_html(content):
        set_summary_html(content, _BY_ROLE.sub(title, summary))


def ids_of(entries: Mapping[Entry, Content], entry: Entry) -> Collection[str] | None:
    content = entries.get(entry)
    if content is None or isinstance(content, Static):
        return None
    if not hasattr(content, "fragment_ids"):
        content.fragment_ids = find_ids(body_html(content))
    ids: set[str] = content.fragment_ids
    return ids
