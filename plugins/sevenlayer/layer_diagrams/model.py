"""Data model of layer diagrams: services in layers, and dependencies between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias
from unicodedata import normalize

#: The source of an arrow requires its target.
NEEDS = "needs"
#: The source of an arrow can make use of its target.
CAN_USE = "can use"
KINDS = (NEEDS, CAN_USE)


@dataclass(frozen=True)
class Position:
    """A location in the text of a diagram; line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Service:
    """A box. *name* is its text and its name in arrows; *status* is a short text such as ``incubating``, or empty."""

    name: str
    status: str = ""
    location: Position | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Group:
    """Services of a layer under a common title. Groups may be nested."""

    title: str
    members: tuple[Member, ...]
    location: Position | None = field(default=None, compare=False, repr=False)


Member: TypeAlias = "Service | Group"


@dataclass(frozen=True)
class Layer:
    """*number* is a number, a letter or empty; *title* may be empty if there is a number."""

    number: str
    title: str
    members: tuple[Member, ...]
    location: Position | None = field(default=None, compare=False, repr=False)

    @property
    def services(self) -> tuple[Service, ...]:
        """All services of the layer in order, including those in groups."""
        return tuple(_services(self.members))


@dataclass(frozen=True)
class Arrow:
    """*source* and *target* are names of services; *kind* is one of ``KINDS``."""

    source: str
    target: str
    kind: str = NEEDS
    label: str = ""
    location: Position | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Stack:
    """A diagram. The first of *layers* is the topmost, as authors write it.

    Names of services are unique. A stack without layers has its services in the arrows only; ``arrange_layers`` creates layers
    from them.
    """

    layers: tuple[Layer, ...] = ()
    arrows: tuple[Arrow, ...] = ()

    @property
    def services(self) -> tuple[Service, ...]:
        """All services in layers, from the topmost layer down."""
        return tuple(service for layer in self.layers for service in layer.services)


def fold(name: str) -> str:
    """Return *name* normalized for comparison: whitespace, case and Unicode composition (NFC)."""
    return normalize("NFC", " ".join(name.split()).casefold())


def _services(members: tuple[Member, ...]) -> Iterator[Service]:
    for member in members:
        if isinstance(member, Service):
            yield member
        else:
            yield from _services(member.members)


#: Marks and looks of a service; each has a shape of its own, not just a colour.
CHANGES = ("", "up", "down", "joined", "left", "renamed")
LOOKS = ("", "incubating", "retired", "outside")


@dataclass(frozen=True)
class Annotation:
    """Information about a service, added when it is drawn.

    *notes* are short lines below the name (``incubating``, ``now Neutron``, ``up from 3``); *look* is one of ``LOOKS`` (fill and
    border of the box), *change* one of ``CHANGES`` (its mark), *url* the target of the link, or None.
    """

    notes: tuple[str, ...] = ()
    look: str = ""
    change: str = ""
    url: str | None = None
    is_highlighted: bool = False
