"""A diagram that is ready to be drawn, from a text or from an edition; and its pictures."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from sevenlayer.openstack.facts.model import Facts

from .editions.annotations import annotate, join_annotations
from .editions.comparison import compare_editions
from .editions.editions import edition_stack, find_edition
from .layout.crossings import reduce_crossings
from .layout.layering import arrange_layers
from .layout.layout import DrawingOptions, lay_out
from .model import CAN_USE, NEEDS, Annotation, Stack, fold
from .render.html import describe, folded_html, pictures_html, words_html
from .render.svg import draw_svg
from .render.svg_style import STYLE

#: Units of the two arrangements, which are CSS pixels where nothing is scaled: a column of text, and a phone.
WIDE, NARROW = 720, 328
#: The folder of the pictures for feeds, below the site's root.
FOLDER = "layers"

KINDS_DRAWN: Mapping[str, tuple[str, ...]] = {"none": (), "needs": (NEEDS,), "all": (NEEDS, CAN_USE)}
# Of markup in either language; a picture's title is plain text.
_MARKUP = re.compile(r"[`*_\[\]<>{}|\\]")


@dataclass(frozen=True)
class Knowledge:
    """What diagrams are made with besides their text. *has_pages* says whether services have pages on the site."""

    facts: Facts
    today: datetime.date
    has_pages: bool


@dataclass(frozen=True)
class Diagram:
    stack: Stack
    annotations: Mapping[str, Annotation]
    title: str
    options: DrawingOptions

    @property
    def description(self) -> str:
        return describe(self.stack, direction=self.options.direction, kinds=self.kinds)

    @property
    def shown(self) -> Stack:
        """What is to be said in words: the titles alone, where the picture has no more."""
        if self.options.show != "titles":
            return self.stack
        return Stack(tuple(replace(layer, members=()) for layer in self.stack.layers))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of arrows that are drawn."""
        return KINDS_DRAWN[self.options.arrows] if self.options.show != "titles" else ()


@dataclass(frozen=True)
class Figure:
    """*pictures* are to be put into a ``figure`` of the class ``layers``, and *words* behind it.

    *style* is the part of *pictures* that a page needs once. *image* is a file of its own for what shows no such HTML, at *path*.
    """

    pictures: str
    style: str
    words: str
    path: str
    image: str


def diagram_of_text(
    stack: Stack,
    knowledge: Knowledge,
    options: DrawingOptions,
    *,
    caption: str = "",
    highlight: Collection[str] = (),
    arrange: bool = False,
    order: str = "written",
) -> Diagram:
    """Return the diagram of what an author wrote; *highlight* are names of services."""
    if arrange:
        stack = arrange_layers(stack)
    if order == "untangle":
        stack = reduce_crossings(stack)
    title = caption if caption and not _MARKUP.search(caption) else "Services in layers"
    known = annotate(stack, knowledge.facts, today=knowledge.today, has_pages=knowledge.has_pages)
    return Diagram(stack, _highlighted(stack, known, highlight), title, options)


def diagram_of_edition(
    year: str,
    knowledge: Knowledge,
    options: DrawingOptions,
    *,
    compare: str = "",
    highlight: Collection[str] = (),
) -> Diagram:
    """Return the edition of *year*; with *compare*, the edition of that year and what has changed since *year*.

    :raises NoEdition: there is no such edition.
    """
    facts = knowledge.facts
    stack, changes = compare_editions(facts, year, compare) if compare else (edition_stack(facts, year), {})
    drawn_on = find_edition(facts, compare or year).date
    known = annotate(stack, facts, today=knowledge.today, has_pages=knowledge.has_pages, drawn_on=drawn_on)
    title = f"The layers of OpenStack in {compare or year}"
    if compare:
        title += f", and what has changed since {year}"
    return Diagram(stack, _highlighted(stack, join_annotations(changes, known), highlight), title, options)


def draw_figure(diagram: Diagram, id_prefix: str) -> Figure:
    """Return the pictures of *diagram* and its words. No two figures of one page may have one *id_prefix*."""
    image = draw_image(diagram, WIDE)
    path = f"{FOLDER}/{sha256(image.encode()).hexdigest()[:16]}.svg"
    wide, narrow = _arrangements(diagram, id_prefix, STYLE)
    pictures = pictures_html(wide, narrow, image=path, alt=f"{diagram.title}. {diagram.description}")
    words = words_html(diagram.shown, diagram.annotations, kinds=diagram.kinds)
    return Figure(pictures, STYLE, folded_html(words), path, image)


def draw_pictures(diagram: Diagram, id_prefix: str, siteurl: str, *, has_style: bool) -> str:
    """Return both arrangements for a page that has the words already; links to the site's pages begin with *siteurl*.

    The first of a page has the style of all.
    """
    annotations = {name: below(one, siteurl) for name, one in diagram.annotations.items()}
    style = STYLE if has_style else ""
    return pictures_html(*_arrangements(replace(diagram, annotations=annotations), id_prefix, style))


def _arrangements(diagram: Diagram, id_prefix: str, style: str) -> tuple[str, str]:
    def draw(width: float, name: str, style: str) -> str:
        drawing = lay_out(diagram.stack, diagram.annotations, diagram.options, width)
        prefix, title, description = f"{id_prefix}-{name}", diagram.title, diagram.description
        return draw_svg(drawing, id_prefix=prefix, title=title, description=description, standalone=False, style=style)

    return draw(WIDE, "wide", style), draw(NARROW, "narrow", "")


def draw_image(diagram: Diagram, width: float) -> str:
    """Return an SVG file of its own. It has no links: nobody knows what page it is shown on."""
    unlinked = {name: replace(one, url=None) for name, one in diagram.annotations.items()}
    drawing = lay_out(diagram.stack, unlinked, diagram.options, width)
    return draw_svg(drawing, id_prefix="layers", title=diagram.title, description=diagram.description, standalone=True)


def below(annotation: Annotation, siteurl: str) -> Annotation:
    """Return *annotation* with a URL that leads from *siteurl*, where it leads to a page of the site."""
    url = annotation.url
    return replace(annotation, url=siteurl + url) if url and url.startswith("/") else annotation


def _highlighted(
    stack: Stack, annotations: Mapping[str, Annotation], names: Collection[str]
) -> Mapping[str, Annotation]:
    wanted = {fold(name) for name in names}
    found = [service.name for service in stack.services if fold(service.name) in wanted]
    return {
        **annotations,
        **{name: replace(annotations.get(name, Annotation()), is_highlighted=True) for name in found},
    }
