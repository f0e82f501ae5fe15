"""Front matter in YAML and in Pelican's own form, in four dialects, to Pelican's metadata; all categories of a post."""

from __future__ import annotations

from sevenlayer import register

from .json_schema import json_schema
from .schema import Choice, Date, Flag, Names, Number, Text

__all__ = ["Choice", "Date", "Flag", "Names", "Number", "Text", "json_schema", "register"]
