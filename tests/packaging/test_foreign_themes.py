"""Pages of other people's sites in Chromium: nothing twice, nothing outside, and every mark to be recognised."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sevenlayer.readers.theme_styles import MARKS

from tests.site.sites import Page, run_pelican, served
from tests.site.test_browser import OVERFLOW, Browser, browser  # noqa: F401 - a fixture

pytestmark = pytest.mark.slow

STOCK_SITE = Path(__file__).parent / "stock_site"
THEMES = ("simple", "notmyidea")
MARKS_MD = """\
---
title: Marks
date: 2020-01-03
category: Kitchen
---

## A heading

```python filename="claim.py" linenos emphasize-lines=2
def claim(host):
    return host.claim(flavor="m1.small", image="cirros", network="00000000-0000-0000-0000-000000000000", wait=True)
```

```ini diff
 [DEFAULT]
-debug = True
+debug = False
```

```{warning}
It is hot.
```

| a long column of words | another long column | a third one | `a-very-long-name-of-a-thing` | `another-very-long-name` |
| --- | --- | --- | --- | --- |
| a_very_long_name_of_a_thing | 2 | 3 | 4 | 5 |
"""
MARKS_RST = """\
Marks, too
##########

:date: 2020-01-04
:category: Kitchen

Text [1]_.

.. topic:: A topic

   With text.

.. sidebar:: A sidebar

   With text.

.. [1] A note.
"""
LAYERS_MD = """\
---
title: Layers
date: 2020-01-05
category: Kitchen
---

Two of them, below

what some themes have

to the right of a post

as it begins.

```{layers} 2013
```

```{layers}
1 The Basics: keystone, glance, nova
2 Extending the Basics: cinder, heat
nova -> cinder
```
"""
SHOWN = """
return [...document.querySelectorAll("figure.layers > div")].filter((one) => one.checkVisibility()).map((one) => one.className);
"""
#: Texts of pictures that are drawn outside of the column of the post, or of the box that they are in.
OUTSIDE = """
const window_width = document.documentElement.clientWidth;
return [...document.querySelectorAll(".layers-picture text")].filter((text) => text.checkVisibility()).filter((text) => {
  const ink = text.getBoundingClientRect(), box = text.closest(".layers-box")?.querySelector("rect").getBoundingClientRect();
  return ink.left < 0 || ink.right > window_width || (box && (ink.left < box.left || ink.right > box.right));
}).map((text) => text.textContent);
"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The unrelated site with our marks in it, built with each of its themes."""
    folder = tmp_path_factory.mktemp("foreign")
    site = folder / "site"
    shutil.copytree(STOCK_SITE, site)
    for name, text in (("marks.md", MARKS_MD), ("marks-too.rst", MARKS_RST), ("layers.md", LAYERS_MD)):
        (site / "content" / name).write_text(text)
    # As it is previewed.
    (site / "preview.py").write_text(
        "from pelicanconf import *\nSITEURL = ''\nPLUGINS = ['sevenlayer.layer_diagrams']\n"
    )
    for theme in THEMES:
        result = run_pelican("-s", "preview.py", "-o", folder / theme, "-t", theme, cwd=site, PYTHONPATH=f"{site}")
        assert (result.returncode, "error" in result.stderr) == (0, False), result.stderr
    return {theme: folder / theme for theme in THEMES}


@pytest.fixture(params=THEMES)
def url(request: pytest.FixtureRequest, sites: dict[str, Path]) -> Iterator[str]:
    with served(sites[request.param]) as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "shown"), [(360, "layers-narrow"), (1280, "layers-wide")])
def test_one_arrangement_of_a_diagram_shows_and_its_words_stay_inside(
    browser: Browser,  # noqa: F811
    url: str,
    width: int,
    shown: str,
    scheme: str,
) -> None:
    browser.set_width(width)
    browser.set_media(scheme=scheme)
    browser.open(f"{url}/layers.html")
    assert browser.ask(SHOWN) == [shown] * 2
    assert browser.ask(OUTSIDE) == []
    assert browser.ask(OVERFLOW) == []
    lists = "return [...document.querySelectorAll('.layers-list')].map((one) => one.checkVisibility())"
    assert browser.ask(lists) == [False, False]
    browser.ask("document.querySelector('.layers-words').open = true")
    assert browser.ask(lists) == [True, False]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("page", ["marks.html", "marks-too.html"])
