"""What a layer diagram says: services in layers, and which needs which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias
from unicodedata import normalize

#: An arrow's source cannot do without its target.
NEEDS = "needs"
#: An arrow's source can make use of its target.
CAN_USE = "can use"
KINDS = (NEEDS, CAN_USE)


@dataclass(frozen=True)
class Position:
    """Where something stands in the text of a diagram; both count from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Service:
    """One box. *name* is its text, and what arrows call it; *status* a few words as ``incubating``, or empty."""

    name: str
    status: str = ""
    location: Position | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Group:
    """Services of a layer that belong together, under a title. Groups may hold groups."""

    title: str
    members: tuple[Member, ...]
    location: Position | None = field(default=None, compare=False, repr=False)


Member: TypeAlias = "Service | Group"


@dataclass(frozen=True)
class Layer:
    """*number* is a number or a letter, or empty; *title* may be empty if there is a number."""

    number: str
    title: str
    members: tuple[Member, ...]
    location: Position | None = field(default=None, compare=False, repr=False)

    @property
    def services(self) -> tuple[Service, ...]:
        """All services of the layer, those of groups among them, in their order."""
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
    """A whole diagram. The first of *layers* is the uppermost, as authors write it.

    No two services have one name. A stack without layers has services by its arrows alone; ``arrange_layers`` makes layers of
    them.
    """

    layers: tuple[Layer, ...] = ()
    arrows: tuple[Arrow, ...] = ()

    @property
    def services(self) -> tuple[Service, ...]:
        """All services that stand in layers, from the uppermost layer on."""
        return tuple(service for layer in self.layers for service in layer.services)


def fold(name: str) -> str:
    """Return *name* as names of services are compared: by words, in any case, accents written in one way or the other."""
    return normalize("NFC", " ".join(name.split()).casefold())


def _services(members: tuple[Member, ...]) -> Iterator[Service]:
    for member in members:
        if isinstance(member, Service):
            yield member
        else:
            yield from _services(member.members)


#: What may be said of a service beside its name, each with a shape of its own; they are no colours.
CHANGES = ("", "up", "down", "joined", "left", "renamed")
LOOKS = ("", "incubating", "retired", "outside")


@dataclass(frozen=True)
class Annotation:
    """What is known of a service when it is drawn, and no author needs to write.

    *notes* are short lines under the name (``incubating``, ``now Neutron``, ``up from 3``), *look* is one of ``LOOKS`` (how its
    box is filled and bordered), *change* one of ``CHANGES`` (which mark it has), *url* where the name leads, or None.
    """

    notes: tuple[str, ...] = ()
    look: str = ""
    change: str = ""
    url: str | None = None
    is_highlighted: bool = False
