"""Layers from arrows: which service stands on which, and which arrows contradict the layers that an author gave."""

from __future__ import annotations

from collections.abc import Mapping

from sevenlayer.layer_diagrams.model import NEEDS, Arrow, Layer, Service, Stack, fold


def arrange_layers(stack: Stack) -> Stack:
    """Return the services of *stack* in layers 0, 1, 2 … from the bottom, as its ``needs`` arrows ask for.

    Services that need each other, directly or by way of others, share a layer. Each layer needs only those below it, and each
    service stands as low as it can. In a layer services stand as they are first mentioned: in the given layers, which are
    dissolved with their groups, or else in the arrows. Arrows stay as they are.

    Arrows of what ``can use`` what do not count. In OpenStack they lead upwards as a rule: the compute service can use block
    storage, which stands above it since it needs the identity service and can be left out.
    """
    # Half a second to import, and most sites arrange nothing.
    import networkx

    services = _mentioned(stack)
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(services)
    graph.add_edges_from((fold(one.source), fold(one.target)) for one in stack.arrows if one.kind == NEEDS)
    circles = networkx.condensation(graph)
    heights: dict[int, int] = {}
    for circle in reversed(list(networkx.topological_sort(circles))):
        heights[circle] = max((heights[needed] + 1 for needed in circles.successors(circle)), default=0)
    layers: dict[int, list[Service]] = {}
    for name, service in services.items():
        layers.setdefault(heights[circles.graph["mapping"][name]], []).append(service)
    arranged = (Layer(str(height), "", tuple(layers[height])) for height in sorted(layers, reverse=True))
    return Stack(tuple(arranged), stack.arrows)


def upward_needs(stack: Stack) -> tuple[Arrow, ...]:
    """Return the ``needs`` arrows whose target stands in a higher layer than their source, in their order."""
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
    """Return the layer of each service, by the service's folded name."""
    return {fold(service.name): layer for layer in stack.layers for service in layer.services}


def _mentioned(stack: Stack) -> dict[str, Service]:
    """Return all services by their folded names, in the order of their first mention."""
    found = {fold(service.name): service for service in stack.services}
    for arrow in stack.arrows:
        for name in (arrow.source, arrow.target):
            folded = fold(name)
            if folded not in found:
                found[folded] = Service(" ".join(name.split()), place=arrow.place)
    return found
