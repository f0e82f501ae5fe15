"""Resolves a reference as written in a post to an entry."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import SplitResult, unquote, urlsplit

from sevenlayer.diagnostics import Code, did_you_mean

from .entries import DOCUMENT_KINDS, Entry
from .index import Index
from .suggestions import suggest, suggest_fragment

#: Intra-site links of Pelican, in both of its spellings, and ours: {filename}other.md, |static|x.png, {post}other.
INTRASITE_LINK = re.compile(r"(?:\{(\w+)\}|\|(\w+)\|)(.*)", re.DOTALL)
#: Prefixes of links to posts by any name; ``post_url`` is Jekyll's.
POST_LINK_PREFIXES = ("post", "post_url")
LINK_PREFIXES = (*POST_LINK_PREFIXES, "filename", "static", "attach", "index", "category", "tag", "author")
#: Maximum length of a URL in a message.
LONGEST_SHOWN = 120
#: Maximum number of candidates in a message on an ambiguous name.
MOST_NAMED = 8
# Ids that every page has, or that browsers define (HTML standard, "select the indicated part").
_ALWAYS = frozenset({"", "top", "site-main"})


@dataclass(frozen=True)
class Referrer:
    """The entry that contains a reference, and the other URL paths of that entry, decoded."""

    entry: Entry
    former: tuple[str, ...] = ()


@dataclass(frozen=True)
class Resolved:
    """The reference resolves to *entry*; *suffix* is its query and fragment."""

    entry: Entry
    suffix: str = ""

    @property
    def url(self) -> str:
        """The URL relative to the site root, without a leading slash."""
        return self.entry.url + self.suffix


@dataclass(frozen=True)
class Unchanged:
    """The URL stays as written: another site (*is_web*), another scheme, or a fragment of the page itself."""

    is_web: bool = False


@dataclass(frozen=True)
class Unresolved:
    """The reference is unknown, ambiguous or invalid. *code* is the problem code without ``cross_references.``."""

    code: Code
    message: str
    hint: str | None = None


Resolution: TypeAlias = "Resolved | Unchanged | Unresolved"


def resolve_reference(url: str, referrer: Referrer, index: Index) -> Resolution:
    """Resolve *url*, an unescaped attribute value in the HTML of the referrer."""
    if match := INTRASITE_LINK.fullmatch(url):
        return _resolve_mark(url, match[1] or match[2], match[3], referrer, index)
    try:
        parts = urlsplit(url)
    except ValueError:
        return Unresolved(Code.CROSS_REFERENCES_BAD_URL, f"'{url[:60]}' is not a valid URL")
    if parts.scheme.lower() in ("http", "https") or (not parts.scheme and parts.netloc):
        return _resolve_absolute(url, parts, index)
    if parts.scheme:
        return Unchanged()
    if not parts.path:
        problem = _check_fragment(parts.fragment, referrer.entry, index) if not parts.query else None
        return problem or Unchanged()
    return _resolve_path(url, parts, referrer, index)


def _resolve_mark(url: str, mark: str, rest: str, referrer: Referrer, index: Index) -> Resolution:
    if mark not in LINK_PREFIXES:
        return Unresolved(
            Code.CROSS_REFERENCES_UNKNOWN_MARK, f"unknown link prefix '{{{mark}}}'", did_you_mean(mark, LINK_PREFIXES)
        )
    try:
        parts = urlsplit(rest)
    except ValueError:
        return Unresolved(Code.CROSS_REFERENCES_BAD_URL, f"'{url[:60]}' is not a valid URL")
    path = unquote(parts.path)
    if mark == "index":
        found = index.find("/")[1]
    elif mark in ("category", "tag", "author"):
        found = index.find(f"{{{mark}}}{path}")[1]
    elif mark in POST_LINK_PREFIXES:
        if parts.scheme in ("http", "https") and isinstance(
            found_there := _resolve_absolute(rest, parts, index), Resolved
        ):
            return found_there
        # An id may look like a URL with any scheme.
        found = _documents(index.find(unquote(rest.partition("#")[0]).strip())[1])
        if not found and path and not parts.scheme:
            found = _documents(_find_first(_candidate_names(path, parts, referrer, index), index)[1])
    else:
        found = _find_first(_source_paths(path, referrer), index, sources=True)[1]
        if mark in ("static", "attach") and any(entry.kind in DOCUMENT_KINDS for entry in found):
            message = f"'{path}' is the source of a {found[0].kind.value}, not a static file"
            return Unresolved(Code.CROSS_REFERENCES_NOT_A_FILE, message, f"write '{{filename}}{rest}'")
    return _settle(url, unquote(rest) if mark in POST_LINK_PREFIXES else url, parts, found, mark, referrer, index)


def _documents(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.kind in DOCUMENT_KINDS)


def _resolve_absolute(url: str, parts: SplitResult, index: Index) -> Resolution:
    host = parts.netloc.rpartition("@")[2].lower()
    path = unquote(parts.path) or "/"
    for spelling in (host, host.removeprefix("www."), f"www.{host}"):
        for text in index.texts(f"//{spelling}{path}", parts.query):
            if found := index.find(text)[1]:
                return _settle(url, url, parts, found, "", None, index)
    local = index.sites.local_path(host, path)
    if local is None:
        return Unchanged(is_web=True)
    is_former = index.sites.is_former(host, path)
    if not is_former or index.sites.looks_like_a_post(host, path):
        found = next((found for text in index.texts(local, parts.query) if (found := index.find(text)[1])), ())
        return _settle(url, url, parts, found, "", None, index)
    # Pages of a former site that were not posts may still exist there.
    return Unchanged(is_web=True)


def _resolve_path(url: str, parts: SplitResult, referrer: Referrer, index: Index) -> Resolution:
    path = unquote(parts.path)
    far, found = _find_first(_candidate_names(path, parts, referrer, index), index)
    if "/" not in path:
        # A single word names a post; a relative path that matches better takes precedence.
        far_word, by_word = index.find(path)
        if by_word and (not found or far_word < far):
            found = _documents(by_word)
    return _settle(url, url, parts, found, "", referrer, index)


def _candidate_names(path: str, parts: SplitResult, referrer: Referrer, index: Index) -> list[str]:
    return [text for candidate in _candidates(path, referrer, index) for text in index.texts(candidate, parts.query)]


def _candidates(path: str, referrer: Referrer, index: Index) -> list[str]:
    """Return *path* as absolute paths: relative to the source, to the present URL, and to the former URLs of the post."""
    sites = index.sites
    if path.startswith("/"):
        if "/." in path:
            path = _join("/", path)
        below = [path[len(sites.prefix) :]] if sites.prefix and path.startswith(f"{sites.prefix}/") else []
        return [path, *below, *(site.prefix + path for site in sites.former_of(referrer.entry.source) if site.prefix)]
    bases = [f"/{posixpath.dirname(referrer.entry.source)}/", f"/{unquote(referrer.entry.url)}", *referrer.former]
    return list(dict.fromkeys(_join(base, path) for base in bases))


def _source_paths(path: str, referrer: Referrer) -> list[str]:
    return [path] if path.startswith("/") else [_join(f"/{posixpath.dirname(referrer.entry.source)}/", path)]


def _join(base: str, path: str) -> str:
    """Return *path* joined to *base*; ``..`` above the root is ignored, as in browsers."""
    joined = posixpath.normpath(posixpath.join(base[: base.rfind("/") + 1], path))
    joined = "/" + joined.lstrip("/")
    return f"{joined.rstrip('/')}/" if path.endswith(("/", "/.", "/..")) or path in (".", "..") else joined


def _find_first(texts: list[str], index: Index, *, sources: bool = False) -> tuple[int, tuple[Entry, ...]]:
    """Return the smallest distance among *texts* and the entries there; the first of equal ones."""
    nearest: tuple[int, tuple[Entry, ...]] = (len(texts) + 99, ())
    for text in texts:
        far, found = index.find(text)
        if sources:
            found = tuple(entry for entry in found if entry.source)
        if found and far < nearest[0]:
            nearest = far, found
    return nearest


def _settle(
    url: str,
    written: str,
    parts: SplitResult,
    found: tuple[Entry, ...],
    mark: str,
    referrer: Referrer | None,
    index: Index,
) -> Resolution:
    if not found:
        what = (
            f"unknown post '{_cut(written)}'" if mark in POST_LINK_PREFIXES else f"link target '{_cut(url)}' not found"
        )
        return Unresolved(
            Code.CROSS_REFERENCES_UNKNOWN,
            what,
            suggest(written, parts, mark, referrer.entry if referrer else None, index),
        )
    if len(found) > 1:
        names = ", ".join(_unambiguous(entry, index) for entry in found[:MOST_NAMED])
        more = f" and {len(found) - MOST_NAMED:,} more" if len(found) > MOST_NAMED else ""
        return Unresolved(
            Code.CROSS_REFERENCES_AMBIGUOUS,
            f"ambiguous reference '{_cut(written)}': {len(found):,} matches",
            f"write one of {names}{more}",
        )
    entry = found[0]
    if problem := _check_fragment(parts.fragment, entry, index):
        return problem
    query = f"?{parts.query}" if parts.query and not _is_named_with_query(entry, parts.query, index) else ""
    return Resolved(entry, query + (f"#{parts.fragment}" if parts.fragment else ""))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _is_named_with_query(entry: Entry, query: str, index: Index) -> bool:
    return any(name.text.endswith(f"?{query}") for name in index.names[entry])


def _unambiguous(entry: Entry, index: Index) -> str:
    return f"'/{entry.source}'" if entry.source else f"'/{entry.url}'"


def _check_fragment(fragment: str, entry: Entry, index: Index) -> Unresolved | None:
    if fragment in _ALWAYS or entry.kind not in DOCUMENT_KINDS:
        return None
    ids = index.ids(entry)
    if ids is None or fragment in ids or unquote(fragment) in ids:
        return None
    message = f"fragment '#{_cut(fragment)}' not found in {entry.display_name}"
    return Unresolved(
        Code.CROSS_REFERENCES_UNKNOWN_FRAGMENT, message, suggest_fragment(unquote(fragment), entry, ids, index)
    )
