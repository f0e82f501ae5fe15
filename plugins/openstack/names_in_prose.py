"""Former names in a post's prose: which are explained, and where."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .facts import Facts, FormerName, OtherSense, Project
from .prose import Block, Place

#: For so long after a rename people go on using the name that they are used to: two cycles.
IN_USE = datetime.timedelta(days=366)

# A hyphen, a dot or a slash joins what is on its sides: a path, a host, another word.
_BEFORE, _AFTER = r"(?<![\w./@:#$&~])(?<!\w-)", r"(?![\w/@])(?![-.:]\w)"
_WORD = re.compile(r"\w+")
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
    """A written name at *start* of the text of block *block*; *position* is that in the HTML."""

    written: str
    block: int
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


class FormerNames:
    """The former names that can be explained, by what prose writes."""

    def __init__(self, facts: Facts) -> None:
        self._first_day = facts.series[0].begins
        self._names: Mapping[str, Name] = {
            written: Name(former, project)
            for project in facts.projects.values()
            for former in project.formerly
            if _can_be_explained(former)
            for written in former.written
        }
        self._pattern = words_pattern(self._names)

    def find(
        self, blocks: Sequence[Block], date: datetime.date | None, *, on_openstack: bool
    ) -> tuple[Explanation, ...]:
        """Return what the post says by a former name, in the order of the first mentions.

        *date* is the post's. *on_openstack* says that it speaks of OpenStack; else an ambiguous name means something else.
        """
        mentions: dict[str, list[Mention]] = {}
        for mention in _mentions(self._pattern, blocks):
            mentions.setdefault(self._names[mention.written].former.name, []).append(mention)
        words = _words(blocks) if mentions else frozenset()
        found = []
        for one_name in mentions.values():
            name = self._names[one_name[0].written]
            sense = name.former.other_sense
            if sense is not None and (not on_openstack or words & sense.not_with):
                continue
            certain = one_name if sense is None else self._certain(one_name, name, sense, blocks, date)
            first = next((one for one in certain if one.place is Place.PROSE), None)
            if first is not None:
                found.append(Explanation(first.written, name.former, name.project, first.position))
        return tuple(sorted(found, key=lambda one: one.position))

    def _certain(
        self,
        mentions: list[Mention],
        name: Name,
        sense: OtherSense,
        blocks: Sequence[Block],
        date: datetime.date | None,
    ) -> list[Mention]:
        """Return the mentions that mean the project: all or none, or those beside its present name."""
        if any(_has_other_sense(one, sense, blocks[one.block].text) for one in mentions):
            return []
        until = name.former.until
        if date is None or until is None or not self._first_day <= date <= until + IN_USE:
            beside = _blocks_with(name.project, {one.block for one in mentions}, blocks)
            mentions = [one for one in mentions if one.block in beside]
        if sense.is_word and not any(
            one.place <= Place.CLOSED and not _begins_sentence(one, blocks[one.block].text) for one in mentions
        ):
            return []
        return mentions


def words_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that finds *words* where they stand alone, as they are written."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(f"{_BEFORE}(?:{'|'.join(map(re.escape, longest_first))}){_AFTER}")


def _can_be_explained(former: FormerName) -> bool:
    return (
        former.until is not None and not former.unsure and (former.ambiguous is None or former.other_sense is not None)
    )


def _mentions(pattern: re.Pattern[str], blocks: Sequence[Block]) -> Iterator[Mention]:
    for number, block in enumerate(blocks):
        found = list(pattern.finditer(block.text))
        if found and block.is_session:
            continue
        for match in found:
            if piece := block.piece_of(match.start(), match.end()):
                position = piece.position + match.start() - piece.offset
                yield Mention(match[0], number, match.start(), position, piece.place)


def _words(blocks: Iterable[Block]) -> frozenset[str]:
    return frozenset(word.lower() for block in blocks for word in _WORD.findall(block.text))


def _has_other_sense(mention: Mention, sense: OtherSense, text: str) -> bool:
    following = _NEXT_WORD.match(text, mention.start + len(mention.written))
    going_before = _LAST_WORD.search(text[max(0, mention.start - _WINDOW) : mention.start])
    return (following is not None and following[1].lower() in sense.not_before) or (
        going_before is not None and going_before[1].lower() in sense.not_after
    )


def _begins_sentence(mention: Mention, text: str) -> bool:
    before = text[max(0, mention.start - _WINDOW) : mention.start].rstrip(_OPENING)
    return not before or before[-1] in _SENTENCE_ENDS


def _blocks_with(project: Project, numbers: Iterable[int], blocks: Sequence[Block]) -> frozenset[int]:
    """Return those of the blocks in which the present name of *project* stands too."""
    pattern = words_pattern(project.written)
    return frozenset(number for number in numbers if pattern.search(blocks[number].text))
