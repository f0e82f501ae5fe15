"""Our own content, built once for all tests of what came out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .sites import Site, Source, build_site, read_sources, served

PUBLISHED_URL = "https://sevenlayer.example"


@pytest.fixture(scope="session")
def built_site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site as ``make html`` builds it."""
    return build_site(repository, tmp_path_factory.mktemp("site") / "built")


@pytest.fixture(scope="session")
def published_site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site as ``make publish`` builds it."""
    output = tmp_path_factory.mktemp("site") / "published"
    return build_site(repository, output, conf="publishconf.py", url=PUBLISHED_URL)


@pytest.fixture(scope="session")
def paginated_site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site with so few posts to a page that every list has several."""
    output = tmp_path_factory.mktemp("site") / "paginated"
    return build_site(repository, output, "-e", "DEFAULT_PAGINATION=1")


@pytest.fixture(scope="session")
def relative_site(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site as ``make html RELATIVE=1`` builds it."""
    return build_site(repository, tmp_path_factory.mktemp("site") / "relative", "--relative-urls")


@pytest.fixture(scope="session")
def address(built_site: Site) -> Iterator[str]:
    """Where *built_site* is served."""
    with served(built_site.output) as url:
        yield url


@pytest.fixture(scope="session")
def posts(repository: Path) -> list[Source]:
    """The posts of our content, drafts too."""
    return read_sources(repository / "content" / "posts")


@pytest.fixture(scope="session")
def pages(repository: Path) -> list[Source]:
    return read_sources(repository / "content" / "pages")


@pytest.fixture(scope="session", params=["built", "published", "paginated", "relative"])
def any_site(request: pytest.FixtureRequest) -> Site:
    """Each of the four in turn."""
    site: Site = request.getfixturevalue(f"{request.param}_site")
    return site
