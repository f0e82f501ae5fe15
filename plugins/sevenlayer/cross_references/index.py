"""All names of a site."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from sevenlayer.diagnostics import Problem, error
from sevenlayer.document.url_paths import TOLERANCES, loosest_key

from .entries import Entry, Name, NameKind
from .names import Sites, entry_names
from .near_words import NearWords


def no_ids(_entry: Entry) -> Collection[str] | None:
    """Nothing is known of what fragments can name."""
    return None


@dataclass
class Index:
    """Names and what they name.

    A name is found in the spelling in which it was added, or in one that differs by no more than ``TOLERANCES``.
    """

    sites: Sites = field(default_factory=Sites)
    ids: Callable[[Entry], Collection[str] | None] = no_ids
    #: The names of each entry, its address first.
    names: dict[Entry, tuple[Name, ...]] = field(default_factory=dict)
    _exact: dict[str, list[Entry]] = field(default_factory=dict)
    _loose: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: What the ids of an entry are nearest to, once asked for.
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
            # An entry may have one text as two kinds of name.
            if entry not in entries[-1:]:
                entries.append(entry)
            path, mark, query = name.text.partition("?")
            if mark:
                self._parameters.add((path, query.partition("=")[0]))

    def texts(self, path: str, query: str) -> tuple[str, ...]:
        """Return what *path* with *query* may be named: with it, and without it; but where there is a name ``/?p=12``,
        ``/?p=13`` is no other way to say ``/``.
        """
        if not query:
            return (path,)
        named = f"{path}?{query}"
        return (named,) if (path, query.partition("=")[0]) in self._parameters else (named, path)

    def find(self, text: str) -> tuple[int, tuple[Entry, ...]]:
        """Return what *text* names, in the order of sources, and how far it had to be looked for: 0 is exactly.

        Everything that is equally near is returned; nothing means that there is no such name.
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
        """What *spellings*, which are alike in the loosest way, name by each key of ``TOLERANCES``."""
        bucket = []
        for key in TOLERANCES:
            entries: dict[str, dict[Entry, None]] = {}
            for spelling in spellings:
                entries.setdefault(key(spelling), {}).update(dict.fromkeys(self._exact[spelling]))
            bucket.append({text: _in_order(each) for text, each in entries.items()})
        return tuple(bucket)

    @cached_property
    def words(self) -> dict[str, list[Entry]]:
        """The last part of every name, with what has it: what an author who made a slip may have meant."""
        words: dict[str, list[Entry]] = {}
        for entry in _in_order(self.names):
            # What is named with a query is no word: `/?p=12`, `/index.php?id=3`.
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
    """Return the index of *entries*, in which an address belongs to one of them, and what is wrong with their names.

    Of two that claim an address, the one whose own address it is keeps it, else the one that says so in its front matter,
    else the one whose source comes first.
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
    """Whether the same claim stands among the names without a host."""
    host, slash, path = name.text.removeprefix("//").partition("/")
    return name.text.startswith("//") and sites.local_path(host, slash + path) is not None


def _same_name(entry: Entry, name: Name, owner: Entry, names: Iterable[Name]) -> Problem:
    """Two posts, one address: there is no telling which of them a link means. *names* are the owner's, the strongest first."""
    owned = next(one for one in names if one.text == name.text and one.kind.is_claim)
    message = f"'{name.text}', the {name.kind.value} of this, is the {owned.kind.value} of {owner.display_name} too"
    if name.kind is NameKind.CANONICAL:
        hint = "give one of the two another 'url', or another slug"
    elif name.kind is NameKind.FORMER:
        hint = "say in 'permalink' where each of the two once lived"
    else:
        hint = "remove it from one of the two"
    where = name.where or entry.location("title")
    return error("cross_references.same-name", message, where, hint)
