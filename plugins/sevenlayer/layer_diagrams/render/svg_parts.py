"""Lines, rectangles, texts and numbers as SVG."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from sevenlayer.layer_diagrams.layout.geometry import Line, Point, Rect, Text
from sevenlayer.layer_diagrams.layout.text_widths import FITTED
from sevenlayer.layer_diagrams.model import NEEDS

from .svg_style import Paints

_RADIUS = 4.0
_HEAD = 7.0
_HEAD_HALF = 3.25


def lines_svg(lines: Iterable[Line], paints: Paints, parts: list[str]) -> None:
    """One path for all lines of a kind, and one for their heads."""
    paths: dict[str, list[str]] = {}
    heads: dict[str, list[str]] = {}
    for line in lines:
        points = line.points
        if line.has_head:
            (x, y), (tip_x, tip_y) = points[-2], points[-1]
            dx = (tip_x > x) - (tip_x < x)
            dy = (tip_y > y) - (tip_y < y)
            base_x, base_y = tip_x - dx * _HEAD, tip_y - dy * _HEAD
            sides = [(base_x + side * dy * _HEAD_HALF, base_y + side * dx * _HEAD_HALF) for side in (1, -1)]
            (a, b), (c, d) = sides
            close = "z" if line.kind == NEEDS else ""
            head = f"M{number(a)} {number(b)}L{number(tip_x)} {number(tip_y)}L{number(c)} {number(d)}{close}"
            heads.setdefault(line.kind, []).append(head)
            points = (*points[:-1], (base_x, base_y) if line.kind == NEEDS else (tip_x - dx, tip_y - dy))
        paths.setdefault(line.kind, []).append(_rounded(points))
    for kind, path in sorted(paths.items()):
        dashes = "" if kind == NEEDS else ' stroke-dasharray="5 3"'
        parts.append(f'<path d="{"".join(path)}" fill="none" {paints.stroke("arrow")} stroke-width="1.25"{dashes}/>')
    for kind, tips in sorted(heads.items()):
        paint = paints.fill("arrow") if kind == NEEDS else f'fill="none" {paints.stroke("arrow")} stroke-width="1.25"'
        parts.append(f'<path d="{"".join(tips)}" {paint}/>')


def _rounded(points: tuple[Point, ...]) -> str:
    """A path with round corners."""
    (x, y), *rest = points
    path = [f"M{number(x)} {number(y)}"]
    for index, (to_x, to_y) in enumerate(rest):
        if index + 1 == len(rest):
            path.append(f"L{number(to_x)} {number(to_y)}")
            break
        next_x, next_y = rest[index + 1]
        here, there = abs(to_x - x) + abs(to_y - y), abs(next_x - to_x) + abs(next_y - to_y)
        if not here or not there:
            continue
        r = min(_RADIUS, here / 2 if index else here, there / 2 if index + 2 < len(rest) else there)
        in_x, in_y = to_x - (to_x - x) / here * r, to_y - (to_y - y) / here * r
        out_x, out_y = to_x + (next_x - to_x) / there * r, to_y + (next_y - to_y) / there * r
        path.append(f"L{number(in_x)} {number(in_y)}Q{number(to_x)} {number(to_y)} {number(out_x)} {number(out_y)}")
        x, y = to_x, to_y
    return "".join(path)


def rect_svg(rect: Rect, radius: float, attributes: str = "") -> str:
    """A rectangle with round corners."""
    corner = f' rx="{number(radius)}"' if radius else ""
    return (
        f'<rect x="{number(rect.x)}" y="{number(rect.y)}" width="{number(rect.width)}"'
        f' height="{number(rect.height)}"{corner}{" " if attributes else ""}{attributes}/>'
    )


def texts_svg(texts: Iterable[Text], *, shows_weight: bool = False) -> str:
    """Lines of text. Their weight is that of what they stand in, unless *shows_weight*."""
    written = []
    for text in texts:
        fit = "" if text.is_sure else f' textLength="{number(FITTED * text.width)}" lengthAdjust="spacingAndGlyphs"'
        weight = ' font-weight="700"' if shows_weight and text.is_bold else ""
        written.append(
            f'<text x="{number(text.x)}" y="{number(text.y)}" font-size="{number(text.size)}"{weight}{fit}>'
            f"{escape(text.text)}</text>"
        )
    return "".join(written)


@lru_cache(maxsize=8192)
def number(value: float) -> str:
    """*value* with two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def escape(text: str) -> str:
    """*text* as it stands in XML, between tags or in double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
