"""Reads front matter, in YAML or in Pelican's own form and in four dialects, as Pelican's metadata."""

from __future__ import annotations

from sevenlayer import register

from .json_schema import json_schema
from .schema import Choice, Date, Flag, Names, Number, Text

__all__ = ["Choice", "Date", "Flag", "Names", "Number", "Text", "json_schema", "register"]
