"""The front matter as a JSON Schema, which editors check YAML by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .schema import FIELDS, Field, Kind

__all__ = ["json_schema"]

_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": ["string", "number", "boolean"]},
    Kind.MARKUP: {"type": "string"},
    # YAML gives editors dates as text or as dates of their own.
    Kind.DATE: {"type": "string", "pattern": r"^\d{4}[-/]\d{1,2}[-/]\d{1,2}"},
    Kind.NAMES: {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": ["string", "number"]}}]},
    Kind.NUMBER: {"type": "integer", "minimum": 1, "maximum": 9999},
    Kind.FLAG: {"enum": [True, False, "true", "false", "yes", "no", "on", "off"]},
    Kind.SLUG: {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
    Kind.PATH: {"type": "string", "pattern": "^[^/]"},
    Kind.ZONE: {"type": "string"},
    Kind.LANGUAGE: {"type": "string", "pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*$"},
    Kind.DATE_FORMAT: {"type": "string"},
    Kind.ANY: {},
}


def json_schema(own_fields: Iterable[Field] = ()) -> dict[str, Any]:
    """Return the schema (draft 2020-12) of the front matter of posts and pages, with a site's *own_fields*.

    Fields that it does not have are allowed, as they are in front matter.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of a post or page",
        "type": "object",
        "properties": {field.name: _property(field) for field in (*FIELDS, *own_fields)},
        "required": ["title"],
    }


def _property(field: Field) -> dict[str, Any]:
    value = {"enum": list(field.choices)} if field.kind is Kind.CHOICE else dict(_TYPES[field.kind])
    default = f" Default: {field.default}." if field.default and not field.default.startswith("none") else ""
    return {"description": f"{field.rule}{default}".strip(), **value}
