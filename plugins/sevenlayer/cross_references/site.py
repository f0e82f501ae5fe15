"""Resolves all references of a site after all posts are read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any

from pelican.contents import Content, Static

from sevenlayer.cross_references.former_urls import name_redirects, redirect_entry, site_redirects
from sevenlayer.diagnostics import Code, Location, Problem, Problems, Severity, error, info
from sevenlayer.pelican_site.build_state import build_of, problems_of
from sevenlayer.pelican_site.content_html import forget_content, formatted_fields, html_of
from sevenlayer.pelican_site.contents import all_contents
from sevenlayer.pelican_site.output_paths import Claims, output_claims
from sevenlayer.redirects import TABLES, Redirect, redirect_path

from .backlinks import Backlink, find_orphans, list_backlinks
from .entries import DOCUMENT_KINDS, Entry, Name, NameKind
from .external_links import ExternalLinks
from .generator import ReferencesGenerator
from .graph import graph_json
from .index import build_index
from .link_context import link_sentences
from .links import Site, ids_of, resolve_content, update_content
from .settings import Options
from .site_entries import content_entries, generated_entries
from .static_files import attach_files


def resolve_site(generators: list[Any]) -> None:
    """Resolve all references, report problems, set ``referred_by`` of posts and pages, and prepare redirects and graph.

    Runs after all posts are read and before anything is written.
    """
    settings = generators[0].settings
    options, problems = build_of(settings).get(Options), problems_of(settings)
    attach_files([content for _generator, content in all_contents(generators)])
    # Content that was requested before now is rendered again, with its links.
    forget_content()
    entries = content_entries(generators)
    index, found = build_index(entries, options.sites, partial(ids_of, entries))
    problems.extend(found)
    for entry, names in generated_entries(generators):
        # A page may replace a generated one.
        free = [name for name in names if name.kind is not NameKind.CANONICAL or index.find(name.text)[0]]
        if free:
            index.add(entry, free)
    moved, found = site_redirects(options.redirects, index)
    problems.extend(found)
    for redirect in moved:
        index.add(*redirect_entry(redirect))
    is_preview = build_of(settings).get(Severity) is Severity.ERROR
    site = Site(index, entries, options.allow_broken, Severity.WARNING if is_preview else Severity.ERROR)
    references, external_links = _resolve_all(site, problems)
    build_of(settings).put(external_links)
    backlinks = list_backlinks(references)
    for entry, content in entries.items():
        if entry.kind in DOCUMENT_KINDS:
            content.referred_by = backlinks.get(entry, ())
    _report_orphans(entries, backlinks, problems)
    redirects = _checked_redirects(site, options, moved, output_claims(generators), problems)
    graph = graph_json((entry for entry in entries if entry.kind in DOCUMENT_KINDS), references)
    for generator in generators:
        if isinstance(generator, ReferencesGenerator):
            generator.redirects, generator.graph = redirects, graph


def _resolve_all(site: Site, problems: Problems) -> tuple[list[tuple[Entry, Entry, str]], ExternalLinks]:
    """Return triples of referrer, target and sentence, and the links to other sites."""
    external_links = ExternalLinks()
    references: list[tuple[Entry, Entry, str]] = []
    for entry, content in site.entries.items():
        if isinstance(content, Static):
            continue
        links, found = resolve_content(entry, site)
        problems.extend(found)
        content.resolved_links = links
        external_links.extend(links.external)
        if links.targets:
            sentences = _in_order(content)
            references += [(entry, target, _first(sentences, urls)) for target, urls in links.targets.items()]
    _resolve_formatted_fields(site)
    return references, external_links


def _in_order(content: Content) -> Mapping[str, tuple[int, str]]:
    """Return number and text of the sentence around each link of *content*, by URL; image links have none."""
    sentences: dict[str, tuple[int, str]] = {}
    for html in html_of(content):
        for url, sentence in link_sentences(html).items():
            if sentence:
                sentences.setdefault(url, (len(sentences), sentence))
    return sentences


def _first(sentences: Mapping[str, tuple[int, str]], urls: Collection[str]) -> str:
    return min((sentences[url] for url in urls if url in sentences), default=(0, ""))[1]


def _resolve_formatted_fields(site: Site) -> None:
    """Rewrite the links of formatted fields, which Pelican resolves too early; summaries are rewritten when rendered."""
    for content in site.entries.values():
        if isinstance(content, Static):
            continue
        for name in formatted_fields(content):
            html = update_content(content, content.metadata[name], content.get_siteurl())
            content.metadata[name] = html
            setattr(content, name.lower(), html)


def _report_orphans(
    entries: Mapping[Entry, Content], backlinks: Mapping[Entry, tuple[Backlink, ...]], problems: Problems
) -> None:
    for entry in find_orphans(entries, backlinks):
        series = getattr(entries[entry], "series", None)
        if len(getattr(series, "all", ())) < 2:  # The parts of a series link to one another.
            message = "no post or page links to this post"
            problems.add(info(Code.CROSS_REFERENCES_ORPHAN, message, entry.location("title")))


def _checked_redirects(
    site: Site, options: Options, moved: Iterable[Redirect], claims: Claims, problems: Problems
) -> tuple[Redirect, ...]:
    """Return the redirects of names and of *moved* that do not collide with other output; report collisions and redirects
    for which neither a page nor a table entry can be written.
    """
    checked: list[Redirect] = []
    written: dict[str, str] = {}
    without_page: dict[Redirect, Entry | None] = {}
    named = [(redirect, entry) for entry, redirect in name_redirects(site.index)]
    for redirect, entry in sorted((*named, *((one, None) for one in moved)), key=lambda one: one[0].source):
        path = redirect_path(redirect.source)
        # Two redirects to one page may differ in letter case: both are written, on some file systems to one file.
        if path and written.get(path.lower()) != redirect.target:
            if conflict := claims.conflict_of_path(path):
                problems.add(_collision(redirect, entry, conflict, site))
                continue
            claims.add(path, f"the redirect from '{redirect.source}'")
            written[path.lower()] = redirect.target
        checked.append(redirect)
        if not path:
            without_page[redirect] = entry
    left_out = [set(TABLES[name].omitted(checked, "")) for name in options.tables] or [set(checked)]
    for redirect, entry in without_page.items():
        if all(redirect in each for each in left_out):
            problems.add(_unserved(redirect, entry, site))
    return tuple(checked)


def _collision(redirect: Redirect, entry: Entry | None, conflict: str, site: Site) -> Problem:
    message = f"cannot redirect '{redirect.source}' to '{redirect.target}': {conflict}"
    hint = "remove the former URL, or change the URL of the other page"
    return error(Code.CROSS_REFERENCES_COLLISION, message, _place(redirect, entry, site), hint)


def _unserved(redirect: Redirect, entry: Entry | None, site: Site) -> Problem:
    """Return the problem of a URL that resolves in links but is not served."""
    message = f"no file can be written for the redirect from '{redirect.source}' to '{redirect.target}'"
    hint = "a redirect table may support it: set CROSS_REFERENCES_REDIRECT_TABLES"
    name = _name(redirect, entry, site)
    # The id of a feed entry need not have been a URL.
    severity = Severity.INFO if name and name.kind is NameKind.GUID else Severity.WARNING
    return Problem(Code.CROSS_REFERENCES_NOT_SERVED, severity, message, _place(redirect, entry, site), hint)


def _place(redirect: Redirect, entry: Entry | None, site: Site) -> Location | None:
    name = _name(redirect, entry, site)
    return (name.where if name else None) or (entry.location("title") if entry else None)


def _name(redirect: Redirect, entry: Entry | None, site: Site) -> Name | None:
    names = site.index.names[entry] if entry else ()
    return next((name for name in names if name.text == redirect.source), None)
