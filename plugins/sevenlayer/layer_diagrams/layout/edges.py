"""Nets: arrows to one target, of one kind and from one side; and the order of their ports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from sevenlayer.layer_diagrams.model import Arrow

from .ports import Port, can_move, middle_of, spread, spread_others
from .rows import Row
from .text import badge_width


@dataclass(slots=True)
class Net:
    """Lines to one *target*. Gap *n* is the space above row *n*.

    *sources* are pairs of the gap in which a line starts, and its port. *channel* is the x at which the net passes rows,
    or None.
    """

    kind: str
    target: Port
    gap: int
    sources: list[tuple[int, Port]] = field(default_factory=list)
    channel: float | None = None

    @property
    def gaps(self) -> tuple[int, int]:
        """The first and the last gap of the net."""
        gaps = [gap for gap, _ in self.sources]
        return min(self.gap, *gaps), max(self.gap, *gaps)

    @property
    def ports(self) -> list[Port]:
        """All ports, the target first."""
        return [self.target, *[port for _, port in self.sources]]


def make_nets(
    rows: list[Row], arrows: Iterable[Arrow], ends: Iterable[tuple[str, str]], badges: Mapping[int, str]
) -> list[Net]:
    """Return the nets of *arrows*, in order of their first arrows. Arrows to or from services in no row are ignored.

    *ends* has the source and target of each arrow, with the names of services in *rows*.
    """
    places = {slot.content.service: (index, slot) for index, row in enumerate(rows) for slot in row.slots}
    nets: dict[tuple[str, str, bool], Net] = {}
    for index, (arrow, (source_name, target_name)) in enumerate(zip(arrows, ends, strict=True)):
        source, target = places.get(source_name), places.get(target_name)
        if source is None or target is None:
            continue
        goes_down = source[0] < target[0]
        key = (target_name, arrow.kind, goes_down)
        net = nets.get(key)
        if net is None:
            gap = target[0] if goes_down else target[0] + 1
            net = nets[key] = Net(arrow.kind, Port(target[0], target[1], not goes_down, 0.0), gap)
        is_lower = source[0] <= target[0]
        port = Port(source[0], source[1], is_lower, middle_of(target[1]), badge=badges.get(index, ""))
        if port.badge:
            port.half = badge_width(port.badge) / 2
        net.sources.append((source[0] + is_lower, port))
    for net in nets.values():
        middles = [middle_of(port.slot) for _, port in net.sources]
        net.target.wanted = sum(middles) / len(middles)
    return list(nets.values())


def set_ports(nets: list[Net]) -> None:
    """Set the x of each port: spread over its edge in the order of the lines, aligned for straight lines where possible."""
    edges: dict[tuple[int, float, bool], list[Port]] = {}
    for net in nets:
        for port in net.ports:
            port.edge = edges.setdefault((port.row, port.slot.x, port.is_lower), [])
            port.edge.append(port)
    for ports in edges.values():
        ports.sort(key=attrgetter("wanted"))
        spread(ports)
    for net in nets:
        straighten(net, net.gap)
    for ports in edges.values():
        if any(port.is_straight for port in ports):
            spread_others(ports)


def straighten(net: Net, gap: int) -> None:
    """Align the first possible source that starts in *gap* with the target, or the target with it.

    No other line ends at that x: ports of upper and lower edges have different x.
    """
    target = net.target
    for begin, port in net.sources:
        if begin != gap or port.row == target.row or port.is_straight:
            continue
        if can_move(port, target.x):
            port.x = target.x
        elif net.channel is None and not target.is_straight and can_move(target, port.x):
            target.x = port.x
        else:
            continue
        port.is_straight = target.is_straight = True
        return
