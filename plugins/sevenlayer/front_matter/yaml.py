"""YAML as front matter needs it: positions kept, nothing guessed, nothing run.

PyYAML's events are turned into values here, not by a PyYAML loader: a loader makes objects of tags, takes ``No`` for
false and ``2013-07-19 10:15`` for a sexagesimal, forgets where things stood, and keeps the last of two equal keys.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from sevenlayer.diagnostics import Code, Location

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: Values that a front matter may have, aliases counted each time they are used.
MAX_VALUES = 10_000
MAX_DEPTH = 50

_TAG = "tag:yaml.org,2002:"
_CORE_TAGS = frozenset(_TAG + name for name in ("str", "int", "float", "bool", "null", "seq", "map", "timestamp"))


class YamlError(Exception):
    """What is wrong with the YAML, where, and what to do about it."""

    def __init__(self, code: Code, message: str, where: Location, hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.where = where
        self.hint = hint


@dataclass(frozen=True)
class Scalar:
    """One value as it stands in the source; the field that it belongs to says what it means."""

    text: str
    where: Location
    quoted: bool = False
    size: int = 1


@dataclass(frozen=True)
class Sequence:
    items: tuple[Node, ...]
    where: Location
    size: int


@dataclass(frozen=True)
class Mapping:
    entries: tuple[tuple[Scalar, Node], ...]
    where: Location
    size: int


Node: TypeAlias = "Scalar | Sequence | Mapping"


def parse_yaml(
    text: str, path: str, first_line: int = 1, *, subject: str = "the front matter", max_values: int = MAX_VALUES
) -> Mapping:
    """Parse front matter whose first line is line *first_line* of the file at *path*, or what messages call *subject*.

    :raises YamlError: it is not YAML, not a mapping, has a tag, an equal key twice, or more than *max_values* values.
    """
    reader = _Reader(path, first_line, subject, max_values)
    try:
        root = reader.read(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as exception:
        raise reader.syntax_error(exception, text) from None
    except yaml.YAMLError as exception:
        message = f"{subject} is not YAML: {' '.join(str(exception).split())}"
        raise YamlError(Code.FRONT_MATTER_SYNTAX, message, Location(path, first_line)) from None
    if root is None:
        return Mapping((), Location(path, first_line), 1)
    if not isinstance(root, Mapping):
        hint = "write one field a line, as in 'title: Cells, explained'"
        raise YamlError(Code.FRONT_MATTER_NOT_A_MAPPING, f"{subject} has no fields", root.where, hint)
    return root


class _Reader:
    """Builds nodes from events, without recursion."""

    def __init__(self, path: str, first_line: int, subject: str, max_values: int) -> None:
        self.path = path
        self.first_line = first_line
        self.subject = subject
        self.max_values = max_values
        self.anchors: dict[str, Node | None] = {}

    def where(self, mark: Any) -> Location:
        return Location(self.path, self.first_line + mark.line, mark.column + 1)

    def read(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        open_nodes: list[tuple[Any, list[Node]]] = []
        documents = 0
        for event in events:
            node: Node | None = None
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise YamlError(
                        Code.FRONT_MATTER_SYNTAX, "a second YAML document begins", self.where(event.start_mark)
                    )
            elif isinstance(event, yaml.AliasEvent):
                node = self.alias(event)
            elif isinstance(event, yaml.ScalarEvent):
                self.check_tag(event)
                node = Scalar(event.value, self.where(event.start_mark), quoted=bool(event.style))
            elif isinstance(event, yaml.CollectionStartEvent):
                self.check_tag(event)
                if event.anchor:
                    self.anchors[event.anchor] = None
                if len(open_nodes) >= MAX_DEPTH:
                    message = f"{self.subject} is nested more than {MAX_DEPTH} levels deep"
                    raise YamlError(Code.FRONT_MATTER_TOO_LARGE, message, self.where(event.start_mark))
                open_nodes.append((event, []))
                continue
            elif isinstance(event, yaml.CollectionEndEvent):
                event, children = open_nodes.pop()
                node = self.collection(event, children)
            if node is None:
                continue
            if getattr(event, "anchor", None) and not isinstance(event, yaml.AliasEvent):
                self.anchors[event.anchor] = node
            if open_nodes:
                open_nodes[-1][1].append(node)
            else:
                root = node
        return root

    def alias(self, event: Any) -> Node:
        node = self.anchors.get(event.anchor)
        if node is None:
            inside = event.anchor in self.anchors
            message = f"'*{event.anchor}' " + ("refers to itself" if inside else "refers to nothing")
            hint = "put the value in quotes if it begins with an asterisk"
            raise YamlError(Code.FRONT_MATTER_BAD_ALIAS, message, self.where(event.start_mark), hint)
        return node

    def check_tag(self, event: Any) -> None:
        if event.tag is None or event.tag == "!" or event.tag in _CORE_TAGS:
            return
        tag = event.tag.replace(_TAG, "!!")
        hint = "write the value without a tag; put it in quotes if it begins with '!'"
        raise YamlError(Code.FRONT_MATTER_TAG, f"YAML tag '{tag}' is not allowed", self.where(event.start_mark), hint)

    def collection(self, event: Any, children: list[Node]) -> Node:
        where = self.where(event.start_mark)
        size = 1 + sum(child.size for child in children)
        if size > self.max_values:
            message = f"{self.subject} has more than {self.max_values:,} values once its aliases are followed"
            raise YamlError(Code.FRONT_MATTER_TOO_LARGE, message, where)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(children), where, size)
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                raise YamlError(Code.FRONT_MATTER_BAD_KEY, "a field's name must be a word", key.where)
            if key.text in entries:
                first = entries[key.text][0].where.line
                message = f"'{key.text}' stands here a second time; the first is in line {first}"
                raise YamlError(Code.FRONT_MATTER_DUPLICATE_KEY, message, key.where, "remove one of the two")
            entries[key.text] = (key, value)
        return Mapping(tuple(entries.values()), where, size)

    def syntax_error(self, exception: yaml.MarkedYAMLError, text: str) -> YamlError:
        mark: Any = exception.problem_mark or exception.context_mark
        reason = " ".join(part for part in (exception.context, exception.problem) if part)
        lines = text.split("\n")
        row, column = min(mark.line, len(lines) - 1), mark.column
        line = lines[row]
        if (tab := _tab_in_indentation(line)) is not None:
            hint = "indent with spaces; YAML does not allow tabs there"
            return self._error("a tab in the indentation", row, tab, hint)
        if "mapping values are not allowed" in reason:
            return self._error("a colon that YAML takes for a new field", row, column, _quote_hint(line))
        if "cannot start any token" in reason and column < len(line):
            message = f"a value may not begin with '{line[column]}'"
            return self._error(message, row, column, _quote_hint(line))
        if "could not find expected ':'" in reason:
            # Found by the parser at the line after the one that lacks it.
            context: Any = exception.context_mark
            row = min(context.line, len(lines) - 1) if context else row
            return self._error("a line that is no field: there is no ':'", row, 0, "write 'name: value'")
        if "escape" in reason:
            hint = "write the character itself, or the value in single quotes, where a backslash is just a backslash"
            return self._error("a backslash escape that stands for no character", row, column, hint)
        if "alphabetic or numeric character" in reason and exception.context_mark:
            # An alias or anchor without a name, or with a character that names do not have: `*` for emphasis.
            context = exception.context_mark
            row, column = min(context.line, len(lines) - 1), context.column
            message = f"a value may not begin with '{lines[row][column : column + 1]}'"
            return self._error(message, row, column, _quote_hint(lines[row]))
        if "unexpected end of stream" in reason or "quoted scalar" in reason:
            context = exception.context_mark
            if context:
                row, column = min(context.line, len(lines) - 1), context.column
            return self._error("a quotation mark that is not closed", row, column, "add the closing quotation mark")
        if "parsing a flow" in reason and exception.context_mark:
            context = exception.context_mark
            row, column = min(context.line, len(lines) - 1), context.column
            if lines[row][column : column + 1] == ",":
                return self._error("a comma with nothing before it", row, column, "remove it, or write what is missing")
            closing = "]" if "sequence" in reason else "}"
            return self._error(f"'{lines[row][column : column + 1]}' is not closed", row, column, f"add '{closing}'")
        return self._error(reason or "a syntax error", row, column, _quote_hint(line))

    def _error(self, what: str, row: int, column: int, hint: str | None) -> YamlError:
        where = Location(self.path, self.first_line + row, column + 1)
        return YamlError(Code.FRONT_MATTER_SYNTAX, f"{self.subject} is not YAML: {what}", where, hint)


def _tab_in_indentation(line: str) -> int | None:
    blank = line[: len(line) - len(line.lstrip())]
    return blank.index("\t") if "\t" in blank else None


def _quote_hint(line: str) -> str | None:
    name, colon, value = line.partition(":")
    if not colon or not value.strip():
        return None
    value = value.strip().replace("'", "''")
    return f"put the value in quotes: {name.strip()}: '{value}'" if len(value) <= 60 else "put the value in quotes"


_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_CORE_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def plain_value(node: Node) -> Any:
    """Return *node* as text, numbers, booleans, None, lists and dicts, by the core schema of YAML 1.2 (chapter 10.3).

    Dates stay text: only a field that is a date knows what its text means.
    """
    if isinstance(node, Sequence):
        return [plain_value(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key.text: plain_value(value) for key, value in node.entries}
    if node.quoted:
        return node.text
    if node.text in _CORE_WORDS:
        return _CORE_WORDS[node.text]
    if _INTEGER.fullmatch(node.text) and len(node.text) <= 18:
        return int(node.text)
    if _FLOAT.fullmatch(node.text) and len(node.text) <= 18:
        return float(node.text)
    return node.text
