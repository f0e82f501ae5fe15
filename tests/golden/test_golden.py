"""A whole small site, byte for byte.

``content/`` holds every feature and every dialect, in words of our own, and ``settings.json`` has what it needs. When
output changes on purpose, write it anew with
``make test PYTESTOPTS="tests/golden --update-expected"`` and review the diff.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .site import HERE, publish_golden_site

EXPECTED = HERE / "expected"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The output folder, and what was said."""
    folder = tmp_path_factory.mktemp("golden")
    return folder / "output", publish_golden_site(folder).stderr


def files(folder: Path) -> set[str]:
    found = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    return {name for name in found if not name.startswith("theme/")}


def test_every_page_and_feed_is_as_expected(built: tuple[Path, str], update_expected: bool) -> None:
    output, report = built
    if update_expected:
        shutil.rmtree(EXPECTED, ignore_errors=True)
        for name in files(output):
            (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(output / name, EXPECTED / name)
        (EXPECTED / "report.txt").write_text(report)
    assert files(output) | {"report.txt"} == files(EXPECTED)
    for name in sorted(files(output)):
        assert (output / name).read_text() == (EXPECTED / name).read_text(), name
    assert report == (EXPECTED / "report.txt").read_text()


def test_the_theme_is_copied_as_it_is(built: tuple[Path, str], repository: Path) -> None:
    source = repository / "theme" / "static"
    copied = built[0] / "theme"
    assert {path.relative_to(source) for path in source.rglob("*")} == {
        path.relative_to(copied) for path in copied.rglob("*")
    }
