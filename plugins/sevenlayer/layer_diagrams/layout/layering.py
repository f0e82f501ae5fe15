"""Layering: create layers from arrows, and find arrows that contradict given layers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from sevenlayer.layer_diagrams.model import NEEDS, Arrow, Layer, Service, Stack, fold


def arrange_layers(stack: Stack) -> Stack:
    """Return the services of *stack* in layers 0, 1, 2 … from the bottom, by its ``needs`` arrows.

    Services in a dependency cycle share a layer. Each service is in the lowest layer above all that it needs. Within a layer,
    services are in order of first mention: in the given layers, which are dissolved with their groups, or else in the arrows.
    Arrows are unchanged.

    ``can use`` arrows are ignored. In OpenStack they usually point upwards: the compute service can use block storage,
    which is above it since it is optional and needs the identity service.
    """
    services = _mentioned(stack)
    needs = [(fold(one.source), fold(one.target)) for one in stack.arrows if one.kind == NEEDS]
    heights = _heights(services, needs)
    layers: dict[int, list[Service]] = {}
    for name, service in services.items():
        layers.setdefault(heights[name], []).append(service)
    arranged = (Layer(str(height), "", tuple(layers[height])) for height in sorted(layers, reverse=True))
    return Stack(tuple(arranged), stack.arrows)


def _heights(names: Iterable[str], needs: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Return the height of each of *names*, 0 without dependencies; the members of a cycle have the same height."""
    # Contract cycles until none is left.
    merged = {name: name for name in names}
    while True:
        graph: dict[str, set[str]] = {member: set() for member in merged.values()}
        for source, target in needs:
            if merged[source] != merged[target]:
                graph[merged[source]].add(merged[target])
        try:
            order = list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            cycle = set(error.args[1])
            first = error.args[1][0]
            merged = {name: first if member in cycle else member for name, member in merged.items()}
        else:
            break
    heights: dict[str, int] = {}
    for member in order:
        heights[member] = max((heights[needed] + 1 for needed in graph[member]), default=0)
    return {name: heights[member] for name, member in merged.items()}


def upward_needs(stack: Stack) -> tuple[Arrow, ...]:
    """Return the ``needs`` arrows whose target is in a higher layer than their source, in order."""
    height = {fold(one.name): -index for index, layer in enumerate(stack.layers) for one in layer.services}
    return tuple(
        arrow
        for arrow in stack.arrows
        if arrow.kind == NEEDS
        and (source := height.get(fold(arrow.source))) is not None
        and (target := height.get(fold(arrow.target))) is not None
        and target > source
    )


def layers_by_service(stack: Stack) -> Mapping[str, Layer]:
    """Return the layer of each service by folded name."""
    return {fold(service.name): layer for layer in stack.layers for service in layer.services}


def _mentioned(stack: Stack) -> dict[str, Service]:
    """Return all services by folded name, in order of first mention."""
    found = {fold(service.name): service for service in stack.services}
    for arrow in stack.arrows:
        for name in (arrow.source, arrow.target):
            folded = fold(name)
            if folded not in found:
                found[folded] = Service(" ".join(name.split()), location=arrow.location)
    return found
