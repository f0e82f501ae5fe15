"""Index of all names of a site."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from sevenlayer.diagnostics import Code, Problem, error
from sevenlayer.document import TOLERANCES, loosest_key

from .entries import Entry, Name, NameKind
from .names import Sites, entry_names
from .near_words import NearWords


def no_ids(_entry: Entry) -> Collection[str] | None:
    """Return None: the ids of the entry are unknown."""
    return None


@dataclass
class Index:
    """Maps names to entries.

    A name is found by its exact spelling, or by one that differs only in what ``TOLERANCES`` ignore. *ids* returns the ids of
    an entry, or None where they are unknown.
    """

    sites: Sites = field(default_factory=Sites)
    ids: Callable[[Entry], Collection[str] | None] = no_ids
    #: The names of each entry, its URL first.
    names: dict[Entry, tuple[Name, ...]] = field(default_factory=dict)
    _exact: dict[str, list[Entry]] = field(default_factory=dict)
    _loose: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: Fuzzy lookup of the ids of an entry, made on demand.
    near_ids: dict[Entry, NearWords] = field(default_factory=dict)
    _buckets: dict[str, tuple[dict[str, tuple[Entry, ...]], ...]] = field(default_factory=dict)
    _parameters: set[tuple[str, str]] = field(default_factory=set)

    def add(self, entry: Entry, names: Iterable[Name]) -> None:
        self.names[entry] = tuple(names)
        for name in self.names[entry]:
            entries = self._exact.setdefault(name.text, [])
            if not entries:
                loose = loosest_key(name.text)
                self._loose[loose] = (*self._loose.get(loose, ()), name.text)
                self._buckets.pop(loose, None)
            # An entry may have the same text as two kinds of name.
            if entry not in entries[-1:]:
                entries.append(entry)
            path, mark, query = name.text.partition("?")
            if mark:
                self._parameters.add((path, query.partition("=")[0]))

    def texts(self, path: str, query: str) -> tuple[str, ...]:
        """Return the names to look up for *path* with *query*: with the query, and without it unless the index has a name
        with the same parameter (with a name ``/?p=12``, ``/?p=13`` does not mean ``/``).
        """
        if not query:
            return (path,)
        named = f"{path}?{query}"
        return (named,) if (path, query.partition("=")[0]) in self._parameters else (named, path)

    def find(self, text: str) -> tuple[int, tuple[Entry, ...]]:
        """Return the distance (0 for an exact match, else the number of the tolerance) and the entries named *text*.

        All entries at the smallest distance are returned, ordered by source; none if the name is unknown.
        """
        if found := self._exact.get(text):
            return 0, _in_order(found)
        loose = loosest_key(text)
        if loose in self._loose:
            if loose not in self._buckets:
                self._buckets[loose] = self._bucket(self._loose[loose])
            for number, (key, entries) in enumerate(zip(TOLERANCES, self._buckets[loose], strict=True), 1):
                if found_loosely := entries.get(key(text)):
                    return number, found_loosely
        return len(TOLERANCES) + 1, ()

    def _bucket(self, spellings: Iterable[str]) -> tuple[dict[str, tuple[Entry, ...]], ...]:
        """Return, for each key of ``TOLERANCES``, the entries by key; *spellings* have the same loosest key."""
        bucket = []
        for key in TOLERANCES:
            entries: dict[str, dict[Entry, None]] = {}
            for spelling in spellings:
                entries.setdefault(key(spelling), {}).update(dict.fromkeys(self._exact[spelling]))
            bucket.append({text: _in_order(each) for text, each in entries.items()})
        return tuple(bucket)

    @cached_property
    def words(self) -> dict[str, list[Entry]]:
        """The entries by the last path segment of their names, for suggestions."""
        words: dict[str, list[Entry]] = {}
        for entry in _in_order(self.names):
            # Not names with a query: `/?p=12`, `/index.php?id=3`.
            names = (name.text for name in self.names[entry] if "?" not in name.text)
            for word in {posixpath.basename(text.rstrip("/")): None for text in names}:
                if word:
                    words.setdefault(word, []).append(entry)
        return words

    @cached_property
    def near_words(self) -> NearWords:
        return NearWords(self.words)


def _in_order(entries: Collection[Entry]) -> tuple[Entry, ...]:
    return tuple(entries) if len(entries) == 1 else tuple(sorted(entries, key=lambda entry: (entry.source, entry.url)))


def build_index(
    entries: Iterable[Entry], sites: Sites, ids: Callable[[Entry], Collection[str] | None] = no_ids
) -> tuple[Index, tuple[Problem, ...]]:
    """Return the index of *entries* and the problems of their names; each URL in the index belongs to a single entry.

    Of several claims to a URL, the strongest kind of name wins (see `NameKind`), then the entry whose source sorts first.
    """
    index = Index(sites, ids)
    problems: list[Problem] = []
    names: dict[Entry, tuple[Name, ...]] = {}
    for entry in entries:
        names[entry], found = entry_names(entry, sites)
        problems += found
    owners: dict[str, Entry] = {}
    lost: dict[Entry, set[Name]] = defaultdict(set)
    in_order = _in_order(names)
    for kind in (kind for kind in NameKind if kind.is_claim):
        for entry in in_order:
            for name in names[entry]:
                if name.kind is not kind or owners.setdefault(name.text, entry) is entry:
                    continue
                if name not in lost[entry]:
                    lost[entry].add(name)
                    if not _is_said_by_path(name, sites):
                        owner = owners[name.text]
                        problems.append(_same_name(entry, name, owner, names[owner]))
    for entry, own in names.items():
        index.add(entry, own if entry not in lost else [name for name in own if name not in lost[entry]])
    return index, tuple(problems)


def _is_said_by_path(name: Name, sites: Sites) -> bool:
    """Whether the entry also has the name without a host, which is reported instead."""
    host, slash, path = name.text.removeprefix("//").partition("/")
    return name.text.startswith("//") and sites.local_path(host, slash + path) is not None


def _same_name(entry: Entry, name: Name, owner: Entry, names: Iterable[Name]) -> Problem:
    """Return the problem of two entries with one URL. *names* are the names of *owner*, strongest first."""
    owned = next(one for one in names if one.text == name.text and one.kind.is_claim)
    message = (
        f"'{name.text}' is both the {name.kind.value} of this {entry.kind.value} "
        f"and the {owned.kind.value} of {owner.display_name}"
    )
    if name.kind is NameKind.CANONICAL:
        hint = "change the 'url' or the 'slug' of one of them"
    elif name.kind is NameKind.FORMER:
        hint = "set 'permalink' of each to its former URL"
    else:
        hint = "remove it from one of them"
    where = name.where or entry.location("title")
    return error(Code.CROSS_REFERENCES_SAME_NAME, message, where, hint)
