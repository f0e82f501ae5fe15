"""Assign vertical channels to nets that pass rows: a straight channel between boxes, or a lane at the right of all boxes."""

from __future__ import annotations

from .edges import Net, straighten
from .rows import Row

CHANNEL_STEP = 4
_CHANNEL_OFFSET = 2
#: Distance of a channel from a box or title.
_CLEAR = 3.5
_CLEAR_OF_BORDER = 2.0


def assign_channels(rows: list[Row], nets: list[Net], left: float, right: float, side: float) -> int:
    """Assign a channel to each net that passes rows; return the number of lanes for nets without a free channel."""
    far = [(net, *net.gaps) for net in nets]
    far = [each for each in far if each[1] < each[2]]
    if not far:
        return 0
    first = int((left - _CHANNEL_OFFSET) // CHANNEL_STEP + 1) * CHANNEL_STEP + _CHANNEL_OFFSET
    count = max(0, int((right - first) // CHANNEL_STEP) + 1)
    # Bit masks of the channels that are free in each row and in each gap.
    everywhere = (1 << count) - 1
    in_rows = [
        everywhere & ~_mask(row.blocked, first, _CLEAR) & ~_mask([(x, x) for x in row.borders], first, _CLEAR_OF_BORDER)
        for row in rows
    ]
    in_gaps = [everywhere] * (len(rows) + 1)
    far.sort(key=lambda each: each[1] - each[2])
    crowded: list[tuple[int, int, Net]] = []
    for net, begin, end in far:
        free = in_gaps[end]
        for index in range(begin, end):
            free &= in_rows[index] & in_gaps[index]
            if not free:
                break
        if not free:
            crowded.append((begin, end, net))
            continue
        keep = _straight(net, free, first)
        if not keep:
            place = _nearest(free, int((net.target.x - first) // CHANNEL_STEP), count)
            net.channel = float(first + place * CHANNEL_STEP)
            keep = 1 << place
        for index in range(begin, end + 1):
            in_gaps[index] &= ~keep
    lanes: list[int] = []
    lane_of: list[int] = []
    crowded.sort(key=lambda each: (each[0], each[1]))
    for begin, end, _ in crowded:
        lane = next((index for index, last in enumerate(lanes) if last < begin), len(lanes))
        if lane == len(lanes):
            lanes.append(end)
        lanes[lane] = end
        lane_of.append(lane)
    for (_, _, net), lane in zip(crowded, lane_of, strict=True):
        net.channel = right + side * (lane + 1) / (len(lanes) + 1)
    return len(lanes)


def _straight(net: Net, free: int, first: int) -> int:
    """Use the x of the target or of the only source as the channel if it is free; return the mask of the channels it occupies.

    Ports are between channels. No other line ends at that x: it would pass the same box.
    """
    ports = [net.target]
    if len(net.sources) == 1:
        ports.append(net.sources[0][1])
    for port in ports:
        place = int((port.x - first) // CHANNEL_STEP)
        both = 0b11 << place if place >= 0 else 0
        if both and free & both == both:
            net.channel = port.x
            if port is net.target:
                begin, end = net.gaps
                straighten(net, end if port.is_lower else begin)
            return both
    return 0


def _mask(blocked: list[tuple[float, float]], first: int, clear: float) -> int:
    mask = 0
    for begin, end in blocked:
        low = max(0, int((begin - clear - first) // CHANNEL_STEP) + 1)
        high = int((end + clear - first) // CHANNEL_STEP)
        if high >= low:
            mask |= ((1 << (high - low + 1)) - 1) << low
    return mask


def _nearest(free: int, wanted: int, count: int) -> int:
    wanted = min(max(wanted, 0), count - 1)
    below = (free & ((1 << (wanted + 1)) - 1)).bit_length() - 1
    above = free >> wanted
    up = wanted + (above & -above).bit_length() - 1 if above else -1
    if below < 0 or (up >= 0 and up - wanted < wanted - below):
        return up
    return below
