"""What is wrong with the text of a diagram, where in it, and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import category

from sevenlayer.layer_diagrams.model import Position, Stack

#: Faults of one diagram that are told one by one; more are counted.
MAX_FAULTS = 200

EXAMPLE = "write a layer as '1 The Basics: keystone, glance', an arrow as 'nova -> keystone'"

# What no name may hold and no XML document can: control characters, halves of pairs, and two that are no characters.
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# These make text read in another order than it is written in.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Characters that show nothing, though they count as letters, marks or signs.
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0") | {
    chr(code) for code in range(0xFE00, 0xFE10)
}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. *location* is in the diagram's text; *is_error* is False for what is only odd."""

    message: str
    location: Position
    hint: str | None = None
    is_error: bool = True


@dataclass(frozen=True)
class Parsed:
    """What a text says, and what is wrong with it, in the order of locations.

    If one of *faults* is an error, *stack* is what was understood besides, and need not keep the rules of the model.
    """

    stack: Stack
    faults: tuple[Fault, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether the stack can be drawn: there is no error."""
        return not any(fault.is_error for fault in self.faults)


class Faults:
    """Collects faults; those beyond ``MAX_FAULTS`` are counted only, so that a hostile text has no endless report."""

    def __init__(self) -> None:
        self._kept: list[Fault] = []
        self._left_out: list[Fault] = []
        self._number_left_out = 0

    @property
    def is_full(self) -> bool:
        return len(self._kept) >= MAX_FAULTS

    def __bool__(self) -> bool:
        return bool(self._kept)

    def add(self, message: str, location: Position | None, hint: str | None = None, *, is_error: bool = True) -> None:
        fault = Fault(message, location or Position(1, 1), hint, is_error)
        if not self.is_full:
            self._kept.append(fault)
            return
        self._number_left_out += 1
        if not self._left_out or (fault.is_error and not self._left_out[0].is_error):
            self._left_out = [fault]

    def sorted(self) -> tuple[Fault, ...]:
        """All faults by their locations; the last says how many more there are."""
        faults = sorted(self._kept, key=lambda fault: (fault.location.line, fault.location.column))
        for fault in self._left_out:
            message = f"the diagram has {self._number_left_out:,} more faults"
            faults.append(Fault(message, fault.location, "fix those above first", fault.is_error))
        return tuple(faults)


def quote(text: str) -> str:
    """*text* between quotes, as messages have it; only the beginning of a long one."""
    text = text if len(text) <= 60 else f"{text[:59]}…"
    # A message must read in the order in which it is written.
    return "'" + _BIDI.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "'"


def normalize_spaces(text: str) -> str:
    """*text* with one blank where there are several, and none at its ends."""
    return " ".join(text.split())


def is_valid_text(text: str) -> bool:
    """Whether a name may hold all characters of *text*."""
    return _INVALID.search(text) is None


def bidi_control(text: str) -> str:
    """The first character of *text* that changes the direction of what follows; empty if there is none."""
    found = None if text.isascii() else _BIDI.search(text)
    return found[0] if found else ""


def is_invisible(text: str) -> bool:
    """Whether *text* shows nothing."""
    if text.isascii():
        return not text.strip()
    return all(category(one) in ("Cf", "Zs") or one in _FILLERS for one in text)


def clean_line(line: str, number: int, faults: Faults) -> str:
    """*line* with blanks for control characters and the like, of which the first is reported; columns stay."""
    found = _INVALID.search(line)
    if found is None:
        return line
    location = Position(number, found.start() + 1)
    faults.add(f"control character U+{ord(found[0]):04X}", location, "remove it")
    return _INVALID.sub(" ", line)
