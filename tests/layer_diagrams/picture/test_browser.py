"""Pictures in Chromium, with the fonts that are there: every text is where the picture says, inside its box."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

import pytest
from selenium import webdriver
from sevenlayer.layer_diagrams.layout.layout import DrawingOptions, lay_out
from sevenlayer.layer_diagrams.model import Annotation, Layer, Service, Stack
from sevenlayer.layer_diagrams.render.html import pictures_html
from sevenlayer.layer_diagrams.render.svg import draw_svg
from sevenlayer.layer_diagrams.render.svg_style import STYLE

from .geometric_facts import texts_of
from .samples import ANNOTATIONS, STACKS

pytestmark = pytest.mark.slow

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars")
#: The box of every text, in units of the picture, with what it says.
MEASURE = """
return [...document.querySelectorAll("svg text")].map((text) => {
  const box = text.getBBox();
  return [text.textContent, box.x, box.y, box.x + box.width, box.y + box.height];
});
"""
#: Texts of a box that are drawn beyond its border, in pixels of the page.
OUTSIDE = """
return [...document.querySelectorAll(".layers-box")].flatMap((box) => {
  const edge = box.querySelector("rect").getBoundingClientRect();
  return [...box.querySelectorAll("text")].filter((text) => {
    const ink = text.getBoundingClientRect();
    return ink.left < edge.left || ink.right > edge.right || ink.top < edge.top || ink.bottom > edge.bottom;
  }).map((text) => text.textContent);
});
"""


@pytest.fixture(scope="module")
def driver(
    tmp_path_factory: pytest.TempPathFactory, needs_tool: Callable[[str], NoReturn]
) -> Iterator[webdriver.Chrome]:
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not chromedriver:
        needs_tool("chromium or chromedriver is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    started = webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))
    try:
        yield started
    finally:
        started.quit()


@pytest.mark.parametrize("fonts", ["", "DejaVu Sans"])
@pytest.mark.parametrize("width", [328, 720])
@pytest.mark.parametrize("name", [name for name in STACKS if name != "nothing"])
def test_no_text_leaves_its_place(
    driver: webdriver.Chrome, tmp_path: Path, name: str, width: float, fonts: str
) -> None:
    drawing = lay_out(STACKS[name], ANNOTATIONS, DrawingOptions(), width)
    svg = draw_svg(drawing, id_prefix="d", title="A stack", description="Layers.", standalone=False)
    style = f"svg {{ width: {width}px }} " + (f'text {{ font-family: "{fonts}" !important }}' if fonts else "")
    page = tmp_path / "page.html"
    page.write_text(f"<!DOCTYPE html><meta charset=utf-8><style>{style}</style>{svg}", encoding="utf-8")
    driver.get(page.as_uri())
    assert driver.execute_script(OUTSIDE) == []
    measured: list[tuple[Any, ...]] = driver.execute_script(MEASURE)
    expected = sorted((text.text, round(text.x), round(text.y), text.rect) for text in texts_of(drawing))
    assert len(measured) == len(expected)
    rooms: dict[str, list[Any]] = {}
    for said, _, _, rect in expected:
        rooms.setdefault(said, []).append(rect)
    for said, left, top, right, _ in measured:
        assert any(
            left >= room.x - 0.5 and right <= room.right + 0.5 and abs(top - room.y) < room.height
            for room in rooms[said]
        ), (said, left, right, rooms[said])


@pytest.mark.parametrize("width", [328, 720])
def test_marks_on_marks_stay_in_the_height_of_their_line(
    driver: webdriver.Chrome, tmp_path: Path, width: float
) -> None:
    """As far as the usual room between lines lets a single mark reach above capitals."""
    drawing = lay_out(STACKS["marks"], ANNOTATIONS, DrawingOptions(), width)
    svg = draw_svg(drawing, id_prefix="d", title="A stack", description="Layers.", standalone=False)
    page = tmp_path / "page.html"
    page.write_text(
        f"<!DOCTYPE html><meta charset=utf-8>{svg.replace('<svg', f'<svg width={width}')}", encoding="utf-8"
    )
    driver.get(page.as_uri())
    measured: list[tuple[Any, ...]] = driver.execute_script(MEASURE)
    drawn = [text for text in texts_of(drawing) if "\u0351" in text.text]
    for text in drawn:
        assert any(
            top >= text.rect.y - 0.3 * text.size and bottom <= text.rect.bottom + 0.3 * text.size
            for said, _, top, _, bottom in measured
            if said == text.text
        ), (text, [each for each in measured if each[0] == text.text])
    legend = [text for text in drawing.legend if "\u0351" in text.text]
    assert len(legend) > 3
    lines = [(top, bottom) for said, _, top, _, bottom in measured[-len(drawing.legend) :] if "\u0351" in said]
    assert len(lines) == len(legend)
    assert all(bottom <= top + 0.5 for (_, bottom), (top, _) in pairwise(lines)), lines
    assert lines[-1][1] <= drawing.height


def test_a_name_and_its_mark_stand_in_the_middle_of_their_box(driver: webdriver.Chrome, tmp_path: Path) -> None:
    """A name that would fill its box in the widest font stands as near to the middle as the border lets it."""
    names = ("heat", "openstacksdk", "nova", "cinder", "python-openstackclient", "swift", "keystone")
    stack = Stack((Layer("1", "One", tuple(Service(name) for name in names)),))
    changes = {name: Annotation(change="joined") for name in names}
    drawing = lay_out(stack, changes, DrawingOptions(), 720)
    svg = draw_svg(drawing, id_prefix="d", title="A stack", description="Layers.", standalone=False)
    page = tmp_path / "page.html"
    page.write_text(f"<!DOCTYPE html><meta charset=utf-8>{svg.replace('<svg', '<svg width=720')}", encoding="utf-8")
    driver.get(page.as_uri())
    ends = {said: right for said, _, _, right, _ in driver.execute_script(MEASURE)}
    for box in drawing.boxes:
        assert box.mark is not None
        before, after = box.mark.x - box.rect.x, box.rect.right - ends[box.service]
        is_at_the_border = box.texts[0].rect.right > box.rect.right - 1.1
        assert abs(before - after) < 3 or (is_at_the_border and 8 < before < after < 20), (box.service, before, after)


def test_a_file_is_drawn_as_an_image_in_light_and_dark(driver: webdriver.Chrome, tmp_path: Path) -> None:
    drawing = lay_out(STACKS["edition"], ANNOTATIONS, DrawingOptions(), 720)
    svg = draw_svg(drawing, id_prefix="d", title="A stack", description="Layers.", standalone=True)
    (tmp_path / "picture.svg").write_text(svg, encoding="utf-8")
    (tmp_path / "page.html").write_text('<!DOCTYPE html><img src="picture.svg" alt="">', encoding="utf-8")
    driver.get((tmp_path / "page.html").as_uri())
    size = driver.execute_script("const i = document.images[0]; return [i.naturalWidth, i.naturalHeight]")
    assert size[0] == 720
    assert abs(size[1] - drawing.height) < 1
    driver.get((tmp_path / "picture.svg").as_uri())
    fills = []
    for scheme in ("light", "dark"):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        fills.append(driver.execute_script("return getComputedStyle(document.querySelector('.fill-ink')).fill"))
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert fills == ["rgb(27, 33, 48)", "rgb(226, 230, 237)"]


#: The arrangements that show, with the widths at which they are drawn.
SHOWN = """
return [...document.querySelectorAll("figure > div")].filter((one) => one.checkVisibility()).map(
  (one) => [one.className, Math.round(one.firstElementChild.getBoundingClientRect().width)]
);
"""


def page_of(folder: Path, css: str, *, style: str = STYLE) -> str:
    """Write a page with one diagram and no theme but *css*, and return its address."""
    drawn = [
        draw_svg(
            lay_out(STACKS["edition"], ANNOTATIONS, DrawingOptions(), width),
            id_prefix=f"d{width}",
            title="A stack",
            description="Layers.",
            standalone=False,
            style=style if width == 720 else "",
        )
        for width in (720, 328)
    ]
    html = f'<main><figure class="layers">{pictures_html(*drawn)}<figcaption>A stack.</figcaption></figure></main>'
    page = folder / "page.html"
    page.write_text(f"<!DOCTYPE html><meta charset=utf-8><style>{css}</style>{html}", encoding="utf-8")
    return page.as_uri()


@pytest.mark.parametrize(
    ("css", "shown"),
    [
        ("main { width: 640px }", ["layers-wide", 640]),
        ("main { width: 1200px }", ["layers-wide", 720]),
        ("main { width: 639px }", ["layers-narrow", 416]),
        ("main { width: 300px }", ["layers-narrow", 300]),
        # Bootstrap and many others.
        ("main { width: 300px } [hidden] { display: none !important }", ["layers-narrow", 300]),
        ("figure { float: right; margin: 0 } main { width: 1000px }", ["layers-narrow", 320]),
        ("main { width: 700px } .layers-picture { width: 50% }", ["layers-wide", 350]),
        ("main { width: 700px; display: flex; flex-direction: column; align-items: center }", ["layers-wide", 700]),
        (":root { font-size: 62.5% } main { width: 500px }", ["layers-narrow", 416]),
    ],
)
def test_the_arrangement_that_fits_its_column_shows_without_a_theme(
    driver: webdriver.Chrome, tmp_path: Path, css: str, shown: list[object]
) -> None:
    driver.get(page_of(tmp_path, css))
    assert driver.execute_script(SHOWN) == [shown]
    assert driver.execute_script("return scrollX") == 0


def test_one_arrangement_shows_where_no_style_is_let_in(driver: webdriver.Chrome, tmp_path: Path) -> None:
    driver.get(page_of(tmp_path, "", style=""))
    assert [name for name, _width in driver.execute_script(SHOWN)] == ["layers-wide"]


@pytest.mark.parametrize(
    ("css", "ink", "paper"),
    [
        ("", "rgb(27, 33, 48)", "rgb(252, 252, 253)"),
        ("body { background: black; color: white }", "rgb(27, 33, 48)", "rgb(252, 252, 253)"),
        (":root { color-scheme: dark }", "rgb(226, 230, 237)", "rgb(17, 21, 28)"),
        (".layers-picture { --layers-ink: red; --layers-paper: blue }", "rgb(255, 0, 0)", "rgb(0, 0, 255)"),
    ],
)
def test_words_and_paper_are_of_one_scheme_without_a_theme(
    driver: webdriver.Chrome, tmp_path: Path, css: str, ink: str, paper: str
) -> None:
    driver.get(page_of(tmp_path, css))
    asked = """
    const picture = document.querySelector(".layers-picture");
    return [getComputedStyle(picture.querySelector(".layers-box text")).fill, getComputedStyle(picture).backgroundColor];
    """
    assert driver.execute_script(asked) == [ink, paper]
