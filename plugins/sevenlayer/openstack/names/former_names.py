"""Find the former names in a post's prose that need an explanation."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from sevenlayer.openstack.facts import Facts, FormerName, OtherSense, Project

from .disambiguation import Sense, SenseClassifier, begins_sentence
from .matcher import NameFinder, Occurrence
from .prose import Prose, TextKind, is_session

#: A former name is assumed to stay in use for this long after a rename: two cycles.
IN_USE = datetime.timedelta(days=366)

_NEXT_WORD = re.compile(r"[\s-]+(\w+)")
_LAST_WORD = re.compile(r"(?<!\w)(\w+)[\s-]+\Z")
# Characters of context, and the greatest length of a word of OtherSense.
_WINDOW, _LONGEST = 80, 24


@dataclass(frozen=True)
class Name:
    """A former name that can be explained, and its project."""

    former: FormerName
    project: Project


class Mention(NamedTuple):
    """An occurrence of a name in a *block*, with the texts *before* and *after* it; *position* is its offset in the HTML."""

    written: str
    block: str
    before: str
    after: str
    position: int
    kind: TextKind


@dataclass(frozen=True)
class Explanation:
    """A former name of *project* at its first occurrence in prose: as *written*, at offset *position* of the HTML."""

    written: str
    former: FormerName
    project: Project
    position: int


class FormerNames:
    """The former names that can be explained; *names* maps spellings to them."""

    def __init__(self, facts: Facts) -> None:
        self._first_day = facts.series[0].begins
        self._classifier = SenseClassifier(facts)
        self.names: Mapping[str, Name] = {
            written: Name(former, project)
            for project in facts.projects.values()
            for former in project.formerly
            if _can_be_explained(former)
            for written in former.written
        }
        # Names that show that a paragraph is about OpenStack, with their projects.
        self._of_openstack: dict[str, Project | None] = {written: name.project for written, name in self.names.items()}
        for project in facts.projects.values():
            self._of_openstack |= dict.fromkeys(project.written if project.is_unambiguous else (), project)
        self._of_openstack["OpenStack"] = None

    @cached_property
    def _finder(self) -> NameFinder:
        """Created on first use: few posts need it."""
        return NameFinder(self._of_openstack)

    def find(
        self, written: Iterable[Occurrence], prose: Prose, date: datetime.date | None, *, about_openstack: bool
    ) -> tuple[Explanation, ...]:
        """Return the former names to explain, in order of first occurrence.

        *written* are occurrences of names in *prose*; those that the author explains are left out. *date* is that of the
        post. Ambiguous names are ignored unless *about_openstack*.
        """
        mentions: dict[str, list[Mention]] = {}
        for mention in _mentions((one for one in written if one.written in self.names), prose):
            mentions.setdefault(self.names[mention.written].former.name, []).append(mention)
        found = []
        for one_name in mentions.values():
            name = self.names[one_name[0].written]
            sense = name.former.other_sense
            if any(one.kind is TextKind.EXPLAINED for one in one_name):
                continue
            if sense is not None and (not about_openstack or _has_any(sense.not_with, prose.text)):
                continue
            certain = one_name if sense is None else self._certain(one_name, name, sense, date)
            first = next((one for one in certain if one.kind is TextKind.PROSE), None)
            if first is not None:
                found.append(Explanation(first.written, name.former, name.project, first.position))
        return tuple(sorted(found, key=lambda one: one.position))

    def _certain(
        self, mentions: list[Mention], name: Name, sense: OtherSense, date: datetime.date | None
    ) -> list[Mention]:
        """Return the mentions that mean the project, judged by the words around all mentions and by *date*."""
        if any(_has_other_sense(one, sense) for one in mentions):
            return []
        # Each mention with its sense.
        told = [(one, self._sense(one)) for one in mentions]
        senses = {one for _mention, one in told}
        if Sense.OTHER in senses and Sense.PROJECT not in senses:
            return []
        if Sense.OTHER in senses:
            told = [(one, one_sense) for one, one_sense in told if one_sense is not Sense.OTHER]
        until = name.former.until
        if date is None or until is None or not self._first_day <= date <= until + IN_USE:
            is_beside = _has_current_name if date is not None and date < self._first_day else self._is_of_openstack
            blocks = {block for block in {one.block for one, _sense in told} if is_beside(block, name)}
            told = [(one, one_sense) for one, one_sense in told if one.block in blocks]
        if sense.is_word and not any(_is_no_word(one, one_sense) for one, one_sense in told):
            return []
        return [one for one, _sense in told]

    def _sense(self, mention: Mention) -> Sense:
        if mention.kind is TextKind.HEADING:
            return Sense.UNKNOWN
        return self._classifier.classify(mention.before, mention.after)

    def _is_of_openstack(self, block: str, name: Name) -> bool:
        """Whether *block* has the word OpenStack, the current name, or the name of another project."""
        named = (self._of_openstack[one.written] for one in self._finder.find(block))
        return any(project is not name.project for project in named) or _has_current_name(block, name)


def _can_be_explained(former: FormerName) -> bool:
    return (
        former.until is not None and not former.unsure and (former.ambiguous is None or former.other_sense is not None)
    )


def _mentions(written: Iterable[Occurrence], prose: Prose) -> Iterator[Mention]:
    begin = end = -1
    block, is_code = "", False
    for one in written:
        # A long block with many names is examined once.
        if not begin <= one.start < end:
            begin, end = prose.block_at(one.start)
            block = prose.text[begin:end]
            is_code = is_session(block)
        start = one.start - begin
        after = start + len(one.written)
        if not is_code and (found := prose.locate(one.start, begin + after)):
            before = block[max(0, start - _WINDOW) : start]
            yield Mention(one.written, block, before, block[after : after + _WINDOW], *found)


def _has_any(words: Iterable[str], text: str) -> bool:
    folded = text.lower()
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded) for word in words if word in folded)


def _has_other_sense(mention: Mention, sense: OtherSense) -> bool:
    if (following := _NEXT_WORD.match(mention.after)) and following[1].lower() in sense.not_before:
        return True
    going_before = _LAST_WORD.search(mention.before[-_LONGEST:])
    return going_before is not None and going_before[1].lower() in sense.not_after


def _has_current_name(block: str, name: Name) -> bool:
    return bool(_finder_of(name.project.written).find(block))


@lru_cache
def _finder_of(names: tuple[str, ...]) -> NameFinder:
    return NameFinder(names)


def _is_no_word(mention: Mention, sense: Sense) -> bool:
    """Whether the capital marks a name: within a sentence, or where the context identifies the project."""
    return mention.kind is not TextKind.HEADING and (sense is Sense.PROJECT or not begins_sentence(mention.before))
