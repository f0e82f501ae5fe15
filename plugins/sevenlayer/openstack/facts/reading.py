"""What is found while data files are read: values with their places, names, references and problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import yaml

from sevenlayer.diagnostics import Code, Location, Problem, did_you_mean, error

CODE = Code.OPENSTACK_BAD_FACTS
#: How YAML writes that there is nothing, without quotes.
NULLS = ("", "null")


class Scalar(NamedTuple):
    """One value, as text. Places are worked out when they are asked for: each build reads all values, and reports none."""

    text: str
    node: yaml.ScalarNode
    path: str

    @property
    def where(self) -> Location:
        return place_of(self.node, self.path)

    @property
    def is_null(self) -> bool:
        return not self.node.style and self.text in NULLS


@dataclass
class Reading:
    """What is found while files are read: problems, the names of things by kind, and who refers to them.

    *thorough* asks for the checks that take their time.
    """

    thorough: bool = False
    problems: list[Problem] = field(default_factory=list)
    names: dict[str, dict[str, Location]] = field(default_factory=dict)
    references: list[tuple[str, Scalar]] = field(default_factory=list)

    def report(self, message: str, where: Location, hint: str | None = None) -> None:
        self.problems.append(error(CODE, message, where, hint))

    def add_name(self, kind: str, name: str, where: Location) -> None:
        """Note that there is a *kind* of thing called *name*; a second one is a fault."""
        first = self.names.setdefault(kind, {}).setdefault(name, where)
        if first is not where:
            self.report(f"a second {kind} '{name}'; the first is in line {first.line}", where)

    def check_references(self) -> None:
        """Report each reference to a name that there is not."""
        for kind, name in self.references:
            # A file that could not be read has given no names, and that has been reported.
            known = self.names.get(kind)
            if known is not None and name.text not in known:
                self.report(f"there is no {kind} '{name.text}'", name.where, did_you_mean(name.text, known))


def place_of(node: yaml.Node, path: str) -> Location:
    """Return where *node* of the file at *path* begins."""
    return Location(path, node.start_mark.line + 1, node.start_mark.column + 1)