def test_no_mark_makes_a_page_scroll_sideways(browser: Browser, url: str, page: str, width: int) -> None:  # noqa: F811
    browser.set_width(width)
    browser.open(f"{url}/{page}")
    assert browser.ask(OVERFLOW) == []


def test_marks_are_recognised(browser: Browser, url: str) -> None:  # noqa: F811
    browser.set_width(1280)
    browser.open(f"{url}/marks.html")

    def style(selector: str, name: str, pseudo: str = "") -> Any:
        asked = "return getComputedStyle(document.querySelector(arguments[0]), arguments[2])[arguments[1]]"
        return browser.ask(asked, selector, name, pseudo)

    assert style(".numbered .line:nth-child(2)", "content", "::before") == '"2"'
    assert style(".headerlink", "opacity") == "0"
    assert style(".diff-add", "backgroundColor") != style(".diff-remove", "backgroundColor")
    assert style(".admonition", "borderLeftStyle") == "solid"
    assert style(".admonition-title", "fontWeight") == "700"
    browser.open(f"{url}/marks-too.html")
    assert {style(f".{name}", "borderLeftStyle") for name in ("topic", "sidebar")} == {"solid"}
    label, text = (f"document.querySelector('.footnote > {one}').getBoundingClientRect()" for one in (".label", "p"))
    assert browser.ask(f"return {label}.right <= {text}.left && Math.abs({label}.bottom - {text}.bottom) < 4")


def test_feeds_have_no_style(sites: dict[str, Path]) -> None:
    feeds = sorted(sites["simple"].rglob("*.xml"))
    assert len(feeds) > 3
    for feed in feeds:
        text = feed.read_text("utf-8")
        for sign in ("&lt;style", "&lt;svg", "layers-narrow", "headerlink", "data-feed-"):
            assert sign not in text, (feed.name, sign)
    assert "/layers/" in (sites["simple"] / "feeds" / "all.atom.xml").read_text("utf-8")


def build_with_theme(tmp_path: Path, css: str) -> str:
    """Return the page of the marks in a theme that is `simple` with the style sheet *css*."""
    site, theme = tmp_path / "site", tmp_path / "theme"
    (site / "content").mkdir(parents=True)
    (site / "content" / "marks.md").write_text(MARKS_MD)
    (theme / "templates").mkdir(parents=True)
    (theme / "static" / "css").mkdir(parents=True)
    (theme / "static" / "css" / "main.css").write_text(css)
    (site / "pelicanconf.py").write_text(
        f"PATH = 'content'\nTHEME = {str(theme)!r}\nPLUGINS = ['sevenlayer.front_matter']\nTIMEZONE = 'UTC'\n"
        "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None\n"
    )
    result = run_pelican("-s", "pelicanconf.py", "-o", tmp_path / "output", cwd=site)
    assert (result.returncode, result.stderr) == (0, "")
    return (tmp_path / "output" / "marks.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("css", "named"),
    [("", set()), (".admonition { color: red } .headerlink { color: red }", {".admonition", ".headerlink"})],
)
def test_what_the_theme_styles_is_left_to_it(tmp_path: Path, css: str, named: set[str]) -> None:
    page = Page("marks.html", build_with_theme(tmp_path, css))
    (style,) = page.texts("//style")
    for mark in MARKS:
        used = mark.written in page.text
        assert (mark.rules in style) is (used and mark.named not in named), mark.named
    assert sum(mark.written in page.text for mark in MARKS) == 7


def test_our_theme_needs_nothing(repository: Path, tmp_path: Path) -> None:
    css = "\n".join(path.read_text("utf-8") for path in (repository / "theme" / "static").rglob("*.css"))
    assert [mark.named for mark in MARKS if mark.named not in css] == []
