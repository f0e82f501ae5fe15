"""Suggestions for unresolved references."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from pathlib import PurePosixPath
from urllib.parse import SplitResult, unquote

from sevenlayer.diagnostics.problems import display_path

from .entries import DOCUMENT_KINDS, Entry
from .index import Index
from .near_words import NearWords

# Extensions of posts only.
_SOURCES = (".md", ".markdown", ".rst")
_HOST = re.compile(r"www\.[\w-]+\.\w+|[\w-]+\.(?:com|org|net|io|edu|gov|dev)")


def suggest(written: str, parts: SplitResult, mark: str, referrer: Entry | None, index: Index) -> str | None:
    """Return a hint with the nearest name, in the same form as the reference, or None."""
    path = unquote(parts.path)
    if not mark and _HOST.fullmatch(path.partition("/")[0]):
        return f"write 'https://{written}' if this is another site"
    word = PurePosixPath(path).name
    if not word or word.isdigit():  # All numbers are similar.
        return None
    nearest = index.near_words.nearest(word)
    if nearest is None:
        return None
    entries = [
        entry
        for entry in index.words[nearest]
        if entry is not referrer and (entry.kind in DOCUMENT_KINDS or not mark.startswith("post"))
    ]
    if not entries:
        return None
    # Of several entries, prefer one in the same folder, then a post.
    folder = posixpath.dirname(path.strip("/"))
    entry = min(
        entries, key=lambda one: (posixpath.dirname(one.url.strip("/")) != folder, one.kind not in DOCUMENT_KINDS)
    )
    place = f" ({display_path(entry.path)})" if entry.path else ""
    return f"did you mean '{_in_form(nearest, entry, path, mark, referrer)}'?{place}"


def _in_form(nearest: str, entry: Entry, path: str, mark: str, referrer: Entry | None) -> str:
    if mark.startswith("post"):
        return nearest
    if mark in ("category", "tag", "author"):
        return f"{{{mark}}}{nearest}"
    suffix = PurePosixPath(path).suffix
    if not entry.source or not (mark or suffix in (*_SOURCES, PurePosixPath(entry.source).suffix)):
        return f"/{entry.url}"
    if path.startswith("/") or referrer is None:
        written = f"/{entry.source}"
    else:
        written = posixpath.relpath(entry.source, posixpath.dirname(referrer.source) or ".")
    return f"{{{mark}}}{written}" if mark else written


def suggest_fragment(fragment: str, entry: Entry, ids: Collection[str], index: Index) -> str | None:
    """Return a hint with the nearest of *ids*, the ids of *entry*, or None."""
    if entry not in index.near_ids:
        index.near_ids[entry] = NearWords(ids)
    nearest = index.near_ids[entry].nearest(fragment)
    return f"did you mean '#{nearest}'?" if nearest else None
