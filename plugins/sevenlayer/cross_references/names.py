"""Names of posts: URLs, aliases, former URLs, file names and slugs."""

from __future__ import annotations

import contextlib
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from sevenlayer.diagnostics import Code, Problem, error
from sevenlayer.document import served_path

from .entries import DOCUMENT_KINDS, Entry, Kind, Name, NameKind
from .permalinks import USUAL_PERMALINKS, FormerSite, expand, read_pattern, undated

#: Maximum length of a path segment in bytes, as for file names on most systems.
MAX_SEGMENT = 200
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\\<>\"|`^{}\ud800-\udfff]")


@dataclass(frozen=True)
class Sites:
    """This site and the former ones.

    *host* is the host of this site in lower case, "" if unknown; *prefix* is the path of the site on that host.
    """

    host: str = ""
    prefix: str = ""
    former: tuple[FormerSite, ...] = ()

    def former_of(self, source: str) -> tuple[FormerSite, ...]:
        """Return the former sites of the post *source*."""
        return tuple(site for site in self.former if site.has(source))

    def local_path(self, host: str, path: str) -> str | None:
        """Return the path on this site for *path* on *host*; None for another site."""
        if self.host and _same_host(host, self.host) and _is_below(path, self.prefix):
            return path[len(self.prefix) :] or "/"
        if self.is_former(host, path):
            return path
        return None

    def looks_like_a_post(self, host: str, path: str) -> bool:
        """Whether *path* on a former *host* matches its permalink patterns; True if it has no patterns."""
        return any(
            # `index.html` is removed, as in names of posts.
            not site.regexes
            or any(regex.fullmatch(served_path(path[len(site.prefix) :].lower())) for regex in site.regexes)
            for site in self.former
            if _same_host(host, site.host) and _is_below(path, site.prefix)
        )

    def is_former(self, host: str, path: str) -> bool:
        return any(_same_host(host, site.host) and _is_below(path, site.prefix) for site in self.former)


def _same_host(one: str, other: str) -> bool:
    return one.lower().removeprefix("www.") == other.removeprefix("www.")


def _is_below(path: str, prefix: str) -> bool:
    return path == prefix or path.startswith(f"{prefix}/")


def entry_names(entry: Entry, sites: Sites) -> tuple[tuple[Name, ...], tuple[Problem, ...]]:
    """Return all names of *entry*, its URL first, and the problems of names in its front matter."""
    names = [Name(served_path(unquote(f"/{entry.url}")), NameKind.CANONICAL)]
    if entry.source:
        names.append(Name(f"/{entry.source}", NameKind.SOURCE))
    if entry.kind not in DOCUMENT_KINDS:
        return tuple(names), ()
    names += [Name(word, NameKind.WORD) for word in dict.fromkeys(_words(entry)) if word]
    problems: list[Problem] = []
    for kind, field, url in _front_matter_urls(entry):
        where = entry.location(field, url)
        try:
            names += [Name(text, kind, where) for text in _read_url(url, kind, entry, sites)]
        except ValueError as exception:
            message = f"'{field}': {exception}"
            problems.append(error(Code.CROSS_REFERENCES_BAD_NAME, message, where, _BAD_NAME_HINT))
    if not entry.permalink and not entry.is_translation and entry.kind is Kind.POST:
        names += [Name(text, NameKind.FORMER) for text in _former_paths(entry, sites)]
    return tuple(names), tuple(problems)


_BAD_NAME_HINT = "write a path such as /blog/2013/09/05/layers/, or an absolute URL with http:// or https://"


def _words(entry: Entry) -> Iterator[str]:
    """Yield the words that name the post: file name, stem, slug. The slug of a translation names its original."""
    name = posixpath.basename(entry.source)
    yield from (name, posixpath.splitext(name)[0])
    if not entry.is_translation:
        yield from (undated(entry.source), entry.slug)


