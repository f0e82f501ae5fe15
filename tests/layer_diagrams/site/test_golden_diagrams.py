"""Every diagram of the golden site in Chromium: what is drawn keeps apart, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.site.sites import Site, served
from tests.site.test_browser import OVERFLOW, Browser, browser  # noqa: F401 - a fixture

pytestmark = pytest.mark.slow

#: What is wrong with each picture that shows, measured by bounding boxes; in units of the picture for arrows.
FAULTS = """
const faults = [];
const inside = (inner, outer) =>
  inner.left >= outer.left - 0.5 && inner.right <= outer.right + 0.5 &&
  inner.top >= outer.top - 0.5 && inner.bottom <= outer.bottom + 0.5;
const apart = (a, b) => a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
const pictures = [...document.querySelectorAll("svg.layers-picture")].filter((one) => one.getClientRects().length);
for (const picture of pictures) {
  const whole = picture.getBoundingClientRect();
  const boxes = [...picture.querySelectorAll(".layers-box")].map((box) => [box, box.querySelector("rect")]);
  for (const text of picture.querySelectorAll("text"))
    if (!inside(text.getBoundingClientRect(), whole)) faults.push(`'${text.textContent}' leaves the picture`);
  for (const [box, edge] of boxes)
    for (const text of box.querySelectorAll("text"))
      if (!inside(text.getBoundingClientRect(), edge.getBoundingClientRect()))
        faults.push(`'${text.textContent}' leaves its box`);
  boxes.forEach(([box, edge], index) => {
    for (const [other, otherEdge] of boxes.slice(index + 1))
      if (!apart(edge.getBoundingClientRect(), otherEdge.getBoundingClientRect()))
        faults.push(`the boxes of '${box.textContent}' and '${other.textContent}' overlap`);
  });
  const badges = [...picture.querySelectorAll("circle")].map((circle) => circle.getBBox());
  const isBadge = (box) => badges.some((badge) =>
    Math.hypot(badge.x + badge.width / 2 - box.x - box.width / 2, badge.y + badge.height / 2 - box.y - box.height / 2) < 6);
  const obstacles = [
    ...boxes.map(([box, edge]) => [box.textContent, edge.getBBox()]),
    ...[...picture.querySelectorAll("text")].map((text) => [text.textContent, text.getBBox()]),
  ].filter(([, box]) => !isBadge(box));
  for (const path of picture.querySelectorAll('path[stroke*="--layers-arrow"][fill="none"]'))
    for (let length = 0; length < path.getTotalLength(); length += 1.5) {
      const point = path.getPointAtLength(length);
      for (const [name, box] of obstacles)
        if (point.x > box.x + 1 && point.x < box.x + box.width - 1 && point.y > box.y + 1 && point.y < box.y + box.height - 1)
          faults.push(`an arrow crosses '${name}' at ${Math.round(point.x)},${Math.round(point.y)}`);
    }
}
return [pictures.length, [...new Set(faults)]];
"""
#: The posts with diagrams, and how many each has.
POSTS = {"blog/2014/11/10/diagrams-of-layers/": 5, "blog/2017/03/10/diagrams-too/": 3}


@pytest.fixture(scope="module")
def url(golden_site: Site) -> Iterator[str]:
    with served(golden_site.output) as url:
        yield url


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("post", POSTS)
def test_nothing_of_a_diagram_touches_what_it_must_not(
    browser: Browser,  # noqa: F811
    url: str,
    post: str,
    width: int,
) -> None:
    browser.set_width(width)
    browser.open(f"{url}/{post}")
    assert browser.ask(FAULTS) == [POSTS[post], []]
    assert browser.ask(OVERFLOW) == []


@pytest.mark.parametrize(("width", "shown"), [(360, "layers-narrow"), (1280, "layers-wide")])
def test_one_arrangement_shows(browser: Browser, url: str, width: int, shown: str) -> None:  # noqa: F811
    browser.set_width(width)
    browser.open(f"{url}/layers/")
    visible = browser.ask(
        "return [...document.querySelectorAll('.layers > div')].filter((one) => one.offsetHeight).map((one) => one.className)"
    )
    assert visible == [shown] * 3
