"""Faults of the text of a diagram."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import category

from sevenlayer.layer_diagrams.model import Position, Stack

#: Faults of a diagram that are reported; more are counted.
MAX_FAULTS = 200

EXAMPLE = "write a layer as '1 The Basics: keystone, glance', an arrow as 'nova -> keystone'"

# Not allowed in names and in XML: control characters, surrogates and noncharacters.
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# Bidirectional controls.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Invisible characters that are letters, marks or symbols in Unicode.
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0") | {
    chr(code) for code in range(0xFE00, 0xFE10)
}


@dataclass(frozen=True)
class Fault:
    """A fault at a *location* in the text; *is_error* is False for warnings."""

    message: str
    location: Position
    hint: str | None = None
    is_error: bool = True


@dataclass(frozen=True)
class Parsed:
    """The result of parsing, with faults in order of location.

    If one of *faults* is an error, *stack* is incomplete and may violate the rules of the model.
    """

    stack: Stack
    faults: tuple[Fault, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether there is no error, so that the stack can be drawn."""
        return not any(fault.is_error for fault in self.faults)


class Faults:
    """Collects faults; those beyond ``MAX_FAULTS`` are only counted, to limit the report."""

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
        """Return all faults by location; the last one has the number of further ones."""
        faults = sorted(self._kept, key=lambda fault: (fault.location.line, fault.location.column))
        for fault in self._left_out:
            message = f"the diagram has {self._number_left_out:,} more faults"
            faults.append(Fault(message, fault.location, "fix those above first", fault.is_error))
        return tuple(faults)


def quote(text: str) -> str:
    """Return *text* in quotes for a message, truncated if it is long."""
    text = text if len(text) <= 60 else f"{text[:59]}…"
    # Bidirectional controls would reorder the message.
    return "'" + _BIDI.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "'"


def normalize_spaces(text: str) -> str:
    """Return *text* with single spaces, and none at its ends."""
    return " ".join(text.split())


def is_valid_text(text: str) -> bool:
    """Whether *text* has only characters that names may have."""
    return _INVALID.search(text) is None


def bidi_control(text: str) -> str:
    """Return the first bidirectional control character of *text*, or an empty string."""
    found = None if text.isascii() else _BIDI.search(text)
    return found[0] if found else ""


def is_invisible(text: str) -> bool:
    """Whether *text* has no visible character."""
    if text.isascii():
        return not text.strip()
    return all(category(one) in ("Cf", "Zs") or one in _FILLERS for one in text)


def clean_line(line: str, number: int, faults: Faults) -> str:
    """Return *line* with spaces in place of control characters, and report the first of them; columns are preserved."""
    found = _INVALID.search(line)
    if found is None:
        return line
    location = Position(number, found.start() + 1)
    faults.add(f"control character U+{ord(found[0]):04X}", location, "remove it")
    return _INVALID.sub(" ", line)