def _front_matter_urls(entry: Entry) -> Iterator[tuple[NameKind, str, str]]:
    if entry.permalink:
        yield NameKind.PERMALINK, "permalink", entry.permalink
    for alias in entry.aliases:
        yield NameKind.ALIAS, "aliases", alias
    for guid in entry.guids:
        yield NameKind.GUID, "guid" if "guid" in entry.where else "id", guid


def _read_url(written: str, kind: NameKind, entry: Entry, sites: Sites) -> Iterator[str]:
    """Yield the names for a URL in the front matter.

    :raises ValueError: *written* is not a URL of a page.
    """
    former = sites.former_of(entry.source)
    try:
        url = urlsplit(written)
        host = url.netloc.rpartition("@")[2].lower()
    except ValueError:
        raise ValueError(f"'{written[:60]}' is not a valid URL") from None
    query = f"?{url.query}" if url.query else ""
    check_query(query, written)
    if url.scheme.lower() in ("http", "https") and host:
        path = check_path(unquote(url.path) or "/", written)
        yield f"//{host}{served_path(path + query)}"
        if (local := sites.local_path(host, path)) is not None:
            yield served_path(local + query)
    elif kind is NameKind.GUID and not written.startswith("/"):
        yield written
    elif url.scheme or host:
        raise ValueError(f"'{written[:60]}' is not a URL of a web page")
    elif kind is NameKind.PERMALINK and _is_pattern(written):
        for path in expand(read_pattern(written), entry):
            yield from _on_former_sites(check_path(path, written), former)
    else:
        path = check_path(f"/{unquote(url.path).removeprefix('/')}", written) + query
        if kind is NameKind.PERMALINK:
            yield from _on_former_sites(path, former)
        else:  # With the path of the site, or relative to the site root.
            yield served_path(path.removeprefix(sites.prefix) if _is_below(path, sites.prefix) else path)


def _is_pattern(permalink: str) -> bool:
    return re.search(r"/:[a-z]", permalink) is not None or permalink in ("date", "pretty", "ordinal", "none")


def _on_former_sites(path: str, former: Sequence[FormerSite]) -> Iterator[str]:
    if not former:
        yield served_path(path)
    for site in former:
        below = path if _is_below(path, site.prefix) else site.prefix + path
        yield served_path(below)
        yield f"//{site.host}{served_path(below)}"


def check_path(path: str, written: str) -> str:
    """Return the decoded *path* with duplicate slashes removed; *written* is the original text, for messages.

    :raises ValueError: *path* has invalid characters, hidden segments or an encoded query, or is too long.
    """
    _check_characters(path, written)
    if "?" in path:
        raise ValueError(f"'{written[:60]}' has an encoded '?' in its path")
    segments = path.split("/")
    if any(segment.startswith(".") for segment in segments):
        raise ValueError(f"'{written[:60]}' has a path segment that begins with '.'")
    if len(path) > 1000 or any(len(segment.encode()) > MAX_SEGMENT for segment in segments):
        raise ValueError(f"path '{written[:60]}…' is too long")
    return re.sub("/{2,}", "/", path)


def check_query(query: str, written: str) -> None:
    """:raises ValueError: *query*, part of the URL *written*, has an invalid character."""
    _check_characters(query, written)


def _check_characters(text: str, written: str) -> None:
    if match := _UNSAFE.search(text):
        raise ValueError(f"'{written[:60]}' has an invalid character (U+{ord(match[0]):04X})")


def _former_paths(entry: Entry, sites: Sites) -> Iterator[str]:
    former = sites.former_of(entry.source)
    usual = USUAL_PERMALINKS.get(entry.dialect)
    if not former and usual:
        yield from map(served_path, _usable(expand(usual, entry)))
    for site in former:
        for pattern in site.patterns or ((usual,) if usual else ()):
            for path in _usable(expand(pattern, entry)):
                yield served_path(site.prefix + path)
                yield f"//{site.host}{served_path(site.prefix + path)}"


def _usable(paths: Iterable[str]) -> Iterator[str]:
    """Yield the valid paths; a file name or a title may expand to an invalid one, where no page can have been."""
    for path in paths:
        with contextlib.suppress(ValueError):
            yield check_path(path, path)
