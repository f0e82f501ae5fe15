"""State of reading the data files: values with their locations, names, references and problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from sevenlayer.diagnostics import Code, Location, Problem, did_you_mean, error

CODE = Code.OPENSTACK_BAD_FACTS
#: Unquoted YAML null values.
NULLS = ("", "null")


class Scalar(NamedTuple):
    """A value as text. Its location is computed on demand: every build reads all values and reports none."""

    text: str
    node: yaml.ScalarNode
    path: str

    @property
    def where(self) -> Location:
        return location_of(self.node, self.path)

    @property
    def is_null(self) -> bool:
        return not self.node.style and self.text in NULLS


@dataclass
class Reading:
    """Problems, names by kind, and references, collected while files are read.

    *thorough* enables the slow checks.
    """

    thorough: bool = False
    problems: list[Problem] = field(default_factory=list)
    names: dict[str, dict[str, Location]] = field(default_factory=dict)
    references: list[tuple[str, Scalar]] = field(default_factory=list)

    def report(self, message: str, where: Location, hint: str | None = None) -> None:
        self.problems.append(error(CODE, message, where, hint))

    def add_name(self, kind: str, name: str, where: Location) -> None:
        """Register *name* as a *kind* of thing; report a duplicate."""
        first = self.names.setdefault(kind, {}).setdefault(name, where)
        if first is not where:
            self.report(f"duplicate {kind} '{name}'; the first is in line {first.line}", where)

    def check_references(self) -> None:
        """Report each reference to an unknown name."""
        for kind, name in self.references:
            # A file that could not be read has no names; that is reported already.
            known = self.names.get(kind)
            if known is not None and name.text not in known:
                self.report(f"there is no {kind} '{name.text}'", name.where, did_you_mean(name.text, known))


def location_of(node: yaml.Node, path: str) -> Location:
    """Return where *node* begins in the file at *path*."""
    return Location(path, node.start_mark.line + 1, node.start_mark.column + 1)
