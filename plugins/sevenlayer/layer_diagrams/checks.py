"""What is wrong with a diagram that can be drawn all the same, as problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from sevenlayer.diagnostics import Code, Location, Problem, did_you_mean, error, info, warning
from sevenlayer.openstack.facts.model import Edition, Facts

from .editions.editions import misplaced
from .layout.layering import layers_by_service, upward_needs
from .model import Place, Stack, fold
from .render.html import layer_label
from .syntax.errors import Fault

#: From a place in the diagram's text, if it is known, to one in a file.
Places: TypeAlias = Callable[[Place | None], Location]

# A line that a fault names besides its own is one of the diagram's text.
_OTHER_LINE = re.compile(r"(?<=; the first is in line )\d+\Z")


def text_problems(faults: Iterable[Fault], places: Places) -> Iterator[Problem]:
    """What the reading of the text found."""
    for fault in faults:
        problem = error if fault.is_error else warning
        message = _OTHER_LINE.sub(lambda match: str(places(Place(int(match[0]), 1)).line), fault.message)
        yield problem(Code.LAYER_DIAGRAMS_TEXT, message, places(fault.place), fault.hint)


def upward_problems(stack: Stack, places: Places) -> Iterator[Problem]:
    """A warning for each arrow by which a service needs one above it."""
    layers = layers_by_service(stack)
    for arrow in upward_needs(stack):
        lower, upper = (layer_label(layers[fold(name)]) for name in (arrow.source, arrow.target))
        message = f"'{arrow.source}' in '{lower}' needs '{arrow.target}' in '{upper}', which is above it"
        hint = "move one of them, or write '..>' where one can use the other and does not need it"
        yield warning(Code.LAYER_DIAGRAMS_UPWARD, message, places(arrow.place), hint)


def placement_notes(stack: Stack, edition: Edition, facts: Facts, places: Places) -> Iterator[Problem]:
    """A note for each service that *edition*, which the diagram cites, has in another layer."""
    for one in misplaced(stack, edition, facts):
        expected = f"'{one.expected.number} {one.expected.name}'"
        message = f"'{one.service.name}' stands in layer {one.layer.number}; the edition of {edition.year} has it in {expected}"
        yield info(Code.LAYER_DIAGRAMS_OTHER_LAYER, message, places(one.service.place))


def highlight_problems(names: Iterable[str], stack: Stack, where: Location) -> Iterator[Problem]:
    """A warning for each name that is to be highlighted, and that no service has."""
    known = {fold(service.name): service.name for service in stack.services}
    for name in names:
        if fold(name) not in known:
            hint = did_you_mean(name, known.values()) or "write the name as the diagram has it"
            message = f"the diagram has no service '{name[:60]}' to highlight"
            yield warning(Code.LAYER_DIAGRAMS_UNKNOWN_SERVICE, message, where, hint)
