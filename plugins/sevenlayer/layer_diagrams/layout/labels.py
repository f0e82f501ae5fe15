"""Badges: numbers at the sources of labelled arrows, on the line, or inside the box if lines are too close."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .edges import Net
from .geometry import Badge, Rect, Text
from .ports import BADGE_CLEAR, Port
from .rows import Row
from .text import BADGE_HEIGHT, BADGE_SIZE, badge_width
from .text_widths import measure
from .vertical import Heights

#: Distance of badges from the edge of a box, outside and inside, and between those inside.
_FROM_EDGE = 4.0
_INSIDE = 3.0
_LEVEL = BADGE_HEIGHT + 1.0
# How far a badge outside may extend beyond the side of its box: channels are there.
_BEYOND = 2.0


@dataclass(frozen=True, slots=True)
class Numbered:
    """A badge with its left edge and width; *level* is None outside the box, else the level inside, from 0."""

    port: Port
    left: float
    width: float
    level: int | None = None

    def draw(self, heights: Heights) -> Badge:
        """Return the badge, after heights are known."""
        port = self.port
        y = heights.edge(port.row, is_lower=port.is_lower)
        depth = -_FROM_EDGE - BADGE_HEIGHT if self.level is None else _INSIDE + self.level * _LEVEL
        top = y - depth - BADGE_HEIGHT if port.is_lower else y + depth
        wide, is_sure = measure(port.badge, True)
        baseline = round(top + BADGE_HEIGHT / 2 + 0.36 * BADGE_SIZE, 2)
        middle = self.left + self.width / 2
        text = Text(port.badge, middle, baseline, BADGE_SIZE, wide * BADGE_SIZE, "badge", True, True, is_sure)
        return Badge(Rect(self.left, top, self.width, BADGE_HEIGHT), text)


def place_badges(rows: list[Row], nets: Iterable[Net]) -> list[Numbered]:
    """Return all badges, and reserve space in boxes and rows for those inside."""
    edges: dict[tuple[int, bool], list[Port]] = {}
    for net in nets:
        for port in net.ports:
            edges.setdefault((port.row, port.is_lower), []).append(port)
    placed: list[Numbered] = []
    for ports in edges.values():
        if any(port.badge for port in ports):
            placed += _on_edge(sorted(ports, key=lambda port: port.x))
    for badge in placed:
        if badge.level is None:
            continue
        slot, wish = badge.port.slot, (badge.level + 1) * _LEVEL
        if badge.port.is_lower:
            slot.below = max(slot.below, wish)
        else:
            slot.above = max(slot.above, wish)
        row = rows[badge.port.row]
        row.height = max(row.height, slot.content.height + slot.above + slot.below)
    return placed


def _on_edge(ports: list[Port]) -> list[Numbered]:
    placed: list[Numbered] = []
    end = float("-inf")
    levels: list[float] = []
    for index, port in enumerate(ports):
        if not port.badge:
            continue
        slot, width = port.slot, badge_width(port.badge)
        before = max(end, ports[index - 1].x if index else end) + BADGE_CLEAR
        after = (ports[index + 1].x if index + 1 < len(ports) else float("inf")) - BADGE_CLEAR
        left, right = port.x - width / 2, port.x + width / 2
        if before <= left and right <= after and slot.x - _BEYOND <= left and right <= slot.x + slot.width + _BEYOND:
            placed.append(Numbered(port, left, width))
            end = right
            continue
        left = max(slot.x + _INSIDE, min(left, slot.x + slot.width - width - _INSIDE))
        level = next((index for index, taken in enumerate(levels) if taken + BADGE_CLEAR <= left), len(levels))
        if level == len(levels):
            levels.append(0.0)
        levels[level] = left + width
        placed.append(Numbered(port, left, width, level))
    return placed
