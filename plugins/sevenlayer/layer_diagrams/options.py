"""The options of the directive, from text to values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sevenlayer.diagnostics import did_you_mean
from sevenlayer.directives import BadOption, class_names, flag, identifier, words
from sevenlayer.openstack.facts.model import Facts

from .editions.editions import NoEdition, find_edition

SHOWN = ("both", "services", "titles")
ARROWS = ("all", "needs", "none")
DIRECTIONS = ("down", "up")
ORDERS = ("written", "untangle")


def layers_options(facts: Facts) -> Mapping[str, Callable[[str | None], Any]]:
    """Return the options, each with what makes a value of its text."""

    def edition(text: str | None) -> str:
        try:
            return find_edition(facts, words(text)).year
        except NoEdition as exception:
            raise BadOption(str(exception), exception.hint) from None

    return {
        "arrange": hinted(flag, "write ':arrange:' alone"),
        "arrows": one_of(*ARROWS),
        "caption": hinted(words, "write the caption behind it, or leave it out"),
        "class": hinted(class_names, "write names of letters, digits, '-' and '_', with blanks between them"),
        "compare": hinted(edition, "write the year of an edition"),
        "direction": one_of(*DIRECTIONS),
        "edition": hinted(edition, "write the year of an edition"),
        "highlight": hinted(names, "write names with commas between them, as in 'nova, glance'"),
        "name": hinted(identifier, "write a word, as in 'basics'"),
        "order": one_of(*ORDERS),
        "show": one_of(*SHOWN),
    }


def hinted(convert: Callable[[str | None], Any], hint: str) -> Callable[[str | None], Any]:
    """*convert* with *hint* for a value that it refuses without one."""

    def convert_or_advise(text: str | None) -> Any:
        try:
            return convert(text)
        except ValueError as exception:
            advice = exception.hint if isinstance(exception, BadOption) else None
            raise BadOption(str(exception), advice or hint) from None

    return convert_or_advise


def one_of(*allowed: str) -> Callable[[str | None], Any]:
    """One of the words *allowed*."""
    listed = [f"'{one}'" for one in allowed]
    usual = f"write {', '.join(listed[:-1])} or {listed[-1]}"

    def convert(text: str | None) -> str:
        value = words(text)
        if value not in allowed:
            message = f"'{value[:40]}' is none of {', '.join(listed)}"
            raise BadOption(message, did_you_mean(value, allowed) or usual)
        return value

    return hinted(convert, usual)


def names(text: str | None) -> tuple[str, ...]:
    """``nova, glance``: names of services; one that has a comma in it stands between double quotes."""
    found: list[str] = []
    piece, quoted = "", False
    for character in words(text):
        if character == '"':
            quoted = not quoted
        elif character == "," and not quoted:
            found.append(piece.strip())
            piece = ""
        else:
            piece += character
    found.append(piece.strip())
    if quoted:
        raise BadOption("a double quote is not closed", "write one at the end of the name, too")
    if not all(found):
        raise BadOption("a name is missing", "write names with single commas between them, as in 'nova, glance'")
    return tuple(found)
