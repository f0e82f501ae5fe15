"""The built site in Chromium: on a phone and on a desk, light and dark, by keyboard, on paper."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import pytest
from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from .sites import Site, served

pytestmark = pytest.mark.slow

#: CSS pixels. 320 is what WCAG 1.4.10 asks for: a page of 1280 px at a zoom of 400 %.
WIDTHS = (320, 360, 768, 1280)
#: Those at which pages are arranged in different ways.
AXE_WIDTHS = (360, 1280)
HEIGHT = 800
SCHEMES = ("light", "dark")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    # Nothing but this machine has an address: a page that loads from elsewhere fails, and says so in the console.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

#: What sticks out to the right of the window and can be scrolled to, each as a short description.
OVERFLOW = """
const width = document.documentElement.clientWidth, found = [];
const scroller = document.scrollingElement;
if (Math.max(scroller.scrollWidth, document.body.scrollWidth) > width) {
  for (const element of document.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    if (box.width && box.right > width + 0.5) found.push(`${element.tagName}.${element.className} to ${box.right}`);
  }
  found.push(`page is ${scroller.scrollWidth} wide in a window of ${width}`);
}
return found;
"""
AXE = """
const done = arguments[arguments.length - 1];
const say = (node) => [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ");
axe.run(document, {resultTypes: ["violations"]}).then(
  (result) => done(result.violations.flatMap(
    (rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(" ")}: ${say(node)}`)
  )),
  (error) => done([String(error)])
);
"""


def kinds_of_pages(site: Site) -> list[str]:
    """One page of each kind, and every post. A kind of which there is none fails."""
    kinds = [
        r"index\.html",
        r"404\.html",
        r"about/",
        r"layers/",
        r"archives/",
        r"categories/",
        r"tags/",
        r"authors/",
        r"category/[^/]+/",
        r"tag/[^/]+/",
        r"author/[^/]+/",
        r"blog/\d+/index",
        r"blog/\d+/\d+/index",
        r"blog/series/[^/]+/",
        r"series/index",
        r"series/train/",
        r"projects/index",
        r"projects/neutron/",
    ]
    chosen = [next(path for path in site.pages if re.match(kind, path)) for kind in kinds]
    return chosen + posts_of(site)


def posts_of(site: Site) -> list[str]:
    return [path for path in site.pages if re.match(r"drafts/|blog/\d+/\d+/\d+/", path)]


class Browser:
    """Chromium and what its tests ask of it."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver
        self.tell("Network.enable")

    def tell(self, command: str, **arguments: Any) -> None:
        self.driver.execute_cdp_cmd(command, arguments)

    def ask(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def set_width(self, width: int) -> None:
        mobile = width < 768
        self.tell("Emulation.setDeviceMetricsOverride", width=width, height=HEIGHT, deviceScaleFactor=1, mobile=mobile)

    def set_media(self, *, scheme: str = "light", medium: str = "") -> None:
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            # A colour that is halfway there is read wrong.
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        self.tell("Emulation.setEmulatedMedia", media=medium, features=features)

    def open(self, url: str) -> None:
        # A fragment alone would not load the page again.
        self.driver.get("about:blank")
        self.driver.get(url)

    def unfold(self) -> None:
        """Show what is folded: half of a diagram is words that are."""
        self.ask("for (const details of document.querySelectorAll('details')) details.open = true")

    def console(self) -> list[str]:
        """What was said in the console since this was asked last."""
        return [f"{entry['level']}: {entry['message']}" for entry in self.driver.get_log("browser")]

    def requested(self) -> list[str]:
        """The addresses asked for since this was asked last."""
        messages = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory, needs_tool: Callable[[str], NoReturn]) -> Iterator[Browser]:
    chromium, chromedriver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not chromedriver:
        needs_tool("chromium or chromedriver is not installed")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(chromedriver))
    try:
        driver.set_page_load_timeout(30)
        driver.set_script_timeout(60)
        yield Browser(driver)
    finally:
        driver.quit()


@pytest.fixture(autouse=True)
def _as_on_a_desk(browser: Browser) -> None:
    browser.set_width(1280)
    browser.set_media()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Callable[[str], None]:
    """Call it with the file of a page."""
    return lambda path: browser.open(f"{address}/{path.removesuffix('index.html')}")


@pytest.fixture(scope="session")
def axe_source(needs_tool: Callable[[str], NoReturn]) -> str:
    path = os.environ.get("SEVENLAYER_AXE_JS", "")
    if not path:
        needs_tool("SEVENLAYER_AXE_JS does not name an axe.min.js")
    return Path(path).read_text("utf-8")


def test_no_page_scrolls_sideways(browser: Browser, open_page: Callable[[str], None], sample_site: Site) -> None:
    wide = {}
    for path in kinds_of_pages(sample_site):
        open_page(path)
        browser.unfold()
        for width in WIDTHS:
            browser.set_width(width)
            if found := browser.ask(OVERFLOW):
                wide[path, width] = found
    assert wide == {}


def test_no_page_scrolls_sideways_with_large_text(
    browser: Browser, open_page: Callable[[str], None], sample_site: Site
) -> None:
    # WCAG 1.4.4: text alone at 200 %, in a window of half the usual width.
    wide = {}
    browser.set_width(640)
    for path in kinds_of_pages(sample_site):
        open_page(path)
        browser.ask("document.documentElement.style.fontSize = '200%'")
        if found := browser.ask(OVERFLOW):
            wide[path] = found
    assert wide == {}


def test_no_page_complains_in_the_console_or_loads_from_elsewhere(
    browser: Browser, open_page: Callable[[str], None], sample_site: Site
) -> None:
    browser.console()
    browser.requested()
    for path in kinds_of_pages(sample_site):
        open_page(path)
        assert browser.console() == [], path
        requested = [url for url in browser.requested() if urlsplit(url).scheme not in ("about", "data")]
        assert requested, path
        assert {urlsplit(url).hostname for url in requested} == {"127.0.0.1"}, path


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", AXE_WIDTHS)
def test_axe_finds_nothing(
    browser: Browser, open_page: Callable[[str], None], sample_site: Site, axe_source: str, width: int, scheme: str
) -> None:
    browser.set_width(width)
    browser.set_media(scheme=scheme)
    found = {}
    for path in kinds_of_pages(sample_site):
        open_page(path)
        browser.unfold()
        browser.ask(axe_source)
        if violations := browser.driver.execute_async_script(AXE):
            found[path] = violations
    assert found == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_posts_of_the_demonstration_are_as_good(
    browser: Browser, built_site: Site, axe_source: str, scheme: str
) -> None:
    assert faults_of_posts(browser, built_site, posts_of(built_site), axe_source, scheme) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_posts_with_everything_in_them_are_as_good(
    browser: Browser, golden_site: Site, axe_source: str, scheme: str
) -> None:
    posts = [page.path for page in golden_site.posts.values() if re.search("everything|diagrams", page.path)]
    assert len(posts) >= 4
    assert faults_of_posts(browser, golden_site, posts, axe_source, scheme) == []


def faults_of_posts(browser: Browser, site: Site, posts: list[str], axe_source: str, scheme: str) -> list[str]:
    """What sticks out at any width, what axe finds, and what stands in the console."""
    browser.set_media(scheme=scheme)
    browser.console()
    found = []
    with served(site.output) as url:
        for path in posts:
            browser.open(f"{url}/{path.removesuffix('index.html')}")
            browser.unfold()
            for width in WIDTHS:
                browser.set_width(width)
                found += [f"{path}: {width}: {overflow}" for overflow in browser.ask(OVERFLOW)]
            browser.ask(axe_source)
            found += [f"{path}: {violation}" for violation in browser.driver.execute_async_script(AXE)]
            found += browser.console()
    return found


def test_light_and_dark_differ(browser: Browser, open_page: Callable[[str], None]) -> None:
    colours = set()
    for scheme in SCHEMES:
        browser.set_media(scheme=scheme)
        open_page("index.html")
        colours.add(browser.ask("const s = getComputedStyle(document.body); return s.color + s.backgroundColor"))
    assert len(colours) == 2


@pytest.mark.parametrize("block", ["pre.numbered", "pre:has(.diff-sign)", "pre:has(.gp)"])
def test_copied_code_has_the_code_alone(
    browser: Browser, open_page: Callable[[str], None], sample_site: Site, block: str
) -> None:
    """By selecting, copying and pasting, as a reader does: no line numbers, no prompts, but the signs of a diff."""
    mark = re.findall(r"[a-z-]+", block)[-1]
    open_page(
        next(path for path, page in sample_site.pages.items() if page.tree.xpath(f"//*[contains(@class, '{mark}')]"))
    )
    shown = browser.ask(
        """
        const block = document.querySelector(arguments[0]);
        getSelection().selectAllChildren(block);
        const copy = block.cloneNode(true);
        copy.querySelectorAll(".gp").forEach((prompt) => prompt.remove());
        return copy.textContent;
        """,
        block,
    )
    ActionChains(browser.driver).key_down(Keys.CONTROL).send_keys("c").key_up(Keys.CONTROL).perform()
    browser.ask(
        """
        document.body.innerHTML = "<textarea></textarea>";
        document.querySelector("textarea").focus();
        """
    )
    ActionChains(browser.driver).key_down(Keys.CONTROL).send_keys("v").key_up(Keys.CONTROL).perform()
    pasted = browser.ask("return document.querySelector('textarea').value")
    assert shown.strip()
    assert pasted.rstrip("\n") == shown.rstrip("\n")


def test_paper_has_no_navigation(browser: Browser, open_page: Callable[[str], None], sample_site: Site) -> None:
    shown = """
    return [...document.querySelectorAll("nav:not(.contents), .skip-link, .site-footer, .headerlink")]
      .filter((element) => element.checkVisibility()).map((element) => element.className);
    """
    for path in kinds_of_pages(sample_site):
        open_page(path)
        assert {"site-nav", "site-footer"} <= set(browser.ask(shown)), path
        browser.set_media(medium="print")
        assert browser.ask(shown) == [], path
        assert browser.ask("return document.querySelector('main').checkVisibility()"), path
        browser.set_media()


def test_paper_is_white_in_the_dark_as_well(browser: Browser, open_page: Callable[[str], None]) -> None:
    browser.set_media(scheme="dark", medium="print")
    open_page("index.html")
    colours = browser.ask("const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]")
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_skip_link_is_the_first_stop_and_leads_to_the_content(
    browser: Browser, open_page: Callable[[str], None], sample_site: Site
) -> None:
    # Two thirds of a second each; these have all there is before the content.
    for path in ("index.html", "404.html", next(iter(sample_site.posts.values())).path):
        open_page(path)
        link = browser.driver.find_element(By.CLASS_NAME, "skip-link")
        assert link.rect["y"] + link.rect["height"] <= 0, "it shows before it is needed"
        ActionChains(browser.driver).send_keys(Keys.TAB).perform()
        assert browser.driver.switch_to.active_element == link
        assert browser.ask("return arguments[0].getBoundingClientRect().top >= 0", link)
        ActionChains(browser.driver).send_keys(Keys.ENTER).perform()
        assert browser.ask("return document.activeElement.id") == "site-main"
        ActionChains(browser.driver).send_keys(Keys.TAB).perform()
        assert browser.ask("return document.activeElement.closest('main') !== null")


def test_everything_reached_by_keyboard_shows_that_it_is(
    browser: Browser, open_page: Callable[[str], None], sample_site: Site
) -> None:
    post = next(page for page in sample_site.posts.values() if "numbered" in page.text)
    open_page(post.path)
    stops = 0
    while True:
        ActionChains(browser.driver).send_keys(Keys.TAB).perform()
        stop = browser.ask(
            """
            const element = document.activeElement;
            if (element === document.body) return null;
            const style = getComputedStyle(element), box = element.getBoundingClientRect();
            return [element.outerHTML.slice(0, 80), style.outlineStyle, parseFloat(style.outlineWidth), style.opacity,
                    box.bottom > 0 && box.top < innerHeight];
            """
        )
        if stop is None:
            break
        what, line, width, opacity, is_in_view = stop
        assert line == "solid", what
        assert width >= 2, what
        assert opacity == "1", what
        assert is_in_view, what
        stops += 1
        assert stops < 500
    assert stops > 10
