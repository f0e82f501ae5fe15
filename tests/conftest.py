"""What every test may count on."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tests.builds.run import REPOSITORY, stop_server
from tests.golden.site import preview_golden_site
from tests.site.sites import Site


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected", action="store_true", help="write what is, as what is expected; review the diff"
    )


#: Files of tests that take longest; two processes end together when these begin first.
SLOWEST = (
    "tests/site/test_browser.py",
    "tests/bad_content/test_bad_content.py",
    "tests/packaging/test_wheel.py",
    "tests/site/test_validators.py",
    "tests/site/test_pages.py",
    "tests/layer_diagrams/site/test_golden_diagrams.py",
    "tests/layer_diagrams/picture/test_browser.py",
    "tests/site/test_reproducible.py",
    "tests/bad_content/test_fuzz.py",
    "tests/cross_references/test_cases.py",
    "tests/bad_content/test_generated.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ranks = {str(REPOSITORY / name): rank for rank, name in enumerate(SLOWEST)}
    items.sort(key=lambda item: ranks.get(str(item.path), len(ranks)))


@pytest.fixture(scope="session")
def update_expected(request: pytest.FixtureRequest) -> bool:
    """Whether expected output is to be written anew: the one way in which it changes."""
    return bool(request.config.getoption("--update-expected"))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of this repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def needs_tool() -> Callable[[str], NoReturn]:
    """Call it with what is missing or in the way: the test is skipped, or fails where SEVENLAYER_REQUIRE_ALL=1, as in .ci/run."""

    def stop(reason: str) -> NoReturn:
        if os.environ.get("SEVENLAYER_REQUIRE_ALL") == "1":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)

    return stop


@pytest.fixture(scope="session")
def golden_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of tests/golden, in which every construct occurs, as for a preview."""
    folder = tmp_path_factory.mktemp("golden")
    preview_golden_site(folder)
    return Site("golden", folder / "output", "")


@pytest.fixture(scope="session", autouse=True)
def _builds() -> Iterator[None]:
    yield
    stop_server()
