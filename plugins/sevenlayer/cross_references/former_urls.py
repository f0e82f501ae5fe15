"""Redirects from the former URLs of posts and from ``CROSS_REFERENCES_REDIRECTS``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote

from sevenlayer.diagnostics import Code, Problem, error
from sevenlayer.document import encode_path, loosest_key, served_path
from sevenlayer.redirects import Redirect

from .entries import DOCUMENT_KINDS, Entry, Kind, Name, NameKind
from .index import Index
from .resolver import Referrer, Resolved, Unchanged, resolve_reference


def name_redirects(index: Index) -> Iterator[tuple[Entry, Redirect]]:
    """Yield a redirect to the present URL of each published post or page from each of its other URLs."""
    for entry, names in index.names.items():
        # An entry whose URL belongs to another one has been reported, and gets no redirects.
        if entry.kind not in DOCUMENT_KINDS or entry.is_draft or names[0].kind is not NameKind.CANONICAL:
            continue
        target = f"/{encode_path(unquote(entry.url))}"
        for text in dict.fromkeys(name.text for name in names if name.is_path):
            # Many servers treat paths that differ only in this as one: the redirect would loop.
            if text != names[0].text and loosest_key(text) != loosest_key(names[0].text):
                yield entry, Redirect(text, target)


def site_redirects(moved: Iterable[tuple[str, str]], index: Index) -> tuple[tuple[Redirect, ...], tuple[Problem, ...]]:
    """Return the redirects of the settings, with chains resolved to their final target, and their problems.

    *moved* are pairs of source path and target; a target is a link as in a post, or the source of another redirect.
    """
    targets = {served_path(unquote(source)): target for source, target in moved}
    root = Referrer(Entry(Kind.GENERATED, ""))
    redirects: list[Redirect] = []
    problems: list[Problem] = []
    loops: set[frozenset[str]] = set()
    for source in targets:
        target, seen = source, [source]
        while (key := served_path(unquote(target))) in targets:
            target = targets[key]
            if served_path(unquote(target)) in seen:
                loop = seen[seen.index(served_path(unquote(target))) :]
                if frozenset(loop) not in loops:
                    loops.add(frozenset(loop))
                    message = f"{_SETTING}: redirect loop: {' → '.join([*loop, loop[0]])}"
                    problems.append(error(Code.CROSS_REFERENCES_LOOP, message))
                break
            seen.append(served_path(unquote(target)))
        else:
            owners = [entry for entry in index.find(source)[1] if index.find(source)[0] == 0]
            resolution = resolve_reference(target, root, index)
            if owners:
                message = f"{_SETTING}: '{source}' is a URL of {owners[0].display_name}"
                problems.append(error(Code.CROSS_REFERENCES_COLLISION, message))
            elif isinstance(resolution, Resolved) and resolution.entry.is_draft:
                message = f"{_SETTING}: '{source}' redirects to a draft, {resolution.entry.display_name}"
                problems.append(error(Code.CROSS_REFERENCES_DRAFT, message))
            elif isinstance(resolution, Unchanged):
                message = f"{_SETTING}: '{source}' must redirect to a page of this site, not to '{target}'"
                problems.append(error(Code.CROSS_REFERENCES_BAD_REDIRECT, message))
            elif isinstance(resolution, Resolved):
                redirects.append(Redirect(source, f"/{quote(resolution.url, safe=_KEPT)}"))
            else:
                message = f"{_SETTING}: '{source}' redirects to '{target}', which does not exist on this site"
                problems.append(error(Code.CROSS_REFERENCES_UNKNOWN, message, hint=resolution.hint))
    return tuple(redirects), tuple(problems)


def redirect_entry(redirect: Redirect) -> tuple[Entry, tuple[Name, ...]]:
    """Return the redirect page of *redirect* as an entry that posts may link to, with its name."""
    path, mark, query = redirect.source.removeprefix("/").partition("?")
    return Entry(Kind.GENERATED, encode_path(path) + mark + query), (Name(redirect.source, NameKind.CANONICAL),)


_SETTING = "CROSS_REFERENCES_REDIRECTS"
# A fragment may follow the path; percent-encoding is kept.
_KEPT = "/%#?=&!'()*+,;:@~-._"
