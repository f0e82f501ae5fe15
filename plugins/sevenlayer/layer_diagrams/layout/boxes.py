"""Content and height of the boxes of services."""

from __future__ import annotations

from typing import NamedTuple

from sevenlayer.layer_diagrams.model import LOOKS, Annotation, Service

from .geometry import Box, Rect, Text
from .sizes import LINE_HEIGHT, NOTE_LINE_HEIGHT, Sizes
from .text import lines_height, text_in
from .text_widths import FITTED, USUALLY, measure, stacked
from .wrapping import clean, wrap

#: The side of the square of a mark, and its distance from the name.
MARK = 9.0
MARK_GAP = 4.0
# Space at the right of the widest name beside a mark.
_LEAST_SIDE = 1.0
NO_ANNOTATION = Annotation()


class Content(NamedTuple):
    """A service, its lines for a box of given width, and the required height."""

    service: str
    names: tuple[str, ...]
    notes: tuple[str, ...]
    annotation: Annotation
    look: str
    height: float


def notes_of(service: Service, annotation: Annotation) -> tuple[str, ...]:
    """Return the notes below a name: the status, unless a note repeats it, and the annotation's notes."""
    if not annotation.notes and not service.status:
        return ()
    notes = tuple(note for note in map(clean, annotation.notes) if note)
    status = clean(service.status)
    if status and status.casefold() not in (note.casefold() for note in notes):
        return (status, *notes)
    return notes


def fill_box(service: Service, annotation: Annotation, width: float, sizes: Sizes) -> Content:
    """Return the content of *service* for a box of *width*."""
    room = width - 2 * sizes.box_side
    for_name = room - (MARK + MARK_GAP if annotation.change else 0)
    names = wrap(clean(service.name), for_name / sizes.name, True)
    notes = tuple(line for note in notes_of(service, annotation) for line in wrap(note, room / sizes.note))
    status = service.status.strip().casefold()
    look = annotation.look or (status if status in LOOKS else "")
    text = lines_height(names, sizes.name, LINE_HEIGHT) + lines_height(notes, sizes.note, NOTE_LINE_HEIGHT)
    height = max(sizes.least_height, text + 2 * sizes.box_end)
    return Content(service.name, names, notes, annotation, look, height)


def place_box(content: Content, rect: Rect, sizes: Sizes, above: float = 0.0, below: float = 0.0) -> Box:
    """Return the box with *content* centred in *rect*, less the space *above* and *below*."""
    change = content.annotation.change
    middle = rect.x + rect.width / 2
    names_height = lines_height(content.names, sizes.name, LINE_HEIGHT)
    text = names_height + lines_height(content.notes, sizes.note, NOTE_LINE_HEIGHT)
    top = rect.y + above + (rect.height - above - below - text) / 2
    texts: list[Text] = []
    mark = None
    shift = (MARK + MARK_GAP) / 2 if change else 0.0
    room = rect.width - 2 * sizes.box_side
    names = room - 2 * shift
    x = middle
    if change:
        # Names beside a mark are left-aligned: centred ones would be apart from it in most fonts.
        measured = [measure(line, True) for line in content.names]
        widest = min(names, max((wide for wide, _ in measured), default=0.0) * sizes.name)
        usual = max((wide * (USUALLY if is_sure else FITTED) for wide, is_sure in measured), default=0.0) * sizes.name
        # Centred for usual fonts; only the widest font reaches the border.
        x = min(middle + shift - usual / 2, rect.right - _LEAST_SIDE - widest)
        x = max(x, middle - room / 2 + 2 * shift)
        risen = stacked(content.names[0])[0] if content.names else 0.0
        mark = Rect(x - MARK - MARK_GAP, top + (0.6 + risen) * sizes.name - MARK / 2, MARK, MARK)
    y = top
    for line in content.names:
        baseline = y + (0.95 + stacked(line)[0]) * sizes.name
        texts.append(text_in(line, x, baseline, sizes.name, "name", names, is_centred=not change, is_bold=True))
        y += lines_height((line,), sizes.name, LINE_HEIGHT)
    y = top + names_height
    for line in content.notes:
        baseline = y + (1 + stacked(line)[0]) * sizes.note
        texts.append(text_in(line, middle, baseline, sizes.note, "note", room, is_centred=True))
        y += lines_height((line,), sizes.note, NOTE_LINE_HEIGHT)
    annotation = content.annotation
    return Box(
        content.service, rect, tuple(texts), content.look, change, mark, annotation.url, annotation.is_highlighted
    )
