"""Former names in a post's prose: which are explained, and where."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .facts import Facts, FormerName, OtherSense, Project
from .prose import Place, Prose, is_session

#: For so long after a rename people go on using the name that they are used to: two cycles.
IN_USE = datetime.timedelta(days=366)

# A hyphen, a dot or a slash joins what is on its sides: a path, a host, another word. What must not stand before a word is looked
# at from behind its first character.
_BEFORE, _AFTER = r"(?<![\w./@:#$&~].)(?<!\w-.)", r"(?![\w/@])(?![-.:]\w)"
_NEXT_WORD = re.compile(r"[\s-]+(\w+)")
_LAST_WORD = re.compile(r"(\w+)[\s-]+\Z")
# How far to look for a neighbour.
_WINDOW = 60
_OPENING = " \t\r\n\"'“”‘’«([*_"
_SENTENCE_ENDS = ".!?:;…"


@dataclass(frozen=True)
class Name:
    """A former name that can be explained, and the project that has it no longer."""

    former: FormerName
    project: Project


@dataclass(frozen=True)
class Mention:
    """A written name at *start* of the text of its *block*; *position* is that in the HTML."""

    written: str
    block: str
    start: int
    position: int
    place: Place


@dataclass(frozen=True)
class Explanation:
    """A former name of *project*, the first time that it stands, as *written*, in prose: at *position* of the HTML."""

    written: str
    former: FormerName
    project: Project
    position: int


@dataclass(frozen=True)
class Written:
    """A name as it is *written* at *start* of the text of a post's prose."""

    written: str
    start: int


class FormerNames:
    """The former names that can be explained; *names* has them by what prose writes."""

    def __init__(self, facts: Facts) -> None:
        self._first_day = facts.series[0].begins
        self.names: Mapping[str, Name] = {
            written: Name(former, project)
            for project in facts.projects.values()
            for former in project.formerly
            if _can_be_explained(former)
            for written in former.written
        }

    def find(
        self, written: Iterable[Written], prose: Prose, date: datetime.date | None, *, on_openstack: bool
    ) -> tuple[Explanation, ...]:
        """Return what the post says by a former name, in the order of the first mentions.

        *written* are names that stand in its *prose*, these among others.
        *date* is the post's. *on_openstack* says that it speaks of OpenStack; else an ambiguous name means something else.
        """
        mentions: dict[str, list[Mention]] = {}
        for mention in _mentions((one for one in written if one.written in self.names), prose):
            mentions.setdefault(self.names[mention.written].former.name, []).append(mention)
        found = []
        for one_name in mentions.values():
            name = self.names[one_name[0].written]
            sense = name.former.other_sense
            if sense is not None and (not on_openstack or _has_any(sense.not_with, prose.text)):
                continue
            certain = one_name if sense is None else self._certain(one_name, name, sense, date)
            first = next((one for one in certain if one.place is Place.PROSE), None)
            if first is not None:
                found.append(Explanation(first.written, name.former, name.project, first.position))
        return tuple(sorted(found, key=lambda one: one.position))

    def _certain(
        self, mentions: list[Mention], name: Name, sense: OtherSense, date: datetime.date | None
    ) -> list[Mention]:
        """Return the mentions that mean the project: all or none, or those beside its present name."""
        if any(_has_other_sense(one, sense) for one in mentions):
            return []
        until = name.former.until
        if date is None or until is None or not self._first_day <= date <= until + IN_USE:
            present = words_pattern(name.project.written)
            mentions = [one for one in mentions if present.search(one.block)]
        if sense.is_word and not any(one.place <= Place.CLOSED and not _begins_sentence(one) for one in mentions):
            return []
        return mentions


def find_written(words: re.Pattern[str], prose: Prose) -> tuple[Written, ...]:
    """Return where *prose* has what :func:`words_pattern` made *words* of."""
    return tuple(Written(match[0], match.start()) for match in words.finditer(prose.text))


def words_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that finds *words* where they stand alone, as they are written.

    It begins with the characters that words begin with, since such a pattern passes over all others at once.
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    by_first: dict[str, list[str]] = {}
    for word in longest_first:
        by_first.setdefault(word[0], []).append(re.escape(word[1:]))
    firsts = "".join(map(re.escape, sorted(by_first)))
    rests = "|".join(f"(?<={re.escape(first)})(?:{'|'.join(rest)})" for first, rest in sorted(by_first.items()))
    return re.compile(f"[{firsts}]{_BEFORE}(?:{rests}){_AFTER}")


def _can_be_explained(former: FormerName) -> bool:
    return (
        former.until is not None and not former.unsure and (former.ambiguous is None or former.other_sense is not None)
    )


def _mentions(written: Iterable[Written], prose: Prose) -> Iterator[Mention]:
    for one in written:
        start, end = prose.block_at(one.start)
        block = prose.text[start:end]
        if not is_session(block) and (found := prose.place_of(one.start, one.start + len(one.written))):
            yield Mention(one.written, block, one.start - start, *found)


def _has_any(words: Iterable[str], text: str) -> bool:
    folded = text.lower()
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded) for word in words if word in folded)


def _has_other_sense(mention: Mention, sense: OtherSense) -> bool:
    following = _NEXT_WORD.match(mention.block, mention.start + len(mention.written))
    going_before = _LAST_WORD.search(mention.block[max(0, mention.start - _WINDOW) : mention.start])
    return (following is not None and following[1].lower() in sense.not_before) or (
        going_before is not None and going_before[1].lower() in sense.not_after
    )


def _begins_sentence(mention: Mention) -> bool:
    before = mention.block[max(0, mention.start - _WINDOW) : mention.start].rstrip(_OPENING)
    return not before or before[-1] in _SENTENCE_ENDS
