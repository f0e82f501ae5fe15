"""Arrows to one target, of one kind and from one side, as one net; and where on the edges of boxes its lines begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

from .model import Arrow, fold
from .rows import Row, Slot
from .texts import badge_width

#: Lines end on upper edges at 4, 12, 20 …, on lower edges at 0, 8, 16 …, and pass boxes at 2, 6, 10 …: no two lie on each other.
PORT_STEP = 8
UPPER_PORT = 4
CORNER = 9.0
#: Between a number on a line and the next line, or the number on it.
BADGE_CLEAR = 1.5


@dataclass(slots=True)
class Port:
    """An end of a line on the upper or lower edge of a box; *wanted* is where the line comes from or goes.

    *half* is half the width of the number *badge*, if it has one, and *edge* all ends on the same edge from the left.
    """

    row: int
    slot: Slot
    is_lower: bool
    wanted: float
    x: float = 0.0
    badge: str = ""
    half: float = 0.0
    is_straight: bool = False
    edge: list[Port] = field(default_factory=list, repr=False, compare=False)


@dataclass(slots=True)
class Net:
    """Lines to one *target*. A gap is the room above the row of the same number.

    *sources* have the gap that a line begins in, its port, and the index of its arrow. *trunk* is the x where the net passes
    rows, None if it need not.
    """

    kind: str
    target: Port
    gap: int
    sources: list[tuple[int, Port, int]] = field(default_factory=list)
    trunk: float | None = None

    @property
    def gaps(self) -> tuple[int, int]:
        """The first and the last gap that the net is in."""
        gaps = [gap for gap, _, _ in self.sources]
        return min(self.gap, *gaps), max(self.gap, *gaps)


def make_nets(rows: list[Row], arrows: Iterable[Arrow], badges: Mapping[int, str]) -> list[Net]:
    """The nets of *arrows*, in the order of their first arrows. Arrows to or from what is in no row are left out."""
    places = {fold(slot.content.service): (index, slot) for index, row in enumerate(rows) for slot in row.slots}
    nets: dict[tuple[str, str, bool], Net] = {}
    for index, arrow in enumerate(arrows):
        source, target = places.get(fold(arrow.source)), places.get(fold(arrow.target))
        if source is None or target is None:
            continue
        goes_down = source[0] < target[0]
        key = (fold(arrow.target), arrow.kind, goes_down)
        net = nets.get(key)
        if net is None:
            gap = target[0] if goes_down else target[0] + 1
            net = nets[key] = Net(arrow.kind, Port(target[0], target[1], not goes_down, 0.0), gap)
        is_lower = source[0] <= target[0]
        port = Port(source[0], source[1], is_lower, _middle(target[1]), badge=badges.get(index, ""))
        if port.badge:
            port.half = badge_width(port.badge) / 2
        net.sources.append((source[0] + is_lower, port, index))
    for net in nets.values():
        middles = [_middle(port.slot) for _, port, _ in net.sources]
        net.target.wanted = sum(middles) / len(middles)
    return list(nets.values())


def _middle(slot: Slot) -> float:
    return slot.x + slot.width / 2


def set_ports(nets: list[Net]) -> None:
    """Give each end of a line its x: spread over the edge in the order in which lines come, straight where that can be."""
    edges: dict[tuple[int, float, bool], list[Port]] = {}
    for net in nets:
        for port in (net.target, *(port for _, port, _ in net.sources)):
            port.edge = edges.setdefault((port.row, port.slot.x, port.is_lower), [])
            port.edge.append(port)
    for ports in edges.values():
        ports.sort(key=lambda port: port.wanted)
        _spread(ports, *_reach(ports[0]))
    for net in nets:
        straighten(net, net.gap)
    for ports in edges.values():
        if any(port.is_straight for port in ports):
            _spread_others(ports)


def straighten(net: Net, gap: int) -> None:
    """Let the first line that begins in *gap* and can do so begin right above or below the target, or the target move.

    Nothing else ends there: upper and lower edges have their ends at different x.
    """
    target = net.target
    for begin, port, _ in net.sources:
        if begin != gap or port.row == target.row or port.is_straight:
            continue
        if _can_move(port, target.x):
            port.x = target.x
        elif net.trunk is None and not target.is_straight and _can_move(target, port.x):
            target.x = port.x
        else:
            continue
        port.is_straight = target.is_straight = True
        return


def _can_move(port: Port, x: float) -> bool:
    """Whether *port* may stand at *x*: on its edge, between the same neighbours, clear of both."""
    if not port.slot.x + CORNER <= x <= port.slot.x + port.slot.width - CORNER:
        return False
    at = next(index for index, each in enumerate(port.edge) if each is port)
    before, after = port.edge[max(0, at - 1)], port.edge[min(len(port.edge) - 1, at + 1)]
    return (before is port or before.x + _apart(before, port) <= x) and (
        after is port or x <= after.x - _apart(port, after)
    )


def _apart(one: Port, other: Port) -> int:
    """How far two ends that are neighbours should be from each other, so that their numbers fit: whole steps."""
    wish = one.half + other.half + (BADGE_CLEAR if one.badge or other.badge else 0.0)
    return max(PORT_STEP, ceil(wish / PORT_STEP) * PORT_STEP)


def _reach(port: Port) -> tuple[int, int]:
    """The first and the last place of an edge; the first is greater if there is none."""
    slot, offset = port.slot, 0 if port.is_lower else UPPER_PORT
    first = int((slot.x + CORNER - offset) // PORT_STEP + 1) * PORT_STEP + offset
    last = int((slot.x + slot.width - CORNER - offset) // PORT_STEP) * PORT_STEP + offset
    return first, last


def _spread(ports: list[Port], first: int, last: int, before: float = 0.5, after: float = 0.5) -> None:
    """Put *ports* on the places from *first* to *last*: numbered ones with room for it, else all evenly.

    *before* and *after* say how much is left free at the ends, in parts of what is left between two.
    """
    if first > last:
        for port in ports:
            port.x = round(_middle(port.slot), 2)
        return
    begins = [0]
    for one, other in pairwise(ports):
        begins.append(begins[-1] + _apart(one, other))
    count = len(ports)
    spare = last - first - begins[-1]
    if spare < 0:
        places = (last - first) // PORT_STEP + 1
        for index, port in enumerate(ports):
            port.x = float(first + int((index + 0.5) * places / count) * PORT_STEP)
        return
    for index, (port, begin) in enumerate(zip(ports, begins, strict=True)):
        steps = int((spare + PORT_STEP) * (index + before) / (count - 1 + before + after)) // PORT_STEP
        port.x = float(first + begin + min(steps * PORT_STEP, spare))


def _spread_others(ports: list[Port]) -> None:
    """Spread what stands between straight lines anew, since these have moved."""
    first, last = _reach(ports[0])
    waiting: list[Port] = []
    before: Port | None = None
    for port in (*ports, None):
        if port is not None and not port.is_straight:
            waiting.append(port)
            continue
        if waiting:
            low, high = first, last
            if before is not None:
                low += ceil((before.x + _apart(before, waiting[0]) - first) / PORT_STEP) * PORT_STEP
            if port is not None:
                high -= ceil((last - port.x + _apart(waiting[-1], port)) / PORT_STEP) * PORT_STEP
            # Where an edge is too full to spread, ends stay where they are.
            if first <= low <= high <= last:
                _spread(waiting, low, high, 0.5 if before is None else 1.0, 0.5 if port is None else 1.0)
        waiting, before = [], port
