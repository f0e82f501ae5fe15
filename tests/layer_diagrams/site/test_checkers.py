"""What checkers and a browser say of pages with diagrams."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.site.sites import Site, served
from tests.site.test_browser import AXE, AXE_WIDTHS, OVERFLOW, SCHEMES, WIDTHS, Browser, axe_source, browser  # noqa: F401 - fixtures
from tests.site.test_validators import check  # noqa: F401 - a fixture

from .small_sites import POST, POSTS, build

pytestmark = pytest.mark.slow
PAGES = ("layers/index.html", POST, "projects/heat/index.html")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    built, status, report = build(
        tmp_path_factory.mktemp("site"), {"stack.rst": POSTS["stack.rst"]}, OPENSTACK_PAGES=True
    )
    assert (status, report) == (0, "")
    return built


@pytest.fixture(scope="module")
def url(site: Site) -> Iterator[str]:
    with served(site.output) as url:
        yield url


def test_nu_html_checker_finds_nothing(check: Callable[[list[Path]], list[str]], site: Site) -> None:  # noqa: F811
    pictures = [path for path in site.files if path.startswith("layers/") and path.endswith(".svg")]
    assert pictures
    assert check([site.files[path] for path in (*PAGES, *pictures)]) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pages_are_accessible_and_do_not_scroll_sideways(
    browser: Browser,  # noqa: F811
    axe_source: str,  # noqa: F811
    url: str,
    scheme: str,
) -> None:
    browser.set_media(scheme=scheme)
    found = []
    for path in PAGES:
        for width in WIDTHS:
            browser.set_width(width)
            browser.open(f"{url}/{path.removesuffix('index.html')}")
            browser.ask("for (const details of document.querySelectorAll('details')) details.open = true")
            found += [f"{path}: {width}: {overflow}" for overflow in browser.ask(OVERFLOW)]
            if width not in AXE_WIDTHS:
                continue
            browser.ask(axe_source)
            found += [f"{path}: {width}: {violation}" for violation in browser.driver.execute_async_script(AXE)]
    assert found == []


@pytest.mark.parametrize(("width", "shown"), [(360, "layers-narrow"), (1280, "layers-wide")])
def test_one_arrangement_shows(browser: Browser, url: str, width: int, shown: str) -> None:  # noqa: F811
    browser.set_width(width)
    browser.open(f"{url}/layers/")
    visible = browser.ask(
        "return [...document.querySelectorAll('.layers > div')].filter((one) => one.offsetHeight).map((one) => one.className)"
    )
    assert visible == [shown] * 3
