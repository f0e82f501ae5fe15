"""Lay out a stack as a drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sevenlayer.layer_diagrams.model import KINDS, NEEDS, Annotation, Group, Stack, fold

from .boxes import NO_ANNOTATION, place_box
from .edges import Net, make_nets, set_ports
from .flow import Flow
from .geometry import Band, Drawing, Line, Outline, Rect, Text
from .grid import preferred_widths
from .headers import MARGIN, Headers
from .labels import place_badges
from .legend import draw_legend, number_arrows
from .routing import Routes, net_lines, route
from .rows import Layout, Row, slot_rect
from .sizes import sizes_for
from .text import moved
from .vertical import Heights, ends_of
from .wrapping import clean

LEAST_WIDTH = 200.0
COLOURS = 7
#: Distance of lanes, and their greatest share of the width.
_LANE_STEP = 5.0
_LEAST_LANE_STEP = 3.5
_LANES_SHARE = 0.16
_MOST_TRIES = 3
_NUMBERS_ONLY = 50.0
# A band's left edge is coloured.
_CLEAR_OF_EDGE = 8.0


@dataclass(frozen=True)
class DrawingOptions:
    """What to draw. *direction* "down" has the first layer at the top, "up" at the bottom."""

    show: Literal["services", "titles", "both"] = "both"
    arrows: Literal["none", "needs", "all"] = "all"
    direction: Literal["down", "up"] = "down"


def lay_out(stack: Stack, annotations: Mapping[str, Annotation], options: DrawingOptions, width: float) -> Drawing:
    """Return the drawing of *stack* with *width* units, at least 200; a unit is meant as one CSS pixel.

    *annotations* are by name of service. Arrows to or from services in no layer are not drawn.
    """
    width = max(LEAST_WIDTH, float(width))
    if options.direction == "up":
        stack = replace(stack, layers=stack.layers[::-1])
    arrows = stack.arrows if options.show != "titles" and options.arrows != "none" else ()
    if options.arrows == "needs":
        arrows = tuple(arrow for arrow in arrows if arrow.kind == NEEDS)
    folded = {service.name: fold(service.name) for service in stack.services}
    names = {one: name for name, one in folded.items()}
    ends = [(names.get(fold(arrow.source)), names.get(fold(arrow.target))) for arrow in arrows]
    drawn = [(arrow, (a, b)) for arrow, (a, b) in zip(arrows, ends, strict=True) if a is not None and b is not None]
    known = {fold(name): annotation for name, annotation in annotations.items()}
    found = {name: known.get(one, NO_ANNOTATION) for name, one in folded.items()}
    stack = replace(stack, arrows=tuple(arrow for arrow, _ in drawn))
    return _Picture(stack, [ends for _, ends in drawn], found, options, width).draw()


class _Picture:
    def __init__(
        self,
        stack: Stack,
        ends: Sequence[tuple[str, str]],
        annotations: Mapping[str, Annotation],
        options: DrawingOptions,
        width: float,
    ) -> None:
        """*ends* has source and target of each arrow of *stack*; names there and in *annotations* are those of the services."""
        self._stack = stack
        self._ends = ends
        self._annotations = annotations
        self._options = options
        self._width = width
        has_groups = any(isinstance(member, Group) for layer in stack.layers for member in layer.members)
        sizes = sizes_for(width, has_arrows=bool(stack.arrows), has_groups=has_groups)
        if options.show == "titles":
            sizes = replace(sizes, is_wide=False, header=0.0)
        elif options.show == "services":
            has_numbers = any(clean(layer.number) for layer in stack.layers)
            sizes = replace(sizes, is_wide=True, header=_NUMBERS_ONLY if has_numbers else 0.0)
        self._sizes = sizes
        self._numbers = number_arrows(stack.arrows)
        self._headers = Headers(stack, sizes, width, has_titles=options.show != "services")
        self._beside = [self._headers.of(layer) if sizes.is_wide else ([], 0.0) for layer in stack.layers]
        if sizes.is_wide and options.show == "both":
            self._sizes = replace(sizes, header=self._headers.needed(self._beside))
        self._wishes = preferred_widths(stack, annotations, self._sizes)

    def draw(self) -> Drawing:
        layout, nets, routes = self._arrange(0.0)
        side = 0.0
        for _ in range(_MOST_TRIES):
            # Lanes make boxes narrower, which may block other channels.
            if side >= min(_LEAST_LANE_STEP * (routes.crowded + 1) * bool(routes.crowded), _LANES_SHARE * self._width):
                break
            side = min(_LANE_STEP * (routes.crowded + 2), _LANES_SHARE * self._width)
            layout, nets, routes = self._arrange(side)
        badges = place_badges(layout.rows, nets)
        outside = {each.port.row * 2 + each.port.is_lower for each in badges if each.level is None}
        ends = ends_of(nets, len(layout.rows) + 1, outside)
        heights = Heights(layout, routes.tracks, ends, self._sizes, [height for _, height in self._beside])
        lines = tuple(
            Line(tuple((bend.x, heights.of(bend)) for bend in bends), net.kind, has_head)
            for number, net in enumerate(nets)
            for bends, has_head in net_lines(net, number, routes)
        )
        drawn = {line.kind for line in lines}
        samples, texts, bottom = draw_legend(
            self._stack.arrows,
            self._numbers,
            [kind for kind in KINDS if kind in drawn],
            self._sizes,
            self._width,
            heights.bottom,
        )
        return Drawing(
            self._width,
            round(bottom + MARGIN, 2),
            self._bands(layout, self._beside),
            _outlines(layout),
            tuple(
                place_box(slot.content, slot_rect(slot, row), self._sizes, slot.above, slot.below)
                for row in layout.rows
                for slot in row.slots
            ),
            lines,
            tuple(badge.draw(heights) for badge in badges),
            tuple(samples),
            tuple(texts),
        )

    def _arrange(self, side: float) -> tuple[Layout, list[Net], Routes]:
        """Return rows, nets and routes, with *side* reserved for lanes at the right."""
        layout = self._lay_rows(side)
        nets = make_nets(layout.rows, self._stack.arrows, self._ends, self._numbers)
        set_ports(nets)
        left, right = self._region(side)
        return layout, nets, route(layout.rows, nets, left, right, side)

    def _region(self, side: float) -> tuple[float, float]:
        """Return the range of x for channels: beside and between boxes, inside the bands."""
        return MARGIN + (
            self._sizes.header + 4 if self._sizes.header else _CLEAR_OF_EDGE
        ), self._width - MARGIN - 4 - side

    def _lay_rows(self, side: float) -> Layout:
        sizes = self._sizes
        left = MARGIN + (sizes.header + 4.0 + sizes.band_side / 2 if sizes.header else sizes.band_side)
        right = self._width - MARGIN - sizes.band_right - side
        flow = Flow(self._stack, self._annotations, self._wishes, sizes, left, right)
        for layer in self._stack.layers:
            first = len(flow.layout.rows)
            if not sizes.is_wide:
                titles, height = self._headers.of(layer, side)
                if titles:
                    # No line may pass between a number and its title.
                    blocked = [(min(text.x for text in titles), max(text.rect.right for text in titles))]
                    flow.add_row(Row(height, titles=titles, blocked=blocked))
            if self._options.show != "titles":
                flow.add_members(layer.members)
            if len(flow.layout.rows) == first:
                flow.add_row(Row(0.0))
            flow.layout.bands.append((first, len(flow.layout.rows) - 1))
        return flow.layout

    def _bands(self, layout: Layout, headers: list[tuple[list[Text], float]]) -> tuple[Band, ...]:
        bands = []
        last_colour = max(1, len(layout.bands) - 1)
        for index, ((first, last), (header, height)) in enumerate(zip(layout.bands, headers, strict=True)):
            begin, end = layout.rows[first], layout.rows[last]
            top = begin.y - begin.before
            rect = Rect(MARGIN, top, self._width - 2 * MARGIN, end.y + end.height + end.after - top)
            middle = top + (rect.height - height) / 2
            texts = [moved(text, middle) for text in header]
            if not self._sizes.is_wide:
                texts += [moved(text, begin.y) for text in begin.titles if text.role != "group"]
            # Layers keep their colours with direction "up".
            written = len(layout.bands) - 1 - index if self._options.direction == "up" else index
            bands.append(Band(rect, round(written * (COLOURS - 1) / last_colour), tuple(texts)))
        return tuple(bands)


def _outlines(layout: Layout) -> tuple[Outline, ...]:
    outlines = []
    for frame in layout.frames:
        top = layout.rows[frame.first].y - frame.above
        end = layout.rows[frame.last]
        bottom = end.y + end.height + frame.below
        outlines.append(Outline(Rect(frame.left, top, frame.right - frame.left, bottom - top), ()))
    titles = tuple(moved(text, row.y) for row in layout.rows for text in row.titles if text.role == "group")
    return (*outlines, Outline(None, titles)) if titles else tuple(outlines)
