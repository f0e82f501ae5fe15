"""Vertical positions: heights of gaps, tracks in them, and rows."""

from __future__ import annotations

from dataclasses import dataclass

from .edges import Net
from .routing import Bend
from .rows import Layout, Row
from .sizes import Sizes

TRACK_STEP = 6.0
#: From a box to the first track, and from the last track to a box with a head.
_FROM_EDGE = 8.0
_TO_HEAD = 13.0
#: From the edge of a band or outline to the next track.
_FROM_BORDER = 5.0
#: Additional distance before lines with a badge turn.
BADGE_ROOM = 13.0


@dataclass(slots=True)
class Ends:
    """What is at the edges of the rows beside a gap: lines, heads, badges."""

    has_lines_above: bool = False
    has_lines_below: bool = False
    has_head_above: bool = False
    has_head_below: bool = False
    has_badge_above: bool = False
    has_badge_below: bool = False


def ends_of(nets: list[Net], gaps: int, with_badge: set[int]) -> list[Ends]:
    """Return the ends of each gap; *with_badge* has twice the row number, plus one for its lower edge."""
    ends = [Ends() for _ in range(gaps)]
    for net in nets:
        for port in net.ports:
            gap = ends[port.row + port.is_lower]
            has_badge = port.row * 2 + port.is_lower in with_badge
            if port.is_lower:
                gap.has_lines_above = True
                gap.has_head_above |= port is net.target
                gap.has_badge_above |= has_badge
            else:
                gap.has_lines_below = True
                gap.has_head_below |= port is net.target
                gap.has_badge_below |= has_badge
    return ends


@dataclass(slots=True)
class Gap:
    """The height of a gap, and the offset of its first track."""

    height: float
    first: float


def make_gap(above: Row | None, below: Row | None, tracks: int, ends: Ends, apart: float) -> Gap:
    """Return the gap between two rows with distance *apart*, besides their own space; None is the edge of the picture."""
    after, before = above.after if above else 0.0, below.before if below else 0.0
    least = after + before + (apart if above and below else 0.0)
    down = max(
        _preferred_width(ends.has_lines_above, ends.has_head_above, ends.has_badge_above),
        after + _FROM_BORDER * bool(after),
    )
    up = max(
        _preferred_width(ends.has_lines_below, ends.has_head_below, ends.has_badge_below),
        before + _FROM_BORDER * bool(before),
    )
    if not tracks:
        if ends.has_lines_above or ends.has_lines_below:
            wish = _preferred_width(True, ends.has_head_above, ends.has_badge_above)
            least = max(least, wish + _preferred_width(True, ends.has_head_below, ends.has_badge_below))
        return Gap(least, down)
    height = down + (tracks - 1) * TRACK_STEP + up
    spare = max(0.0, least - height)
    return Gap(height + spare, down + spare / 2)


def _preferred_width(has_lines: bool, has_head: bool, has_badge: bool) -> float:
    if has_badge:
        return _FROM_EDGE + BADGE_ROOM
    if has_head:
        return _TO_HEAD
    return _FROM_EDGE if has_lines else 5.0


class Heights:
    """Sets the y of every row, and computes that of bends."""

    def __init__(self, layout: Layout, tracks: list[int], ends: list[Ends], sizes: Sizes, headers: list[float]) -> None:
        """*headers* has the height of the text beside the rows of each band."""
        self._rows = rows = layout.rows
        starts = {first for first, _ in layout.bands}
        gaps: list[Gap] = []

        def gap_at(index: int) -> Gap:
            above = rows[index - 1] if index else None
            below = rows[index] if index < len(rows) else None
            if index in starts:
                apart = sizes.band_gap
            elif above is not None and not above.slots:
                apart = sizes.title_gap
            else:
                apart = sizes.row_gap
            return make_gap(above, below, tracks[index], ends[index], apart)

        for (first, last), header in zip(layout.bands, headers, strict=True):
            inside = sum(row.height for row in rows[first : last + 1])
            inside += sum(gap_at(index).height for index in range(first + 1, last + 1))
            spare = max(0.0, header - inside)
            rows[first].before += sizes.band_end + spare / 2
            rows[last].after += sizes.band_end + spare / 2
        gaps = [gap_at(index) for index in range(len(rows) + 1)]
        self._tops: list[float] = []
        y = 1.0
        for gap, row in zip(gaps, rows, strict=False):
            self._tops.append(y + gap.first)
            row.y = y = y + gap.height
            y += row.height
        self._tops.append(y + gaps[-1].first)
        self.bottom = y + gaps[-1].height

    def track(self, gap: int, index: int) -> float:
        """Return the y of a track."""
        return self._tops[gap] + index * TRACK_STEP

    def edge(self, row: int, *, is_lower: bool) -> float:
        """Return the y of the upper or lower edge of the boxes of a row."""
        each = self._rows[row]
        return each.y + each.height if is_lower else each.y

    def of(self, bend: Bend) -> float:
        """Return the y of a bend."""
        if bend.row >= 0:
            return self.edge(bend.row, is_lower=bend.is_lower)
        return self.track(bend.gap, bend.track) + bend.offset
