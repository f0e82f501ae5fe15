"""Finds names in a text where they stand alone, as they are written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# A hyphen, a dot or a slash joins what is on its sides: a path, a host, another word.
_JOINED = re.compile(r"(?<=[\w./@:#$&~])|(?<=\w-)")
_ALONE = r"(?![\w/@])(?![-.:]\w)"
# What names have and other words hardly: anything but small letters.
_SIGN = re.compile(r"[^a-z ]")


class Occurrence(NamedTuple):
    """A name as it is *written* at *start* of a text."""

    written: str
    start: int


class NameFinder:
    """Finds *names*; of two that begin at one place, the longer, if neither is of small letters and blanks alone.

    The pattern looks for a capital, a hyphen or the like first, and then at what is around it: most of a text is passed over.
    """

    def __init__(self, names: Iterable[str]) -> None:
        #: Names without any sign, which are few.
        self._plain: list[str] = []
        #: The others by their rest from the first sign on, each with how much stands before it.
        self._by_rest: dict[str, list[tuple[str, int]]] = defaultdict(list)
        by_sign: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names, key=lambda name: (-len(name), name)):
            sign = _SIGN.search(name)
            if sign is None:
                self._plain.append(name)
                continue
            before = sign.start()
            self._by_rest[name[before:]].append((name, before))
            behind = f"(?<={re.escape(name[: before + 1])})" if before else ""
            by_sign[sign[0]].append(behind + re.escape(name[before + 1 :]))
        signs = "".join(map(re.escape, sorted(by_sign)))
        rests = "|".join(f"(?<={re.escape(sign)})(?:{'|'.join(rest)})" for sign, rest in sorted(by_sign.items()))
        self._pattern = re.compile(f"[{signs}](?:{rests}){_ALONE}" if signs else r"(?!)")

    def find(self, text: str) -> list[Occurrence]:
        """Return where *text* has the names, in its order."""
        found = [
            Occurrence(name, start)
            for name, start in self._candidates(text)
            if start >= 0 and text.startswith(name, start) and not _JOINED.match(text, start)
        ]
        return sorted(found, key=lambda one: one.start)

    def _candidates(self, text: str) -> Iterator[tuple[str, int]]:
        """Names that end where they may end, and where they begin, if all before the sign is there."""
        for match in self._pattern.finditer(text):
            for name, before in self._by_rest[match[0]]:
                yield name, match.start() - before
        for name in self._plain:
            if name in text:
                yield from ((name, match.start()) for match in re.finditer(re.escape(name) + _ALONE, text))
