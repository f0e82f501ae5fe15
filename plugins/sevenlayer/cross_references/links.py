"""Resolves the references of each post, reports problems, and rewrites URLs where the post is rendered."""

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

from sevenlayer.diagnostics import Code, Location, Problem, Severity, error, warning
from sevenlayer.diagnostics.excerpts import find_in_file
from sevenlayer.document import Reference, find_ids, find_urls, rewrite_urls
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
    """The resolved references of one content. *urls* maps references as written to URLs relative to the site root."""

    urls: dict[str, str] = field(default_factory=dict)
    #: The linked entries, with the URLs that link to them, as in the HTML.
    targets: dict[Entry, set[str]] = field(default_factory=dict)
    #: Links to other sites.
    external: list[Reference] = field(default_factory=list)


def prepare_content(content: Content) -> None:
    """Disable Pelican's own link resolver, which runs before all posts are read, and have it copy linked files."""
    if isinstance(content, Article | Page):
        content.resolved_links = None
        replace_link_resolver(content, update_content, static_links)


def update_content(content: Content, html: str, siteurl: str) -> str:
    """Return *html* with resolved URLs prefixed with *siteurl*; replaces ``Content._update_content`` of Pelican."""
    if not html or content.resolved_links is None:
        return html
    urls: Mapping[str, str] = content.resolved_links.urls

    def rewrite(_element: str, _attribute: str, url: str) -> str:
        return f"{siteurl}/{urls[url]}" if url in urls else url

    return rewrite_urls(html, rewrite)


# Output of the role `post`: without a text of its own, it gets the title of the post, which is known only after all posts
# are read.
_BY_ROLE = re.compile(r'<a( class="post-title")? href="(\{post\}[^"]*)">([^<]*)</a>')


@dataclass(frozen=True)
class Site:
    """What references are resolved with.

    *allow_broken* are glob patterns of URLs; *draft_severity* is the severity of a link to a draft.
    """

    index: Index
    entries: Mapping[Entry, Content]
    allow_broken: Sequence[str] = ()
    draft_severity: Severity = Severity.WARNING


def resolve_content(entry: Entry, site: Site) -> tuple[Links, tuple[Problem, ...]]:
    """Resolve all references of a post or page, and insert titles for the role ``post``.

    Return its links and its problems.
    """
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
                problems.append(error(resolution.code, message, reference.where, resolution.hint))
        elif resolution.is_web and not allowed.has(url):
            links.external.append(reference)
    _put_titles(content, resolutions)
    return links, (*problems, *allowed.problems(entry))


def _references(content: Content) -> Iterator[Reference]:
    """Yield the references that the reader recorded and the HTML still has, then those found only in the HTML."""
    post = getattr(content, "post", None)
    present = {url: None for html in html_of(content) for url in find_urls(html)}
    noted = [reference for reference in (post.references if post else ()) if reference.url in present]
    yield from noted
    known = {reference.url for reference in noted}
    for url in present:
        # Fragments not recorded by the reader are generated: tables of contents, footnotes.
        if url not in known and not (post and url.startswith("#")):
            yield Reference(url, find_in_file(content.source_path, url))


def _explained(unresolved: Unresolved, url: str, content: Content) -> str:
    """Return the message, with the reason if the target is a source file that was not read as a post."""
    if unresolved.code is Code.CROSS_REFERENCES_UNKNOWN:
        match = INTRASITE_LINK.fullmatch(url)
        path = unquote((match[3] if match else url).partition("#")[0])
        base = "" if path.startswith("/") else content.relative_dir
        source = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
        if source.rpartition(".")[2].lower() in SOURCES and is_below(source, Path(content.settings["PATH"])):
            return f"{unresolved.message}: the file was not read as a post"
    return unresolved.message


def _draft(target: Entry, where: Location, severity: Severity) -> Problem:
    message = f"link target {target.display_name} is a draft"
    return Problem(Code.CROSS_REFERENCES_DRAFT, severity, message, where, "publish it too, or remove the link")


class _Allowed:
    """Broken URLs that the post or the site allows."""

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
            message = f"unused 'allow_broken' entry '{url}': it matches no broken link of the post"
            yield warning(
                Code.CROSS_REFERENCES_UNUSED_SUPPRESSION,
                message,
                entry.location("allow_broken", url),
                "remove the entry",
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
