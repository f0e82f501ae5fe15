"""What a setting is: its name, what it may be, and how it is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sevenlayer.diagnostics import did_you_mean

__all__ = [
    "BadSetting",
    "Check",
    "Fault",
    "Setting",
    "choice",
    "flag",
    "list_of_texts",
    "pairs",
    "text",
    "whole_number",
]

#: Takes all settings; raises ValueError, or :class:`BadSetting` to give a hint too.
Check = Callable[[Mapping[str, Any]], object]


class BadSetting(ValueError):
    """A setting is wrong; *hint* says what to write instead."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True)
class Fault:
    """What is wrong with the setting *name*. A fault that is no *error* is a warning in previews."""

    name: str
    message: str
    hint: str | None = None
    is_error: bool = True


@dataclass(frozen=True)
class Setting:
    """One setting of ours.

    *kind*, *default* and *meaning* are for authors, in Markdown; *example* is a Python expression.
    """

    name: str
    kind: str
    default: str
    meaning: str
    example: str
    group: str
    check: Check

    def fault(self, settings: Mapping[str, Any]) -> Fault | None:
        """Return what is wrong with the value in *settings*, or None."""
        try:
            self.check(settings)
        except ValueError as exception:
            hint = exception.hint if isinstance(exception, BadSetting) else None
            return Fault(self.name, str(exception), hint or f"write it as in {self.name} = {self.example}")
        return None


def flag(name: str) -> Check:
    def check(settings: Mapping[str, Any]) -> None:
        if not isinstance(value := settings.get(name, True), bool):
            raise ValueError(f"{name} must be True or False, not {shown(value)}")

    return check


def text(name: str, *, may_be_none: bool = False) -> Check:
    def check(settings: Mapping[str, Any]) -> None:
        value = settings.get(name, "")
        if not (isinstance(value, str) or (may_be_none and value is None)):
            raise ValueError(f"{name} must be a text, not {shown(value)}")

    return check


def choice(name: str, allowed: Iterable[str]) -> Check:
    words = tuple(allowed)

    def check(settings: Mapping[str, Any]) -> None:
        if name in settings and (value := settings[name]) not in words:
            listed = ", ".join(f"'{word}'" for word in words)
            hint = did_you_mean(value, words) if isinstance(value, str) else None
            raise BadSetting(f"{name} must be one of {listed}, not {shown(value)}", hint)

    return check


def list_of_texts(name: str) -> Check:
    def check(settings: Mapping[str, Any]) -> None:
        value = settings.get(name) or ()
        if not isinstance(value, list | tuple | set | frozenset) or not all(isinstance(one, str) for one in value):
            raise ValueError(f"{name} must be a list of texts, not {shown(value)}")

    return check


def pairs(name: str) -> Check:
    def check(settings: Mapping[str, Any]) -> None:
        value = settings.get(name) or ()
        if not isinstance(value, list | tuple) or not all(
            isinstance(one, list | tuple) and len(one) >= 2 and all(isinstance(part, str) for part in one[:2])
            for one in value
        ):
            raise ValueError(f"{name} must be a list of pairs of a text and a URL, not {shown(value)}")

    return check


def whole_number(name: str, *, least: int = 1, instead: tuple[object, ...] = ()) -> Check:
    """*instead* are values that turn it off, such as False and None."""

    def check(settings: Mapping[str, Any]) -> None:
        value = settings.get(name, least)
        if any(value is other for other in instead):
            return
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            others = "".join(f" or {other!r}" for other in instead)
            raise ValueError(f"{name} must be a whole number from {least}{others}, not {shown(value)}")

    return check


def shown(value: object) -> str:
    """Return *value* as a message shows it."""
    written = repr(value)
    return written if len(written) <= 80 else f"{written[:77]}..."
