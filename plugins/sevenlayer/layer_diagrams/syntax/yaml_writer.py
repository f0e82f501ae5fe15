"""Write a stack as YAML or JSON.

``layers`` is a list of mappings with ``number``, ``title`` and ``members``; a member is a name, a service (``name``, ``status``)
or a group (``group``, ``members``). ``arrows`` have ``from`` and ``to``, each a name or a list of names, ``kind`` (``needs`` or
``can use``) and ``label``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sevenlayer.diagnostics.excerpts import split_lines
from sevenlayer.layer_diagrams.model import NEEDS, Arrow, Member, Service, Stack

from .yaml_parser import read_yaml

__all__ = ["is_yaml", "read_yaml", "write_json", "write_yaml"]

_FIRST_LINE = re.compile(r"(?:layers|arrows)\s*:.*|\{.*")

# Text for every YAML parser: not a number, date, boolean or null.
_WORD = r"\w(?:[\w.+&'-]*\w)?"
_PLAIN = re.compile(rf"(?![\W\d_]){_WORD}(?: {_WORD})*")
_NO_TEXT = frozenset("y n yes no true false on off null inf nan".split())


def is_yaml(text: str) -> bool:
    """Whether the first line with content begins with ``layers:``, ``arrows:`` or a brace."""
    for line in split_lines(text):
        line = line.strip()
        if line and line != "---" and not line.startswith("#"):
            return _FIRST_LINE.fullmatch(line) is not None
    return False


def write_json(stack: Stack) -> str:
    """Return *stack*, which has to be valid, as JSON."""
    return json.dumps(_as_data(stack), ensure_ascii=False, indent=2).replace("\ufeff", "\\ufeff") + "\n"


def write_yaml(stack: Stack) -> str:
    """Return *stack*, which has to be valid, as YAML."""
    data = _as_data(stack)
    return "".join(f"{key}:\n" + "".join(_block(items, "  ")) for key, items in data.items())


def _as_data(stack: Stack) -> dict[str, list[dict[str, Any]]]:
    data: dict[str, list[dict[str, Any]]] = {}
    if stack.layers or not stack.arrows:
        data["layers"] = [
            _without_empty({"number": layer.number, "title": layer.title, "members": _members(layer.members)})
            for layer in stack.layers
        ]
    if stack.arrows:
        data["arrows"] = [_arrow(list(arrows)) for _, arrows in groupby(stack.arrows, key=_what_is_shared)]
    return data


def _members(members: tuple[Member, ...]) -> list[Any]:
    return [
        (member.name if not member.status else {"name": member.name, "status": member.status})
        if isinstance(member, Service)
        else {"group": member.title, "members": _members(member.members)}
        for member in members
    ]


def _what_is_shared(arrow: Arrow) -> tuple[str, str, str]:
    return (arrow.source, arrow.kind, arrow.label)


def _arrow(arrows: list[Arrow]) -> dict[str, Any]:
    first = arrows[0]
    targets = [arrow.target for arrow in arrows]
    to = targets if len(targets) > 1 else targets[0]
    kind = "" if first.kind == NEEDS else first.kind
    return _without_empty({"from": first.source, "to": to, "kind": kind, "label": first.label})


def _without_empty(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value}


def _block(items: Iterable[Any], indent: str) -> Iterator[str]:
    for item in items:
        if isinstance(item, str):
            yield f"{indent}- {_scalar(item)}\n"
        elif item.keys() == {"name", "status"}:
            yield f"{indent}- {{name: {_scalar(item['name'])}, status: {_scalar(item['status'])}}}\n"
        else:
            lead = f"{indent}- "
            for key, value in item.items():
                if key == "members":
                    yield f"{lead}members:\n"
                    yield from _block(value, f"{indent}    ")
                elif isinstance(value, list):
                    yield f"{lead}{key}: [{', '.join(map(_scalar, value))}]\n"
                else:
                    yield f"{lead}{key}: {value if key == 'number' and _is_number(value) else _scalar(value)}\n"
                lead = f"{indent}  "


def _is_number(text: str) -> bool:
    """Whether every YAML parser reads *text* as the same number."""
    return text.isdecimal() and (text == "0" or not text.startswith("0"))


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT:
        return text
    return json.dumps(text, ensure_ascii=False).replace("\ufeff", "\\ufeff")
