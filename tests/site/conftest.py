"""Two sites, built once for all tests of what came out, in several ways each.

The *demonstration* is the repository's own content with the repository's own settings. It is somebody's: posts come and go, and
so tests of it say what holds of any; where it has problems (a link to a post that was deleted, say), they are skipped, but not
in .ci/run. The *sample* (``content/`` beside this file) has what features need to be shown, and an
author of its own.
"""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from .sites import Site, build_demonstration, build_sample, served

DEMONSTRATION = ("built", "published")
SAMPLES = ("sample", "published_sample", "paginated", "relative")


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory, needs_tool: Callable[[str], NoReturn]) -> Site:
    """The demonstration as ``make html`` builds it."""
    return build_demonstration(tmp_path_factory.mktemp("site") / "built", needs_tool)


@pytest.fixture(scope="session")
def published_site(
    repository: Path, tmp_path_factory: pytest.TempPathFactory, needs_tool: Callable[[str], NoReturn]
) -> Site:
    """The demonstration as ``make publish`` builds it."""
    url = runpy.run_path(str(repository / "publishconf.py"))["SITEURL"]
    output = tmp_path_factory.mktemp("site") / "published"
    return build_demonstration(output, needs_tool, conf="publishconf.py", url=url)


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sample, with pages of facts."""
    return build_sample(tmp_path_factory.mktemp("site") / "sample", OPENSTACK_PAGES=True)


@pytest.fixture(scope="session")
def published_sample_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sample as it is published, with feeds."""
    return build_sample(tmp_path_factory.mktemp("site") / "published-sample", published=True)


@pytest.fixture(scope="session")
def paginated_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sample with so few posts to a page that every list has several."""
    return build_sample(tmp_path_factory.mktemp("site") / "paginated", DEFAULT_PAGINATION=1)


@pytest.fixture(scope="session")
def relative_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The sample with relative addresses, and pages of facts."""
    return build_sample(tmp_path_factory.mktemp("site") / "relative", RELATIVE_URLS=True, OPENSTACK_PAGES=True)


@pytest.fixture(scope="session")
def address(sample_site: Site) -> Iterator[str]:
    """Where *sample_site* is served."""
    with served(sample_site.output) as url:
        yield url


@pytest.fixture(scope="session", params=DEMONSTRATION + SAMPLES)
def any_site(request: pytest.FixtureRequest) -> Site:
    """Each of the six in turn."""
    site: Site = request.getfixturevalue(f"{request.param}_site")
    return site


@pytest.fixture(scope="session", params=SAMPLES)
def any_sample(request: pytest.FixtureRequest) -> Site:
    """The sample, in each way in turn."""
    site: Site = request.getfixturevalue(f"{request.param}_site")
    return site


@pytest.fixture(scope="session", params=["published", "published_sample"])
def any_published(request: pytest.FixtureRequest) -> Site:
    """Each site with feeds in turn."""
    site: Site = request.getfixturevalue(f"{request.param}_site")
    return site
