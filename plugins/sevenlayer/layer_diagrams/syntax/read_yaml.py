"""Reading diagrams in YAML and JSON."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, field

from sevenlayer.diagnostics import Location, did_you_mean
from sevenlayer.diagnostics.excerpts import split_lines
from sevenlayer.front_matter.yaml import Mapping, Node, Scalar, Sequence, YamlError, parse_yaml
from sevenlayer.layer_diagrams.model import KINDS, NEEDS, Group, Layer, Member, Place, Service

from .errors import Faults, Parsed, clean_line, is_fit, plain, shown
from .json_errors import LISTS, is_json, report_json
from .rules import MAX_DEPTH, NUMBER, Arrows, Mention, check_stack

DIAGRAM = ("layers", "arrows")
LAYER = ("number", "title", "members")
SERVICE = ("name", "status")
GROUP = ("group", "members")
ARROW = ("from", "to", "kind", "label")

_NUMBER = re.compile(NUMBER)
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))

# JSON writes a character beyond U+FFFF as two escapes, which YAML does not allow.
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")

#: As many as the largest diagram has.
MAX_VALUES = 100_000

#: How many characters a joined pair has less.
SHORTER = 2


def read_yaml(text: str) -> Parsed:
    """Read a diagram in YAML or JSON. What is no YAML at all has one fault: there reading ends."""
    faults = Faults()
    lines = [clean_line(line, number, faults) for number, line in enumerate(split_lines(text), 1)]
    # These end a line for YAML, and for no editor.
    lines = [line.replace("\u2028", " ").replace("\u2029", " ") for line in lines]
    source = "\n".join(lines)
    reader = _Reader(faults, Arrows(faults), is_json=is_json(source))
    for row, line in enumerate(lines):
        if "\\u" in line:
            lines[row] = _PAIR.sub(_join, line)
            ends = (found.end() for found in _PAIR.finditer(line))
            reader.joined[row + 1] = [end - SHORTER * count for count, end in enumerate(ends, 1)]
    try:
        root = parse_yaml("\n".join(lines), "", subject="the diagram", max_values=MAX_VALUES)
    except YamlError as problem:
        if not (reader.is_json and report_json(source, faults)):
            faults.add(problem.message, reader.place(problem.where), problem.hint)
        return Parsed(check_stack((), reader.arrows, faults), faults.sorted())
    layers = reader.read_root(root)
    return Parsed(check_stack(layers, reader.arrows, faults), faults.sorted())


def _join(pair: re.Match[str]) -> str:
    code = 0x10000 + ((int(pair[2], 16) - 0xD800) << 10) + int(pair[3], 16) - 0xDC00
    return f"{pair[1]}\\U{code:08x}"


def _unknown(node: Mapping, keys: tuple[str, ...]) -> bool:
    """Whether a field may be a misspelt one, so that another one is not missing."""
    return any(key.text not in keys for key, _ in node.entries)


@dataclass
class _Reader:
    faults: Faults
    arrows: Arrows
    is_json: bool
    #: For each line in which pairs were joined, the columns from 0 where they end now.
    joined: dict[int, list[int]] = field(default_factory=dict)

    def place(self, where: Location) -> Place:
        line, column = where.line or 1, where.column or 1
        return Place(line, column + SHORTER * bisect_right(self.joined.get(line, ()), column - 1))

    def fault(self, message: str, node: Node, hint: str | None = None) -> None:
        self.faults.add(message, self.place(node.where), hint)

    def read_root(self, root: Mapping) -> list[Layer]:
        parts = self.fields(root, "a diagram", DIAGRAM)
        layers = [self.layer(node) for node in self.items(parts.get("layers"), "layers")]
        for node in self.items(parts.get("arrows"), "arrows"):
            self.arrow(node)
        return [layer for layer in layers if layer]

    def layer(self, node: Node) -> Layer | None:
        if not isinstance(node, Mapping):
            hint = "write 'number', 'title' and 'members'"
            self.fault("a layer has no fields", node, hint)
            return None
        parts = self.fields(node, "a layer", LAYER)
        number = self.text(parts.get("number"), "number")
        if number and not _NUMBER.fullmatch(number):
            hint = "write a number of up to four digits, or a capital letter from A to Z"
            self.fault(f"{shown(number)} is not the number of a layer", parts["number"], hint)
        title = self.text(parts.get("title"), "title")
        if not {"number", "title"} & parts.keys() and not _unknown(node, LAYER):
            self.fault("the layer has neither a number nor a title", node, "add 'title'")
        return Layer(number, title, self.members(parts.get("members"), 0), self.place(node.where))

    def members(self, node: Node | None, depth: int) -> tuple[Member, ...]:
        members = [self.member(item, depth) for item in self.items(node, "members")]
        return tuple(member for member in members if member)

    def member(self, node: Node, depth: int) -> Member | None:
        place = self.place(node.where)
        if isinstance(node, Sequence):
            self.fault("a list among the members", node, "write a group: 'group' is its title, 'members' is the list")
            return None
        if isinstance(node, Scalar):
            name = self.text(node, "name")
            if not name and not node.quoted:
                self.fault("an empty name", node, "write the name of a service, or remove the line")
            return Service(name, "", place) if name else None
        if "group" not in {key.text for key, _ in node.entries}:
            parts = self.fields(node, "a service", SERVICE)
            name, status = self.text(parts.get("name"), "name"), self.text(parts.get("status"), "status")
            if "name" not in parts and not _unknown(node, SERVICE):
                self.fault("a service has no name", node, "add 'name'; a group has 'group' and 'members'")
            return Service(name, status, place) if name else None
        parts = self.fields(node, "a group", GROUP)
        title = self.text(parts.get("group"), "group")
        if "group" not in parts:
            self.fault("a group has no title", node, "write it behind 'group:'")
        if depth >= MAX_DEPTH:
            self.fault(f"groups are nested more than {MAX_DEPTH} deep", node, "draw fewer of them")
            return None
        listed = parts.get("members")
        if title and (listed is None or (isinstance(listed, Sequence) and not listed.items)):
            self.fault(f"group {shown(title)} has no services", node, "add 'members', or remove the group")
        members = self.members(listed, depth + 1)
        return Group(title, members, place) if title and members else None

    def arrow(self, node: Node) -> None:
        if not isinstance(node, Mapping):
            self.fault("an arrow has no fields", node, "write 'from' and 'to'")
            return
        parts = self.fields(node, "an arrow", ARROW)
        kind = self.text(parts.get("kind"), "kind") or NEEDS
        if kind not in KINDS:
            hint = did_you_mean(kind, KINDS) or "write 'needs' or 'can use'"
            self.fault(f"{shown(kind)} is not a kind of arrow", parts["kind"], hint)
        label = self.text(parts.get("label"), "label")
        ends = []
        for key in ("from", "to"):
            if key not in parts:
                self.fault(f"an arrow has no '{key}'", node, f"add '{key}'")
            ends.append(self.names(parts.get(key), key))
            self.arrows.mention(ends[-1])
        if all(ends) and kind in KINDS:
            self.arrows.add(ends[0], ends[1], kind, label)

    def names(self, node: Node | None, key: str) -> list[Mention]:
        nodes = node.items if isinstance(node, Sequence) else [node] if node else []
        if isinstance(node, Sequence) and not nodes:
            self.fault(f"'{key}' is empty", node, "write the name of a service")
        names = [(self.text(item, key), self.place(item.where)) for item in nodes]
        return [(name, place) for name, place in names if name]

    def fields(self, node: Mapping, what: str, keys: tuple[str, ...]) -> MappingType[str, Node]:
        """The fields of *node* that have a value; others than *keys* are reported."""
        parts = {}
        for key, value in node.entries:
            if key.text not in keys:
                hint = did_you_mean(key.text, keys) or f"{what} has: {', '.join(keys)}"
                self.fault(f"unknown field {shown(key.text)} of {what}", key, hint)
            elif not (isinstance(value, Scalar) and not value.quoted and value.text in _NOTHING):
                parts[key.text] = value
        return parts

    def items(self, node: Node | None, key: str) -> tuple[Node, ...]:
        if node is None or isinstance(node, Sequence):
            return node.items if node else ()
        if self.is_json:
            hint = f"write a list, as in {LISTS[key]}"
        elif key in DIAGRAM:
            hint = f"begin each item with '- '; a layer that is called '{key}' stands between quotation marks"
        else:
            hint = "begin each item with '- '"
        self.fault(f"'{key}' is not a list", node, hint)
        return ()

    def text(self, node: Node | None, key: str) -> str:
        """The text of a scalar; empty, and reported, where there is none."""
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self.fault(
                f"'{key}' is not a text", node, "write one text, and put it in quotes if it has brackets or a colon"
            )
            return ""
        if not node.quoted and node.text in _NOTHING:
            return ""
        if not is_fit(node.text):
            self.fault(f"a control character in '{key}'", node, "remove it")
        elif not node.text.strip():
            self.fault(f"'{key}' is empty", node, f"write a text, or remove '{key}'")
        return plain(node.text)
