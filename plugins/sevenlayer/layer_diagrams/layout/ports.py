"""Ports: the ends of lines on the edges of boxes."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil

from .rows import Slot

#: Upper edges have ports at 4, 12, 20 …, lower edges at 0, 8, 16 …, and channels are at 2, 6, 10 …, so lines do not coincide.
PORT_STEP = 8
UPPER_PORT = 4
CORNER = 9.0
#: Distance of a badge from the next line or its badge.
BADGE_CLEAR = 1.5


@dataclass(slots=True)
class Port:
    """An end of a line on the upper or lower edge of a box; *wanted* is the x of its other end.

    *half* is half the width of its *badge*, if any; *edge* has all ports of the edge from the left.
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


def middle_of(slot: Slot) -> float:
    """Return the x of the centre of a box."""
    return slot.x + slot.width / 2


def can_move(port: Port, x: float) -> bool:
    """Whether *port* fits at *x*: on its edge, between the same neighbours, with the distance to both."""
    if not port.slot.x + CORNER <= x <= port.slot.x + port.slot.width - CORNER:
        return False
    at = next(index for index, each in enumerate(port.edge) if each is port)
    before, after = port.edge[max(0, at - 1)], port.edge[min(len(port.edge) - 1, at + 1)]
    return (before is port or before.x + _apart(before, port) <= x) and (
        after is port or x <= after.x - _apart(port, after)
    )


def spread(ports: list[Port]) -> None:
    """Spread all ports of an edge, which are in order."""
    _spread(ports, *_reach(ports[0]))


def _apart(one: Port, other: Port) -> int:
    """Return the least distance of adjacent ports, so that their badges fit: a multiple of ``PORT_STEP``."""
    if not one.badge and not other.badge:
        return PORT_STEP
    wish = one.half + other.half + BADGE_CLEAR
    return max(PORT_STEP, ceil(wish / PORT_STEP) * PORT_STEP)


def _reach(port: Port) -> tuple[int, int]:
    """Return the first and last position on an edge; the first is greater if there is none."""
    slot, offset = port.slot, 0 if port.is_lower else UPPER_PORT
    first = int((slot.x + CORNER - offset) // PORT_STEP + 1) * PORT_STEP + offset
    last = int((slot.x + slot.width - CORNER - offset) // PORT_STEP) * PORT_STEP + offset
    return first, last


def _spread(ports: list[Port], first: int, last: int, before: float = 0.5, after: float = 0.5) -> None:
    """Spread *ports* from *first* to *last*: with space for badges, else evenly.

    *before* and *after* are the space at the ends, relative to that between two ports.
    """
    if first > last:
        for port in ports:
            port.x = round(middle_of(port.slot), 2)
        return
    if len(ports) == 1:
        # Fast path for a single port.
        steps = int((last - first + PORT_STEP) * before / (before + after)) // PORT_STEP
        ports[0].x = float(first + min(steps * PORT_STEP, last - first))
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


def spread_others(ports: list[Port]) -> None:
    """Spread the ports between straight lines again, after those have moved."""
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
            # If the edge is too full, ports keep their positions.
            if first <= low <= high <= last:
                _spread(waiting, low, high, 0.5 if before is None else 1.0, 0.5 if port is None else 1.0)
        waiting, before = [], port
