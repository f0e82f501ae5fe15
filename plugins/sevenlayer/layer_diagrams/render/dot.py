"""A diagram as a Graphviz graph."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from sevenlayer.layer_diagrams.model import NEEDS, Layer, Member, Service, Stack, fold


def write_dot(stack: Stack) -> str:
    """Write *stack* in Graphviz's DOT language: clusters for layers and groups, dashed lines for what can be used.

    Names stand in labels only, and mean there what they mean in the diagram: neither escapes nor entities.
    """
    nodes = node_names(stack)
    lines = ["digraph layers {", "  compound=true;", "  rankdir=TB;", "  node [shape=box];"]
    for index, layer in enumerate(stack.layers):
        lines += _cluster(f"layer{index}", layer_label(layer), layer.members, nodes, "  ")
        if not layer.members:
            lines.insert(-1, f'    empty{index} [label="", style=invis];')
    in_layers = {fold(service.name) for service in stack.services}
    for key, name in names_of_services(stack).items():
        if key not in in_layers:
            lines.append(f"  {nodes[key]} [label={_quoted(name)}];")
    lines += _order(stack, nodes)
    for arrow in stack.arrows:
        attributes = [f"label={_quoted(arrow.label)}"] if arrow.label else []
        attributes += [] if arrow.kind == NEEDS else ["style=dashed"]
        ends = f"{nodes[fold(arrow.source)]} -> {nodes[fold(arrow.target)]}"
        lines.append(f"  {ends}" + (f" [{', '.join(attributes)}];" if attributes else ";"))
    return "\n".join([*lines, "}"]) + "\n"


def names_of_services(stack: Stack) -> dict[str, str]:
    """The names of all services, those of arrows too, by their folded names; layers come first."""
    names = {fold(service.name): service.name for service in stack.services}
    for arrow in stack.arrows:
        names.setdefault(fold(arrow.source), arrow.source)
        names.setdefault(fold(arrow.target), arrow.target)
    return names


def node_names(stack: Stack) -> dict[str, str]:
    """A harmless name for each service, by its folded name."""
    return {key: f"n{index}" for index, key in enumerate(names_of_services(stack))}


def layer_label(layer: Layer) -> str:
    return " ".join(part for part in (layer.number, layer.title) if part)


def service_label(service: Service) -> str:
    return f"{service.name} [{service.status}]" if service.status else service.name


def _cluster(name: str, label: str, members: tuple[Member, ...], nodes: dict[str, str], indent: str) -> Iterator[str]:
    yield f"{indent}subgraph cluster_{name} {{"
    yield f"{indent}  label={_quoted(label)};"
    for index, member in enumerate(members):
        if isinstance(member, Service):
            yield f"{indent}  {nodes[fold(member.name)]} [label={_quoted(service_label(member))}];"
        else:
            yield from _cluster(f"{name}_{index}", member.title, member.members, nodes, f"{indent}  ")
    yield f"{indent}}}"


def _order(stack: Stack, nodes: dict[str, str]) -> Iterator[str]:
    """Lines that nobody sees, which keep each layer above the next."""
    firsts = [
        nodes[fold(layer.services[0].name)] if layer.services else f"empty{index}"
        for index, layer in enumerate(stack.layers)
    ]
    for upper, lower in pairwise(firsts):
        yield f"  {upper} -> {lower} [style=invis];"


def _quoted(text: str) -> str:
    # Graphviz reads HTML's entities in every label.
    text = text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
