"""Stacks as their authors write them."""

from __future__ import annotations

from sevenlayer.layer_diagrams.model import Layer, Stack
from sevenlayer.layer_diagrams.syntax.parse import parse_layers


def read(text: str) -> Stack:
    parsed = parse_layers(text)
    assert parsed.faults == ()
    return parsed.stack


def told(stack: Stack) -> list[str]:
    """The layers of *stack* in few words, from the uppermost on."""
    return [_told(layer) for layer in stack.layers]


def _told(layer: Layer) -> str:
    services = ", ".join(f"{one.name} [{one.status}]" if one.status else one.name for one in layer.services)
    return f"{layer.number} {layer.title}".strip() + f": {services}"
