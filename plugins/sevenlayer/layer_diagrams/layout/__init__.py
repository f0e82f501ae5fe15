"""Layout: from the model to the positions of all boxes, lines and texts."""

from __future__ import annotations

from .crossings import count_crossings, reduce_crossings
from .geometry import Badge, Band, Box, Drawing, Line, Outline, Point, Rect, Text
from .layering import arrange_layers, layers_by_service, upward_needs
from .layout import DrawingOptions, lay_out

__all__ = [
    "Badge",
    "Band",
    "Box",
    "Drawing",
    "DrawingOptions",
    "Line",
    "Outline",
    "Point",
    "Rect",
    "Text",
    "arrange_layers",
    "count_crossings",
    "lay_out",
    "layers_by_service",
    "reduce_crossings",
    "upward_needs",
]
