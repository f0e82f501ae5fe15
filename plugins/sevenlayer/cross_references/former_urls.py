"""Redirects from the former URLs of posts, and from those that the settings name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote

from sevenlayer.diagnostics import Problem, error
from sevenlayer.document.url_paths import encode_path, loosest_key, served_path
from sevenlayer.redirects.redirect import Redirect

from .entries import DOCUMENT_KINDS, Entry, Kind, Name, NameKind
from .index import Index
from .resolver import Referrer, Resolved, Unchanged, resolve_reference


def name_redirects(index: Index) -> Iterator[tuple[Entry, Redirect]]:
    """Every address that a published post or page ever had, to the one that it has now."""
    for entry, names in index.names.items():
        # One whose address is another's has been reported: nobody is led there.
        if entry.kind not in DOCUMENT_KINDS or entry.is_draft or names[0].kind is not NameKind.CANONICAL:
            continue
        target = f"/{encode_path(unquote(entry.url))}"
        for text in dict.fromkeys(name.text for name in names if name.is_path):
            # What differs in no more than this is the same page to many servers: it would lead to itself.
            if text != names[0].text and loosest_key(text) != loosest_key(names[0].text):
                yield entry, Redirect(text, target)


def site_redirects(moved: Iterable[tuple[str, str]], index: Index) -> tuple[tuple[Redirect, ...], tuple[Problem, ...]]:
    """Return the redirects that the site's settings ask for, each to where it ends, and what is wrong with them.

    A target is what a post may write for a link, or the source of another redirect.
    """
    targets = {served_path(unquote(source)): target for source, target in moved}
    root = Referrer(Entry(Kind.GENERATED, ""))
    redirects: list[Redirect] = []
    problems: list[Problem] = []
    circles: set[frozenset[str]] = set()
    for source in targets:
        target, seen = source, [source]
        while (key := served_path(unquote(target))) in targets:
            target = targets[key]
            if served_path(unquote(target)) in seen:
                circle = seen[seen.index(served_path(unquote(target))) :]
                if frozenset(circle) not in circles:
                    circles.add(frozenset(circle))
                    message = f"{_SETTING} goes in a circle: {' → '.join([*circle, circle[0]])}"
                    problems.append(error("cross_references.loop", message))
                break
            seen.append(served_path(unquote(target)))
        else:
            owners = [entry for entry in index.find(source)[1] if index.find(source)[0] == 0]
            resolution = resolve_reference(target, root, index)
            if owners:
                message = f"{_SETTING}: '{source}' is an address of {owners[0].display_name}"
                problems.append(error("cross_references.collision", message))
            elif isinstance(resolution, Resolved) and resolution.entry.is_draft:
                message = f"{_SETTING}: '{source}' leads to a draft, {resolution.entry.display_name}"
                problems.append(error("cross_references.draft", message))
            elif isinstance(resolution, Unchanged):
                message = f"{_SETTING}: '{source}' must lead to a page of this site, not to '{target}'"
                problems.append(error("cross_references.bad-redirect", message))
            elif isinstance(resolution, Resolved):
                redirects.append(Redirect(source, f"/{quote(resolution.url, safe=_KEPT)}"))
            else:
                message = f"{_SETTING}: '{source}' leads to '{target}', and this site has nothing there"
                problems.append(error("cross_references.unknown", message, hint=resolution.hint))
    return tuple(redirects), tuple(problems)


def redirect_entry(redirect: Redirect) -> tuple[Entry, tuple[Name, ...]]:
    """Return the page at an address that leads on, which posts may refer to, with its name."""
    path, mark, query = redirect.source.removeprefix("/").partition("?")
    return Entry(Kind.GENERATED, encode_path(path) + mark + query), (Name(redirect.source, NameKind.CANONICAL),)


_SETTING = "CROSS_REFERENCES_REDIRECTS"
# A fragment may follow the path; what is encoded stays so.
_KEPT = "/%#?=&!'()*+,;:@~-._"
