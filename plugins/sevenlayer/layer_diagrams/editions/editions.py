"""The editions of OpenStack's layers as stacks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from sevenlayer.diagnostics import did_you_mean
from sevenlayer.layer_diagrams.model import Layer, Service, Stack
from sevenlayer.openstack.facts import Edition, Facts
from sevenlayer.openstack.facts import Layer as EditionLayer


class NoEdition(ValueError):
    """There is no such edition, or no such layer in it; *hint* lists what exists."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def find_edition(facts: Facts, year: str) -> Edition:
    """Return the edition of *year*.

    :raises NoEdition: there is none.
    """
    found = next((edition for edition in facts.editions if edition.year == year), None)
    if found is None:
        years = [edition.year for edition in facts.editions]
        hint = did_you_mean(year, years) if len(year) > len("2013") else None
        raise NoEdition(
            f"there is no edition '{year[:60]}' of the layers", hint or f"there are those of {join_words(years)}"
        )
    return found


def find_layer(edition: Edition, number: str) -> EditionLayer:
    """Return the layer of *edition* with *number*, a number or a letter in any case.

    :raises NoEdition: there is none.
    """
    found = next((layer for layer in edition.layers if layer.number == number.upper()), None)
    if found is None:
        numbers = [layer.number for layer in edition.layers]
        raise NoEdition(f"the edition of {edition.year} has no layer '{number[:60]}'", f"it has {join_words(numbers)}")
    return found


def edition_on(facts: Facts, day: datetime.date | None) -> Edition:
    """Return the edition in force on *day*: the latest published by then, or the first one. Without a day, the latest of all."""
    editions = sorted(facts.editions, key=lambda edition: edition.date)
    return next((one for one in reversed(editions) if day is None or one.date <= day), editions[0])


def edition_stack(facts: Facts, year: str) -> Stack:
    """Return the edition of *year* as published, with the names and statuses of its date.

    :raises NoEdition: there is none.
    """
    edition = find_edition(facts, year)
    return Stack(
        tuple(
            Layer(layer.number, layer.name, tuple(service_in(layer, name) for name in layer.projects))
            for layer in reversed(edition.layers)
        )
    )


def service_in(layer: EditionLayer, project: str) -> Service:
    """Return the project as a service with the name and status that *layer* has for it."""
    return Service(layer.name_of(project), "incubating" if project in layer.incubating else "")


@dataclass(frozen=True)
class Misplaced:
    """A *service* that the author placed in *layer*, and the edition in layer *expected*."""

    service: Service
    layer: Layer
    expected: EditionLayer


def misplaced(stack: Stack, edition: Edition, facts: Facts) -> tuple[Misplaced, ...]:
    """Return the services in a layer with another number than in *edition*, from the topmost layer down.

    Layers without a number, and services that the edition does not have, are ignored.
    """
    found = []
    for layer in stack.layers:
        for service in layer.services if layer.number else ():
            project = facts.find_project(service.name)
            expected = facts.layer_of(project.name, edition.year) if project else None
            if expected is not None and expected.number != layer.number.upper():
                found.append(Misplaced(service, layer, expected))
    return tuple(found)


def join_words(words: Iterable[str]) -> str:
    """Return *words* as an enumeration: ``2013, 2014 and 2017``."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last
