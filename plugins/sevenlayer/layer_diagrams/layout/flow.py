"""Flow the services of all layers into rows of boxes: widths and row heights, not yet vertical positions.

Boxes of all layers share columns. Only an outline with nested outlines has columns of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby, islice
from typing import TypeAlias

from sevenlayer.layer_diagrams.model import Annotation, Group, Member, Service, Stack

from .boxes import fill_box
from .grid import Grid, PreferredWidths
from .packing import Block, balanced, pack
from .rows import Frame, Layout, Row, Slot
from .sizes import Sizes
from .text import title_lines

#: Groups nested deeper than this have no outline, for lack of space.
DEEPEST_OUTLINE = 4
#: Services with their columns; the first column, and the number of columns of the part.
_Part: TypeAlias = "tuple[list[tuple[Member, int]], int, int]"


class Flow:
    """Adds members of layers to rows, one layer after the other."""

    def __init__(
        self,
        stack: Stack,
        annotations: Mapping[str, Annotation],
        wishes: PreferredWidths,
        sizes: Sizes,
        left: float,
        right: float,
    ) -> None:
        self.layout = Layout()
        self._annotations = annotations
        self._sizes = sizes
        self._left = left
        self._right = right
        self._grid = Grid(stack, wishes, sizes, right - left)

    def add_row(self, row: Row) -> None:
        self.layout.rows.append(row)

    def add_members(self, members: tuple[Member, ...]) -> None:
        """Add the rows of one layer."""
        self._flow(members, self._left, self._right, 0)

    def _flow(self, members: tuple[Member, ...], left: float, right: float, depth: int) -> None:
        columns, width = self._grid.within(right - left)
        spans = self._grid.spans(members, columns, width)
        if spans is not None:
            self._boxes([(list(zip(members, spans, strict=True)), 0, balanced(spans, columns))], left, width)
            return
        blocks = [(member, self._grid.block(member, columns, width)) for member in members]
        for is_flat, some in groupby(blocks, key=lambda each: each[1] is not None):
            if is_flat:
                self._side_by_side([(member, block) for member, block in some if block], left, columns, width)
                continue
            for member, _ in some:
                assert isinstance(member, Group)  # noqa: S101  a service is a block
                self._add_group(member, left, right, depth)

    def _side_by_side(self, blocks: list[tuple[Member, Block]], left: float, columns: int, width: float) -> None:
        """Add services and groups of services, side by side in lines; outlines of a line have the same height."""
        sizes, rows = self._sizes, self.layout.rows
        step = width + sizes.column_gap
        waiting = iter(blocks)
        for line in pack([block for _, block in blocks], columns):
            titles = Row(0.0)
            frames: list[tuple[float, float]] = []
            parts: list[_Part] = []
            column = 0
            for (member, block), taken in zip(islice(waiting, line.count), line.columns, strict=True):
                services = (member,) if isinstance(member, Service) else member.members
                parts.append((list(zip(services, block.spans, strict=True)), column, taken))
                if isinstance(member, Group):
                    begin = left + column * step
                    wide = taken * step - sizes.column_gap
                    texts, height = title_lines(member.title, "group", sizes.group, begin, wide)
                    titles.titles += texts
                    titles.height = max(titles.height, height)
                    titles.blocked += [(text.x, text.x + text.width) for text in texts]
                    frames.append((begin - sizes.group_side, begin + wide + sizes.group_side))
                column += taken
            first = len(rows)
            if titles.titles:
                rows.append(titles)
            self._boxes(parts, left, width)
            self._frame(first, frames)

    def _boxes(self, parts: list[_Part], left: float, width: float) -> None:
        """Add rows of boxes: each part starts at its column, and takes its number of columns."""
        gap = self._sizes.column_gap
        rows: list[Row] = []
        for services, column, taken in parts:
            index = used = 0
            for service, span in services:
                assert isinstance(service, Service)  # noqa: S101  a block has nothing else
                if used + span > taken:
                    index, used = index + 1, 0
                if index == len(rows):
                    rows.append(Row(0.0))
                x = left + (column + used) * (width + gap)
                wide = span * width + (span - 1) * gap
                content = fill_box(service, self._annotations[service.name], wide, self._sizes)
                row = rows[index]
                row.slots.append(Slot(content, x, wide))
                row.blocked.append((x, x + wide))
                row.height = max(row.height, content.height)
                used += span
        self.layout.rows += rows

    def _frame(self, first: int, sides: list[tuple[float, float]]) -> None:
        """Add outlines side by side, from row *first* to the last row."""
        rows, end = self.layout.rows, self._sizes.group_end
        last = len(rows) - 1
        if not sides or last < first:
            return
        above, below = rows[first].before + end, rows[last].after + end
        self.layout.frames += [Frame(first, last, left, right, above, below) for left, right in sides]
        for row in rows[first:]:
            row.borders += [x for pair in sides for x in pair]
        rows[first].before += end
        rows[last].after += end

    def _add_group(self, group: Group, left: float, right: float, depth: int) -> None:
        """Add a group with rows of its own, over the full width."""
        sizes, rows = self._sizes, self.layout.rows
        is_outlined = depth < DEEPEST_OUTLINE
        # With a smaller inset, nested outlines would touch.
        inset = sizes.group_inset if is_outlined else 0.0
        first = len(rows)
        texts, height = title_lines(group.title, "group", sizes.group, left, right - left)
        if texts:
            rows.append(Row(height, titles=texts, blocked=[(text.x, text.x + text.width) for text in texts]))
        self._flow(group.members, left + inset, right - inset, depth + 1)
        if is_outlined:
            self._frame(first, [(left - sizes.group_side, right + sizes.group_side)])
