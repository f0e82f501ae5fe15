"""Mappings of the data files, read field by field; every fault is collected with its place."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator

import yaml

from sevenlayer.diagnostics import Location, did_you_mean

from .reading import NULLS, Reading, Scalar, place_of

_FLAGS = {"true": True, "false": False}


class Record:
    """One mapping. Reading a field that is missing or wrong gives an empty value and makes the record *bad*."""

    def __init__(self, node: yaml.MappingNode, path: str, what: str, reading: Reading) -> None:
        self.what = what
        self.bad = False
        self.reading = reading
        self._node = node
        self._path = path
        self._fields: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        self._asked: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.fault("a field's name has to be a word", place_of(key, path))
            elif key.value in self._fields:
                self.fault(f"a second field '{key.value}'", place_of(key, path))
            else:
                self._fields[key.value] = (key, value)

    @property
    def where(self) -> Location:
        return place_of(self._node, self._path)

    def fault(self, message: str, where: Location | None = None, hint: str | None = None) -> None:
        self.bad = True
        self.reading.report(message, where or self.where, hint)

    def place(self, name: str) -> Location:
        """Where the value of field *name* stands; the record's own place if it has no such field."""
        return place_of(self._fields[name][1], self._path) if name in self._fields else self.where

    def close(self) -> bool:
        """Report the fields that nobody has asked for; return whether the record is good."""
        for name, (key, _value) in self._fields.items():
            if name not in self._asked:
                hint = did_you_mean(name, self._asked)
                self.fault(f"a {self.what} has no field '{name}'", place_of(key, self._path), hint)
        return not self.bad

    def scalar(self, name: str, required: bool = True) -> Scalar | None:
        node = self._get(name, required)
        if node is None:
            return None
        if isinstance(node, yaml.ScalarNode) and not (found := Scalar(node.value, node, self._path)).is_null:
            return found
        self.fault(f"'{name}' has to be one value", self.place(name))
        return None

    def text(self, name: str) -> str:
        return self._text(name, required=True) or ""

    def optional_text(self, name: str) -> str | None:
        return self._text(name, required=False)

    def _text(self, name: str, *, required: bool) -> str | None:
        field = self._fields.get(name)
        # Most fields are plain words, of which no more has to be known.
        if field and isinstance(field[1], yaml.ScalarNode) and field[1].value not in NULLS:
            self._asked.add(name)
            return str(field[1].value)
        found = self.scalar(name, required)
        return found.text if found else None

    def choice(self, name: str, choices: Collection[str], required: bool = True) -> str:
        found = self.scalar(name, required)
        if found and found.text not in choices:
            known = ", ".join(f"'{one}'" for one in choices)
            hint = did_you_mean(found.text, choices) or f"it is one of {known}"
            self.fault(f"'{found.text}' is no {name} of a {self.what}", found.where, hint)
        return found.text if found else ""

    def day(self, name: str) -> datetime.date:
        return self._day(self.scalar(name)) or datetime.date.min

    def optional_day(self, name: str) -> datetime.date | None:
        return self._day(self.scalar(name, required=False))

    def number(self, name: str) -> int | None:
        found = self.scalar(name, required=False)
        if found and not found.text.isdecimal():
            self.fault(f"'{found.text}' is not a number", found.where)
            return None
        return int(found.text) if found else None

    def flag(self, name: str, default: bool = False) -> bool:
        found = self.scalar(name, required=False)
        if found and found.text not in _FLAGS:
            self.fault(f"'{found.text}' is neither true nor false", found.where)
        return _FLAGS.get(found.text, default) if found else default

    def scalars(self, name: str) -> tuple[Scalar, ...]:
        node = self._get(name, required=False)
        if node is None:
            return ()
        values = node.value if isinstance(node, yaml.SequenceNode) else [node]
        items = [Scalar(item.value, item, self._path) for item in values if isinstance(item, yaml.ScalarNode)]
        if not isinstance(node, yaml.SequenceNode) or len(items) != len(values):
            self.fault(f"'{name}' has to be a list of words", self.place(name), f"write '{name}: [one, two]'")
            return ()
        return tuple(items)

    def words(self, name: str) -> tuple[str, ...]:
        return tuple(item.text for item in self.scalars(name))

    def reference(self, name: str, kind: str, required: bool = False) -> str | None:
        """Return the name that the field has, of a *kind* of thing that has to exist when all is read."""
        found = self.scalar(name, required)
        if found:
            self.reading.references.append((kind, found))
        return found.text if found else None

    def references(self, name: str, kind: str) -> tuple[str, ...]:
        found = self.scalars(name)
        self.reading.references.extend((kind, item) for item in found)
        return tuple(item.text for item in found)

    def unsure(self) -> frozenset[str]:
        """Return the names of the fields that are not borne out; each has to be a field of the record."""
        for item in self.scalars("unsure"):
            if item.text not in self._fields:
                hint = did_you_mean(item.text, self._fields)
                self.fault(f"'{item.text}' is unsure, but this {self.what} does not have it", item.where, hint)
        return frozenset(self.words("unsure"))

    def pairs(self, name: str) -> tuple[tuple[Scalar, Scalar], ...]:
        """Return the entries of a mapping of words."""
        node = self._get(name, required=False)
        if node is None:
            return ()
        if not isinstance(node, yaml.MappingNode):
            self.fault(f"'{name}' has to have fields of its own", self.place(name))
            return ()
        entries = [pair for pair in node.value if all(isinstance(part, yaml.ScalarNode) for part in pair)]
        if len(entries) != len(node.value):
            self.fault(f"each field of '{name}' has to be one value", self.place(name))
        return tuple((Scalar(k.value, k, self._path), Scalar(v.value, v, self._path)) for k, v in entries)

    def records(self, name: str, what: str, required: bool = False) -> Iterator[Record]:
        """Go through a list of mappings. A bad one makes this record bad too."""
        node = self._get(name, required)
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            self.fault(f"'{name}' has to be a list", self.place(name))
            return
        for item in node.value:
            if isinstance(item, yaml.MappingNode):
                record = Record(item, self._path, what, self.reading)
                yield record
                self.bad = self.bad or record.bad
            else:
                self.fault(f"a {what} has to have fields", place_of(item, self._path))

    def _get(self, name: str, required: bool) -> yaml.Node | None:
        self._asked.add(name)
        if name in self._fields:
            return self._fields[name][1]
        if required:
            self.fault(f"a {self.what} needs a field '{name}'")
        return None

    def _day(self, found: Scalar | None) -> datetime.date | None:
        if found is None:
            return None
        try:
            return datetime.date.fromisoformat(found.text)
        except ValueError:
            self.fault(f"'{found.text}' is not a day", found.where, "write it as in 2013-10-17")
            return None
