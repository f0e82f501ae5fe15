"""A picture as SVG: one element, without scripts, fonts or anything from elsewhere."""

from __future__ import annotations

from sevenlayer.layer_diagrams.layout.geometry import Band, Box, Drawing, Rect
from sevenlayer.layer_diagrams.layout.text_widths import FONTS
from sevenlayer.layer_diagrams.layout.wrapping import clean

from .svg_parts import escape, lines_svg, number, rect_svg, texts_svg
from .svg_style import Paints

_CORNER = 5.0
# How a box looks by its border and its pattern; the words are in its notes.
_DASHES = {"incubating": "5 3", "retired": "1.5 3"}
_LEFT_DASHES = "8 4"


def draw_svg(
    drawing: Drawing, *, id_prefix: str, title: str, description: str, standalone: bool, style: str = ""
) -> str:
    """*drawing* as an ``<svg>`` element, or as a whole file if *standalone*: with a size and colours of its own.

    Every id begins with *id_prefix*, a name that is nowhere else on the page. Links lie above the drawing, for pointers
    alone: what is one image to assistive technology may have none in it. A list beside the picture has to offer them too.
    A ``style`` element of the page may stand in the picture: HTML has no other place for one in a post.
    """
    paints = Paints(standalone=standalone)
    prefix = escape(clean(id_prefix))
    body = _body(drawing, prefix, paints)
    width, height = number(drawing.width), number(drawing.height)
    if standalone:
        # What shows a file may have a ground that is light in the dark, or the other way round.
        body = f'<rect width="{width}" height="{height}" {paints.fill("paper")}/>{body}'
    size = f' xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"' if standalone else ""
    role = f'role="img" aria-labelledby="{prefix}-title" aria-describedby="{prefix}-desc"'
    image = (
        f'<title id="{prefix}-title">{escape(clean(title))}</title>'
        f'<desc id="{prefix}-desc">{escape(clean(description))}</desc>'
        f"{paints.style() if standalone else ''}{body}"
    )
    links = "".join(_link(box.rect, box.url) for box in drawing.boxes if box.url is not None)
    if links:
        image = f'<g {role}>{image}</g><g class="layers-links" aria-hidden="true" fill="transparent">{links}</g>'
    attributes = f'class="layers-picture" viewBox="0 0 {width} {height}" font-family="{escape(FONTS)}"'
    return f"<svg{size} {attributes}{'' if links else f' {role}'}>{style}{image}</svg>"


def _link(rect: Rect, url: str) -> str:
    return f'<a href="{escape(clean(url))}" tabindex="-1">{rect_svg(rect, _CORNER)}</a>'


def _body(drawing: Drawing, prefix: str, paints: Paints) -> str:
    looks = sorted({box.look for box in drawing.boxes if box.look})
    texts = [text for band in drawing.bands for text in band.texts if text.role == "title"]
    groups = [text for outline in drawing.outlines for text in outline.texts]
    parts = [_patterns(looks, prefix, paints)]
    parts += [_band(band, paints) for band in drawing.bands]
    rects = "".join(rect_svg(outline.rect, _CORNER + 3) for outline in drawing.outlines if outline.rect)
    if rects:
        parts.append(f'<g fill="none" {paints.stroke("border")}>{rects}</g>')
    if texts:
        parts.append(f'<g {paints.fill("ink")} font-weight="700">{texts_svg(texts)}</g>')
    if groups:
        parts.append(f'<g {paints.fill("muted")} font-weight="700">{texts_svg(groups)}</g>')
    for box in drawing.boxes:
        _box(box, prefix, paints, parts)
    lines_svg((*drawing.lines, *drawing.key), paints, parts)
    if drawing.badges:
        shapes = "".join(_badge(badge.rect) for badge in drawing.badges)
        parts.append(f"<g {paints.both('paper', 'arrow')}>{shapes}</g>")
        numbers = texts_svg(badge.text for badge in drawing.badges)
        parts.append(f'<g {paints.fill("ink")} font-weight="700" text-anchor="middle">{numbers}</g>')
    if drawing.legend:
        parts.append(f"<g {paints.fill('muted')}>{texts_svg(drawing.legend, shows_weight=True)}</g>")
    return "".join(parts)


