"""The editions of OpenStack's layers, as stacks, and how each project travelled through them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from sevenlayer.diagnostics import did_you_mean
from sevenlayer.layer_diagrams.model import Layer, Service, Stack
from sevenlayer.openstack.facts import model as known
from sevenlayer.openstack.facts.model import Edition, Facts


class NoEdition(ValueError):
    """There is no such edition, or no such layer in it; *hint* says what there is."""

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


def find_layer(edition: Edition, number: str) -> known.Layer:
    """Return the layer of *edition* with *number*, a number or a letter of either case.

    :raises NoEdition: it has none.
    """
    found = next((layer for layer in edition.layers if layer.number == number.upper()), None)
    if found is None:
        numbers = [layer.number for layer in edition.layers]
        raise NoEdition(f"the edition of {edition.year} has no layer '{number[:60]}'", f"it has {join_words(numbers)}")
    return found


def edition_on(facts: Facts, day: datetime.date | None) -> Edition:
    """Return the edition that was in force on *day*: the newest that was written by then, the first for days before all.

    Without a day it is the newest of all.
    """
    editions = sorted(facts.editions, key=lambda edition: edition.date)
    return next((one for one in reversed(editions) if day is None or one.date <= day), editions[0])


def edition_stack(facts: Facts, year: str) -> Stack:
    """Return the edition of *year* as its post has it: names and statuses are those of its day.

    :raises NoEdition: there is none.
    """
    edition = find_edition(facts, year)
    return Stack(
        tuple(
            Layer(layer.number, layer.name, tuple(service_in(layer, name) for name in layer.projects))
            for layer in reversed(edition.layers)
        )
    )


def service_in(layer: known.Layer, project: str) -> Service:
    """Return how *layer* shows the project: by the name, and with the status, that its edition has for it."""
    return Service(layer.name_of(project), "incubating" if project in layer.incubating else "")


@dataclass(frozen=True)
class Misplaced:
    """A *service* that its author has in *layer*, and the edition in layer *expected*."""

    service: Service
    layer: Layer
    expected: known.Layer


def misplaced(stack: Stack, edition: Edition, facts: Facts) -> tuple[Misplaced, ...]:
    """Return the services that stand in a layer of another number than *edition* has them in, from the uppermost layer on.

    Layers without a number, and services that the edition does not have, are passed over.
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
    """Return *words* as a sentence has them: ``2013, 2014 and 2017``."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last
