"""A diagram as a Mermaid flowchart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sevenlayer.layer_diagrams.model import NEEDS, Member, Service, Stack, fold

from .dot import layer_label, names_of_services, node_names, service_label

# Mermaid looks for its directives, for HTML and for Markdown in labels too, so all that is a mark to it is written as a number.
_MARK = re.compile(r"[!-+/:-@\[-`{-~]|(?<=\d)\.")


def write_mermaid(stack: Stack) -> str:
    """Write *stack* as a Mermaid flowchart: subgraphs for layers and groups, dotted lines for what can be used."""
    nodes = node_names(stack)
    lines = ["flowchart TD"]
    for index, layer in enumerate(stack.layers):
        lines += _subgraph(f"layer{index}", layer_label(layer), layer.members, nodes, "  ")
    in_layers = {fold(service.name) for service in stack.services}
    for key, name in names_of_services(stack).items():
        if key not in in_layers:
            lines.append(f"  {nodes[key]}[{_quoted(name)}]")
    for arrow in stack.arrows:
        shaft = "-->" if arrow.kind == NEEDS else "-.->"
        label = f"|{_quoted(arrow.label)}|" if arrow.label else ""
        lines.append(f"  {nodes[fold(arrow.source)]} {shaft}{label} {nodes[fold(arrow.target)]}")
    return "\n".join(lines) + "\n"


def _subgraph(name: str, label: str, members: tuple[Member, ...], nodes: dict[str, str], indent: str) -> Iterator[str]:
    yield f"{indent}subgraph {name}[{_quoted(label)}]"
    for index, member in enumerate(members):
        if isinstance(member, Service):
            yield f"{indent}  {nodes[fold(member.name)]}[{_quoted(service_label(member))}]"
        else:
            yield from _subgraph(f"{name}_{index}", member.title, member.members, nodes, f"{indent}  ")
    yield f"{indent}end"


def _quoted(text: str) -> str:
    return '"' + _MARK.sub(lambda mark: f"#{ord(mark[0])};", text) + '"'
