"""Problems of a diagram: faults of its text, and warnings about what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from sevenlayer.diagnostics import Code, Location, Problem, did_you_mean, error, info, warning
from sevenlayer.openstack.facts import Edition, Facts

from .editions import misplaced
from .layout import layers_by_service, upward_needs
from .model import Position, Stack, fold
from .render.html import layer_label
from .syntax import Fault

#: Maps a location in the text of the diagram, or None, to one in the file.
Locate: TypeAlias = Callable[[Position | None], Location]

# A second line number in a message counts from the start of the text of the diagram.
_OTHER_LINE = re.compile(r"(?<=; the first is in line )\d+\Z")


def text_problems(faults: Iterable[Fault], locate: Locate) -> Iterator[Problem]:
    """Yield the faults of the text as problems."""
    for fault in faults:
        problem = error if fault.is_error else warning
        message = _OTHER_LINE.sub(lambda match: str(locate(Position(int(match[0]), 1)).line), fault.message)
        yield problem(Code.LAYER_DIAGRAMS_TEXT, message, locate(fault.location), fault.hint)


def upward_problems(stack: Stack, locate: Locate) -> Iterator[Problem]:
    """Yield a warning for each dependency on a service in a higher layer."""
    layers = layers_by_service(stack)
    for arrow in upward_needs(stack):
        lower, upper = (layer_label(layers[fold(name)]) for name in (arrow.source, arrow.target))
        message = f"'{arrow.source}' in '{lower}' needs '{arrow.target}' in '{upper}', which is above it"
        hint = "move one of them, or write '..>' where one can use the other and does not need it"
        yield warning(Code.LAYER_DIAGRAMS_UPWARD, message, locate(arrow.location), hint)


def placement_notes(stack: Stack, edition: Edition, facts: Facts, locate: Locate) -> Iterator[Problem]:
    """Yield a note for each service that *edition*, which the diagram cites, has in another layer."""
    for one in misplaced(stack, edition, facts):
        expected = f"'{one.expected.number} {one.expected.name}'"
        message = (
            f"'{one.service.name}' is in layer {one.layer.number}; the edition of {edition.year} has it in {expected}"
        )
        yield info(Code.LAYER_DIAGRAMS_OTHER_LAYER, message, locate(one.service.location))


def highlight_problems(names: Iterable[str], stack: Stack, where: Location) -> Iterator[Problem]:
    """Yield a warning for each of *names*, to be highlighted, that is not a service."""
    known = {fold(service.name): service.name for service in stack.services}
    for name in names:
        if fold(name) not in known:
            hint = did_you_mean(name, known.values()) or "write the name as the diagram has it"
            message = f"the diagram has no service '{name[:60]}' to highlight"
            yield warning(Code.LAYER_DIAGRAMS_UNKNOWN_SERVICE, message, where, hint)
