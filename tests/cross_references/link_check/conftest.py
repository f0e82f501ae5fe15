"""A server, and a check that is not polite to it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator

import pytest
from sevenlayer.link_check.checker import check_links
from sevenlayer.link_check.options import Options
from sevenlayer.link_check.results import Result

from .servers import Server, running

HASTY: dict[str, object] = {
    "private": frozenset({"127.0.0.1"}),
    "delay": 0,
    "timeout": 20,
    "retries": 1,
    "back_off": 0.01,
    "longest_wait": 2,
}

Check = Callable[..., list[Result]]


@pytest.fixture
def server() -> Iterator[Server]:
    with running() as server:
        yield server


@pytest.fixture
def check(caplog: pytest.LogCaptureFixture) -> Iterator[Check]:
    """Check URLs with hasty options, changed by name, and return their results in order; nothing is left behind."""

    def check_urls(*urls: str, **changes: object) -> list[Result]:
        results: dict[str, Result] = {}
        asyncio.run(check_links(urls, Options(**{**HASTY, **changes}), results.__setitem__))  # type: ignore[arg-type]
        return [results[url] for url in urls]

    yield check_urls
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []
