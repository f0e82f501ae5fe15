"""Edge routing: along tracks in the gaps between rows, and through rows where there is no box and no title.

A net passes all rows between its ends in one straight channel, the free one nearest to its target, or in a lane at the right
of all boxes. Lines that do not overlap may share a track or a lane.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from .channels import assign_channels
from .edges import Net
from .ports import Port
from .rows import Row

#: Distance of lines that share a track.
_APART = 8.0
#: Length that a line shares with the line it joins.
JOIN = 5.0


@dataclass(slots=True)
class Routes:
    """*tracks* has the number of tracks of each gap; *track_of* maps (gap, net) to a track, 0 being the topmost.

    *crowded* is the number of lanes required at the right.
    """

    tracks: list[int]
    track_of: dict[tuple[int, int], int] = field(default_factory=dict)
    crowded: int = 0


def route(rows: list[Row], nets: list[Net], left: float, right: float, side: float) -> Routes:
    """Assign channels to *nets* between *left* and *right*, or lanes up to *right* + *side*; assign tracks."""
    crowded = assign_channels(rows, nets, left, right, side)
    routes = Routes([0] * (len(rows) + 1), crowded=crowded)
    by_gap: dict[int, list[tuple[float, float, float, int]]] = {}
    for number, net in enumerate(nets):
        for gap, (low, high, join) in _spans(net).items():
            if low < high:
                by_gap.setdefault(gap, []).append((low, high, join, number))
    for gap, spans in by_gap.items():
        routes.tracks[gap] = _pack(gap, spans, routes.track_of)
    return routes


def _spans(net: Net) -> dict[int, tuple[float, float, float]]:
    """Return for each gap of *net* the extent of its track, and the x where it continues."""
    spans: dict[int, tuple[float, float, float]] = {}
    for gap, port in net.sources:
        join = net.target.x if gap == net.gap or net.channel is None else net.channel
        low, high, _ = spans.get(gap, (join, join, join))
        spans[gap] = (min(low, port.x), max(high, port.x), join)
    if net.channel is not None:
        low, high, join = spans.get(net.gap, (net.target.x, net.target.x, net.target.x))
        spans[net.gap] = (min(low, net.channel), max(high, net.channel), join)
    return spans


def _pack(gap: int, spans: list[tuple[float, float, float, int]], track_of: dict[tuple[int, int], int]) -> int:
    # Of lines to the right, those that start further right are above, and vice versa, so that they do not cross at either end.
    spans.sort(key=lambda span: (0, -span[1], span[0]) if span[2] > (span[0] + span[1]) / 2 else (1, span[0], span[1]))
    tracks: list[list[tuple[float, float]]] = []
    for low, high, _, number in spans:
        for index, taken in enumerate(tracks):
            if _has_room(taken, low, high):
                taken.append((low, high))
                track_of[gap, number] = index
                break
        else:
            track_of[gap, number] = len(tracks)
            tracks.append([(low, high)])
    return len(tracks)


def _has_room(taken: list[tuple[float, float]], low: float, high: float) -> bool:
    for begin, end in taken:  # noqa: SIM110  all(...) of so few takes twice as long
        if begin < high + _APART and low < end + _APART:
            return False
    return True


class Bend(NamedTuple):
    """A point whose y is not known yet: at the edge of a row, or *offset* from a track of a gap."""

    x: float
    row: int = -1
    is_lower: bool = False
    gap: int = -1
    track: int = 0
    offset: float = 0.0


def net_lines(net: Net, number: int, routes: Routes) -> list[tuple[list[Bend], bool]]:
    """Return the lines of a net, each with whether it has a head. Lines that meet another one of the net end there."""
    lines: list[tuple[list[Bend], bool]] = []
    done: set[str] = set()
    met_at: dict[tuple[int, bool], float] = {}

    def track(gap: int, x: float, offset: float = 0.0) -> Bend:
        return Bend(x, gap=gap, track=routes.track_of.get((gap, number), 0), offset=offset)

    def edge(port: Port) -> Bend:
        return Bend(port.x, row=port.row, is_lower=port.is_lower)

    def new(step: str) -> bool:
        if step in done:
            return False
        done.add(step)
        return True

    target, channel = net.target, net.channel
    downwards = not target.is_lower
    forward = JOIN if downwards else -JOIN

    def join_of(gap: int) -> float:
        return target.x if gap == net.gap or channel is None else channel

    def rank(source: tuple[int, Port]) -> tuple[bool, int, float]:
        gap, port = source
        # A straight line to the target comes first and has the head, then the longest ones.
        return gap != net.gap or port.x != target.x, -abs(gap - net.gap), -abs(port.x - join_of(gap))

    order = sorted(net.sources, key=rank)
    for gap, port in order:
        join = join_of(gap)
        line = [edge(port)]
        if port.x == join and gap == net.gap:
            if (gap, number) in routes.track_of and "end" in done:
                lines.append(([*line, track(gap, join)], False))
            elif new("end"):
                lines.append(([*line, edge(target)], True))
            continue
        if port.x == join:
            # The channel starts at the source.
            if not new("channel"):
                lines.append(([*line, track(gap, join, forward)], False))
                continue
            is_first = new("end")
            if join != target.x:
                line.append(track(net.gap, join))
                met_at[net.gap, join < target.x] = join
            if is_first or join == target.x:
                line += [track(net.gap, target.x)] if join != target.x else []
                lines.append(([*line, edge(target)], True))
            else:
                lines.append(([*line, track(net.gap, target.x), track(net.gap, target.x, forward)], False))
            continue
        line.append(track(gap, port.x))
        side = port.x < join
        met = met_at.get((gap, side))
        if met is not None:
            # Lines that start beyond the channel have that part of the track to themselves.
            begin = met if abs(join - port.x) > abs(join - met) else port.x
            met_at[gap, side] = min(met, port.x) if side else max(met, port.x)
            reach = min(JOIN, abs(join - begin))
            lines.append(([*line, track(gap, begin + (reach if side else -reach))], False))
            continue
        met_at[gap, side] = port.x
        line.append(track(gap, join))
        if gap != net.gap and channel is not None:
            if not new("channel"):
                lines.append(([*line, track(gap, join, forward)], False))
                continue
            if channel != target.x:
                line.append(track(net.gap, channel))
                met_at[net.gap, channel < target.x] = channel
                line.append(track(net.gap, target.x))
        if not new("end"):
            lines.append(([*line, Bend(target.x, gap=net.gap, track=line[-1].track, offset=forward)], False))
            continue
        lines.append(([*line, edge(target)], True))
    return lines
