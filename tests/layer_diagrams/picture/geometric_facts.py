"""What is true of every picture, checked on its parts."""

from __future__ import annotations

from collections.abc import Iterator

from sevenlayer.layer_diagrams.layout.geometry import Box, Drawing, Line, Rect, Text

NEARLY = 0.02


def problems_of(drawing: Drawing) -> list[str]:
    """Everything that is wrong with *drawing*, in words."""
    return [*_outside_of_the_picture(drawing), *_texts(drawing), *_overlaps(drawing), *_crossings(drawing)]


def texts_of(drawing: Drawing) -> Iterator[Text]:
    for band in drawing.bands:
        yield from band.texts
    for outline in drawing.outlines:
        yield from outline.texts
    for box in drawing.boxes:
        yield from box.texts
    yield from (badge.text for badge in drawing.badges)
    yield from drawing.legend


def is_inside(inner: Rect, outer: Rect) -> bool:
    return (
        inner.x >= outer.x - NEARLY
        and inner.y >= outer.y - NEARLY
        and inner.right <= outer.right + NEARLY
        and inner.bottom <= outer.bottom + NEARLY
    )


def overlap(one: Rect, other: Rect) -> bool:
    return (
        one.x < other.right - NEARLY
        and other.x < one.right - NEARLY
        and one.y < other.bottom - NEARLY
        and other.y < one.bottom - NEARLY
    )


def segments_of(line: Line) -> Iterator[Rect]:
    for (x, y), (to_x, to_y) in zip(line.points, line.points[1:], strict=False):
        assert abs(x - to_x) < NEARLY or abs(y - to_y) < NEARLY, f"a slanting line: {line}"
        yield Rect(min(x, to_x), min(y, to_y), abs(x - to_x), abs(y - to_y))


def _outside_of_the_picture(drawing: Drawing) -> Iterator[str]:
    page = Rect(0, 0, drawing.width, drawing.height)
    rects = [band.rect for band in drawing.bands]
    rects += [outline.rect for outline in drawing.outlines if outline.rect]
    rects += [box.rect for box in drawing.boxes] + [badge.rect for badge in drawing.badges]
    rects += [text.rect for text in texts_of(drawing)]
    rects += [segment for line in (*drawing.lines, *drawing.key) for segment in segments_of(line)]
    yield from (f"outside of the picture: {rect}" for rect in rects if not is_inside(rect, page))


def _texts(drawing: Drawing) -> Iterator[str]:
    for holder in (*drawing.bands, *drawing.boxes):
        yield from (f"outside of {holder.rect}: {t}" for t in holder.texts if not is_inside(t.rect, holder.rect))
    for box in drawing.boxes:
        if box.mark is not None and not is_inside(box.mark, box.rect):
            yield f"a mark outside of its box: {box}"
        if box.mark is not None and any(overlap(box.mark, text.rect) for text in box.texts):
            yield f"a mark over its name: {box}"
    yield from (f"too wide for its badge: {b}" for b in drawing.badges if not is_inside(b.text.rect, b.rect))
    yield from _overlapping("two lines of text over each other", [text.rect for text in texts_of(drawing)])


def _overlaps(drawing: Drawing) -> Iterator[str]:
    yield from _overlapping("two boxes over each other", [box.rect for box in drawing.boxes])
    yield from _overlapping("two bands over each other", [band.rect for band in drawing.bands])
    things, insides = [box.rect for box in drawing.boxes], []
    for badge in drawing.badges:
        holder = next((box for box in drawing.boxes if is_inside(badge.rect, box.rect)), None)
        if holder is None:
            things.append(badge.rect)
            continue
        insides.append(badge.rect)
        covered = [text.rect for text in holder.texts] + ([holder.mark] if holder.mark else [])
        if any(overlap(badge.rect, rect) for rect in covered):
            yield f"a badge over the text of its box: {badge}"
    yield from _overlapping("two badges in one place", insides)
    titles = [text.rect for holder in (*drawing.bands, *drawing.outlines) for text in holder.texts]
    yield from _overlapping("a title or a badge over a box", things + titles)
    for box in drawing.boxes:
        if not any(is_inside(box.rect, band.rect) for band in drawing.bands):
            yield f"a box in no layer: {box}"


def _crossings(drawing: Drawing) -> Iterator[str]:
    """Lines through boxes and titles; those through badges but for the one that a badge stands on."""
    titles = [text.rect for holder in (*drawing.bands, *drawing.outlines) for text in holder.texts]
    obstacles = [*(box.rect for box in drawing.boxes), *titles, *(text.rect for text in drawing.legend)]
    obstacles += [badge.rect for badge in drawing.badges]
    middles = {badge.rect: badge.text.x for badge in drawing.badges}
    segments = [segment for line in drawing.lines for segment in segments_of(line)]
    segments += [segment for line in drawing.key for segment in segments_of(line)]
    by_x = sorted(obstacles, key=lambda rect: rect.y)
    for segment in segments:
        for rect in by_x:
            if rect.y >= segment.bottom - NEARLY and rect.y > segment.y:
                break
            touches_height = rect.bottom > segment.y + NEARLY and rect.y < segment.bottom - NEARLY
            if not segment.height:
                touches_height = rect.y + NEARLY < segment.y < rect.bottom - NEARLY
            touches_width = rect.x + NEARLY < segment.right and segment.x < rect.right - NEARLY
            if touches_height and touches_width and middles.get(rect) != segment.x:
                yield f"a line through {rect}: {segment}"
    heads = [line.points[-1] for line in drawing.lines if line.has_head]
    for point in heads:
        if not any(_is_on_edge(point, box) for box in drawing.boxes):
            yield f"a head that ends at no box: {point}"


def _is_on_edge(point: tuple[float, float], box: Box) -> bool:
    x, y = point
    return box.rect.x <= x <= box.rect.right and min(abs(y - box.rect.y), abs(y - box.rect.bottom)) < NEARLY


def _overlapping(what: str, rects: list[Rect]) -> Iterator[str]:
    waiting: list[Rect] = []
    for rect in sorted(rects, key=lambda rect: (rect.y, rect.x)):
        waiting = [other for other in waiting if other.bottom > rect.y]
        yield from (f"{what}: {rect}, {other}" for other in waiting if overlap(rect, other))
        waiting.append(rect)
