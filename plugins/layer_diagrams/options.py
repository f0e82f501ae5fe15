"""The options of the directive, from text to values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pelican.plugins.markup.vocabulary import BadOption, choice, class_names, flag, identifier, words
from pelican.plugins.openstack.facts import Facts

from .editions import NoEdition, find_edition

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
        "arrange": flag,
        "arrows": choice(*ARROWS),
        "caption": words,
        "class": class_names,
        "compare": edition,
        "direction": choice(*DIRECTIONS),
        "edition": edition,
        "highlight": names,
        "name": identifier,
        "order": choice(*ORDERS),
        "show": choice(*SHOWN),
    }


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
