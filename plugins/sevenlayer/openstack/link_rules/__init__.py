"""Rules for links: role arguments to URLs, and moved URLs to current ones."""

from __future__ import annotations

from .moved import GONE, KEPT, MOVED, STATUSES, MoveResult, MoveRule, archived, find_move
from .role import (
    FIELD_KINDS,
    KINDS_OF_SERIES,
    MAX_ARGUMENT_LENGTH,
    Form,
    Link,
    LinkRole,
    LookUp,
    NoLink,
    Refusal,
    UnknownName,
    make_link,
)
from .url_template import BadTemplate, Template, fields_of, parse_template, template_regex

__all__ = [
    "FIELD_KINDS",
    "GONE",
    "KEPT",
    "KINDS_OF_SERIES",
    "MAX_ARGUMENT_LENGTH",
    "MOVED",
    "STATUSES",
    "BadTemplate",
    "Form",
    "Link",
    "LinkRole",
    "LookUp",
    "MoveResult",
    "MoveRule",
    "NoLink",
    "Refusal",
    "Template",
    "UnknownName",
    "archived",
    "fields_of",
    "find_move",
    "make_link",
    "parse_template",
    "template_regex",
]
