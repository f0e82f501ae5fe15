"""Parse the text of a diagram in any form.

The terse form is written by people; YAML and JSON are for programs. ``write_terse``, ``write_yaml`` and
``write_json`` do the reverse.
"""

from __future__ import annotations

from sevenlayer.layer_diagrams.model import Layer, Position, Stack

from .errors import Fault, Faults, Parsed
from .lines import read_statement, read_statements
from .rules import MAX_CHARACTERS, SMALLER, Arrows, check_stack
from .yaml_writer import is_yaml, read_yaml

__all__ = ["Fault", "Parsed", "parse_layers"]


def parse_layers(text: str) -> Parsed:
    """Parse *text*: YAML or JSON if it starts like it, else the terse form.

    All faults are collected. The run time is linear in the length of the text.
    """
    if len(text) > MAX_CHARACTERS:
        message = f"the diagram has {len(text):,} characters; the limit is {MAX_CHARACTERS:,}"
        return Parsed(Stack(), (Fault(message, Position(1, 1), SMALLER),))
    return read_yaml(text) if is_yaml(text) else read_terse(text)


def read_terse(text: str) -> Parsed:
    """Parse the terse form."""
    faults = Faults()
    arrows = Arrows(faults)
    layers: list[Layer] = []
    statements, lines = read_statements(text, faults)
    before = None
    for statement in statements:
        read_statement(statement, before, lines, layers, arrows, faults)
        before = statement
    stack = check_stack(layers, arrows, faults)
    return Parsed(stack, faults.sorted())
