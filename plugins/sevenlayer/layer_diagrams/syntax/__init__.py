"""The text of diagrams: parse and write the terse form, YAML and JSON."""

from __future__ import annotations

from .errors import Fault, Parsed
from .parse import parse_layers
from .terse_writer import write_terse
from .yaml_writer import write_json, write_yaml

__all__ = [
    "Fault",
    "Parsed",
    "parse_layers",
    "write_json",
    "write_terse",
    "write_yaml",
]
