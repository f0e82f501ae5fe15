"""What every test may count on."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected", action="store_true", help="write what is, as what is expected; review the diff"
    )


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
    """Call it with what is missing: the test is skipped, or fails where SEVENLAYER_REQUIRE_ALL=1, as in .ci/run."""

    def stop(reason: str) -> NoReturn:
        if os.environ.get("SEVENLAYER_REQUIRE_ALL") == "1":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)

    return stop