def _badge(rect: Rect) -> str:
    """A circle round one digit, round ends for more."""
    radius = rect.height / 2
    if rect.width > rect.height:
        return rect_svg(rect, radius)
    return f'<circle cx="{number(rect.x + radius)}" cy="{number(rect.y + radius)}" r="{number(radius)}"/>'


def _patterns(looks: list[str], prefix: str, paints: Paints) -> str:
    shapes = {
        "incubating": "M-2 10 10-2M-2 4 4-2M4 10 10 4",
        "retired": "M0 3.5H8",
        "outside": "M2 2h1.5v1.5h-1.5zM6 6h1.5v1.5h-1.5z",
    }
    patterns = "".join(
        f'<pattern id="{prefix}-{look}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" {paints.fill("paper")}/>'
        f'<path d="{shapes[look]}" fill="none" {paints.stroke("hatch")}/></pattern>'
        for look in looks
        if look in shapes
    )
    return f"<defs>{patterns}</defs>" if patterns else ""


def _band(band: Band, paints: Paints) -> str:
    rect, colour = band.rect, str(band.colour + 1)
    r = min(_CORNER, rect.height / 2)
    x, y, low = number(rect.x), number(rect.y), number(rect.bottom)
    edge = f"M{number(rect.x + r)} {y}H{number(rect.x + 5)}V{low}H{number(rect.x + r)}"
    edge += f"Q{x} {low} {x} {number(rect.bottom - r)}V{number(rect.y + r)}Q{x} {y} {number(rect.x + r)} {y}z"
    numbers = [text for text in band.texts if text.role == "number"]
    return f'{rect_svg(rect, r, paints.fill("band"))}<path d="{edge}" {paints.fill(colour)}/>' + (
        f'<g {paints.fill(colour)} font-weight="700">{texts_svg(numbers)}</g>' if numbers else ""
    )


def _box(box: Box, prefix: str, paints: Paints, parts: list[str]) -> None:
    has_left = box.change == "left"
    dashes = _LEFT_DASHES if has_left else _DASHES.get(box.look, "")
    border = paints.both("paper", "ink" if box.is_highlighted else "border")
    if box.look:
        border = f'fill="url(#{prefix}-{box.look})" {paints.stroke("ink" if box.is_highlighted else "border")}'
    attributes = border + (f' stroke-dasharray="{dashes}"' if dashes else "")
    attributes += f' stroke-width="{"3" if box.is_highlighted else "1.25"}"'
    parts.append('<g class="layers-box">')
    parts.append(rect_svg(box.rect, 0 if box.look == "outside" else _CORNER, attributes))
    names = [text for text in box.texts if text.role == "name"]
    notes = [text for text in box.texts if text.role == "note"]
    struck = ' text-decoration="line-through"' if has_left else ""
    anchor = "" if box.mark is not None else ' text-anchor="middle"'
    parts.append(f'<g {paints.fill("ink")} font-weight="700"{anchor}{struck}>{texts_svg(names)}</g>')
    if notes:
        parts.append(f'<g {paints.fill("muted")} text-anchor="middle">{texts_svg(notes)}</g>')
    if box.mark is not None:
        parts.append(_mark(box.change, box.mark, paints))
    parts.append("</g>")


def _mark(change: str, mark: Rect, paints: Paints) -> str:
    """Up and down are triangles, joined a plus, left a cross, renamed a ring."""
    left, top, right, bottom = (number(n) for n in (mark.x, mark.y, mark.right, mark.bottom))
    middle, centre = number(mark.x + mark.width / 2), number(mark.y + mark.height / 2)
    if change in ("up", "down"):
        base, tip = (bottom, top) if change == "up" else (top, bottom)
        return f'<path d="M{left} {base}H{right}L{middle} {tip}z" {paints.fill("ink")}/>'
    shapes = {
        "joined": f"M{middle} {top}V{bottom}M{left} {centre}H{right}",
        "left": f"M{left} {top}L{right} {bottom}M{right} {top}L{left} {bottom}",
    }
    if change in shapes:
        return f'<path d="{shapes[change]}" fill="none" {paints.stroke("ink")} stroke-width="2"/>'
    radius = number(mark.width / 2 - 1)
    return f'<circle cx="{middle}" cy="{centre}" r="{radius}" fill="none" {paints.stroke("ink")} stroke-width="2"/>'
