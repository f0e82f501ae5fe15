"""Pictures as SVG: well formed, self-contained, the same each time."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from sevenlayer.layer_diagrams.layout.layout import DrawingOptions, lay_out
from sevenlayer.layer_diagrams.model import Annotation, Service, Stack
from sevenlayer.layer_diagrams.render.svg import draw_svg

from .random_stacks import HOSTILE, stacks
from .samples import ANNOTATIONS, EDITION, STACKS, layer

NAMESPACE = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "style", "defs", "pattern", "g", "a", "rect", "path", "circle", "text"}


def draw(stack: Stack, width: float = 720, *, standalone: bool = False, title: str = "A stack") -> str:
    drawing = lay_out(stack, ANNOTATIONS, DrawingOptions(), width)
    return draw_svg(drawing, id_prefix="d1", title=title, description="Layers.", standalone=standalone)


def read(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode("utf-8"), etree.XMLParser(resolve_entities=False))


def names_of(root: etree._Element) -> set[str]:
    return {str(element.tag).removeprefix(NAMESPACE) for element in root.iter()}


@pytest.mark.parametrize("standalone", [False, True])
@pytest.mark.parametrize("width", [328, 720])
@pytest.mark.parametrize("name", STACKS)
def test_pictures_are_well_formed_and_hold_nothing_but_shapes(name: str, width: float, standalone: bool) -> None:
    root = read(draw(STACKS[name], width, standalone=standalone))
    assert names_of(root) <= ELEMENTS
    assert not [key for element in root.iter() for key in element.attrib if str(key).startswith("on")]


@given(stacks(60, 80))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_gives_well_formed_pictures(made: tuple[Stack, dict[str, Annotation]]) -> None:
    drawing = lay_out(*made, DrawingOptions(), 328)
    words = made[0].layers[0].title
    for standalone in (False, True):
        svg = draw_svg(drawing, id_prefix="x", title=words, description=words, standalone=standalone)
        assert names_of(read(svg)) <= ELEMENTS
        assert svg == draw_svg(drawing, id_prefix="x", title=words, description=words, standalone=standalone)


def test_a_picture_on_a_page_is_one_image_with_a_name_and_a_description() -> None:
    root = read(draw(EDITION))
    # Links may not stand in an image, so it is a part of the picture where there are some.
    image, links = root
    assert image.get("role") == "img"
    # A name that holds the whole description would be read out in every list of images.
    assert (image.get("aria-labelledby"), image.get("aria-describedby")) == ("d1-title", "d1-desc")
    assert (image[0].get("id"), image[0].text, image[1].text) == ("d1-title", "A stack", "Layers.")
    assert links.get("aria-hidden") == "true"
    alone = read(draw(STACKS["nothing"]))
    assert (alone.get("role"), alone.get("aria-labelledby"), alone.get("aria-describedby")) == (
        "img",
        "d1-title",
        "d1-desc",
    )
    assert root.get("viewBox", "").startswith("0 0 720 ")
    assert root.get("width") is None


def test_all_ids_begin_with_the_prefix_and_are_unique() -> None:
    root = read(draw(EDITION))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) >= 5
    assert all(str(name).startswith("d1-") for name in ids)
    used = re.findall(r"url\(#([^)]+)\)", draw(EDITION))
    assert set(used) <= set(ids)


def test_colours_on_a_page_are_the_pages() -> None:
    svg = draw(EDITION)
    assert "var(--layers-ink, #1b2130)" in svg
    assert not re.findall(r'(?:fill|stroke)="#', svg)
    assert "<style" not in svg


def test_a_file_has_its_own_size_and_colours_for_light_and_dark() -> None:
    svg = draw(EDITION, standalone=True)
    root = read(svg)
    assert root.tag == f"{NAMESPACE}svg"
    assert root.get("width") == "720"
    assert root.get("height") == root.get("viewBox", "").split()[3]
    assert "prefers-color-scheme:dark" in svg
    assert "var(" not in svg
    classes = {name for element in root.iter() for name in (element.get("class") or "").split()}
    styled = set(re.findall(r"\.([a-z]+-[a-z0-9]+)\{", svg))
    assert styled <= classes


@pytest.mark.parametrize("name", ["edition", "nothing"])
def test_a_file_stands_on_paper_of_its_own(name: str) -> None:
    """A reader that is light in a dark system would show pale words on white."""
    root = read(draw(STACKS[name], standalone=True))
    ground = next(root.iter(f"{NAMESPACE}rect"))
    first = next(
        element for element in root.iter() if element.tag in {f"{NAMESPACE}{n}" for n in ("rect", "path", "text")}
    )
    assert ground is first
    assert (ground.get("width"), ground.get("height")) == (root.get("width"), root.get("height"))
    assert (ground.get("class"), ground.get("fill")) == ("fill-paper", "#fcfcfd")
    assert ".fill-paper{fill:#11151c}" in draw(STACKS[name], standalone=True)
    assert not [rect for rect in read(draw(STACKS[name])).iter("rect") if rect.get("height") == root.get("height")]


def test_numbers_have_two_decimals_at_most() -> None:
    assert not re.search(r"\d\.\d{3}", draw(EDITION))
    assert "e-" not in re.sub(r'="[^"]*[a-z]{3}[^"]*"', "", draw(STACKS["nothing"]))


def test_a_box_with_an_address_is_a_link_that_the_tab_key_passes() -> None:
    root = read(draw(EDITION))
    (link,) = root.iter("a")
    assert link.get("href") == "/projects/heat/?a=1&b=2"
    assert link.get("tabindex") == "-1"
    (box,) = [
        box for box in root.iter("g") if box.get("class") == "layers-box" and "".join(box.itertext()) == "heatup from 3"
    ]
    assert {name: link[0].get(name) for name in ("x", "y", "width", "height")} == {
        name: box[0].get(name) for name in ("x", "y", "width", "height")
    }


def test_looks_and_changes_differ_in_more_than_colour() -> None:
    def shape(annotation: Annotation) -> str:
        stack = Stack((layer("1", "One", "nova"),))
        svg = draw_svg(
            lay_out(stack, {"nova": annotation}, DrawingOptions(), 720),
            id_prefix="d",
            title="",
            description="",
            standalone=False,
        )
        return re.sub(r"var\([^)]*\)", "", svg[svg.index('<g class="layers-box">') :])

    annotations = [Annotation(), Annotation(is_highlighted=True)]
    annotations += [Annotation(change=change) for change in ("up", "down", "joined", "left", "renamed")]
    annotations += [Annotation(look=look) for look in ("incubating", "retired", "outside")]
    assert len({shape(annotation) for annotation in annotations}) == len(annotations)


def test_texts_that_fonts_may_draw_wider_have_their_length_set() -> None:
    stack = Stack((layer("1", "One", "nova", "雲の計算"),))
    plain, cloud = (text for text in read(draw(stack)).iter("text") if text.text in ("nova", "雲の計算"))
    assert plain.get("textLength") is None
    assert float(cloud.get("textLength", 0)) > 0
    assert cloud.get("lengthAdjust") == "spacingAndGlyphs"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_come_out_as_words(text: str) -> None:
    stack = Stack((layer(text, text, Service(text, text)),))
    annotations = {text: Annotation((text,), url=text)}
    drawing = lay_out(stack, annotations, DrawingOptions(), 720)
    svg = draw_svg(drawing, id_prefix="d", title=text, description=text, standalone=True)
    assert names_of(read(svg)) <= ELEMENTS
    assert "<script" not in svg
