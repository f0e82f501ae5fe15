"""Find names in a text where they stand alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# A hyphen, dot or slash joins words: a path, a host, a compound.
_JOINED = re.compile(r"(?<=[\w./@:#$&~])|(?<=\w-)")
_ALONE = r"(?![\w/@])(?![-.:]\w)"
# Any character but lower-case letters: frequent in names, rare in other words.
_SIGN = re.compile(r"[^a-z ]")


class Occurrence(NamedTuple):
    """A name as *written* at offset *start* of a text."""

    written: str
    start: int


class NameFinder:
    """Finds *names*; the longest of those with the same start, unless it consists of lower-case letters and spaces only.

    The regular expression looks for a distinctive character first (a capital, a hyphen), so it skips most of a text.
    """

    def __init__(self, names: Iterable[str]) -> None:
        #: Names without such a character; there are few.
        self._plain: list[str] = []
        #: Other names by their part from the first sign on, with the length of the part before it.
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
        """Return the occurrences of the names in *text*, in order."""
        found = [
            Occurrence(name, start)
            for name, start in self._candidates(text)
            if start >= 0 and text.startswith(name, start) and not _JOINED.match(text, start)
        ]
        return sorted(found, key=lambda one: one.start)

    def _candidates(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield names with a valid end, with their start if the part before the sign matches."""
        for match in self._pattern.finditer(text):
            for name, before in self._by_rest[match[0]]:
                yield name, match.start() - before
        for name in self._plain:
            if name in text:
                yield from ((name, match.start()) for match in re.finditer(re.escape(name) + _ALONE, text))
