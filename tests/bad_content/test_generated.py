"""Binary, huge and bottomless posts, each alone beside a good one: within seconds, with a report or a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from .builds import build_site
from .generated import PAGE, encodings, sizes
from .harmless import assert_harmless


def lay_out(folder: Path, name: str, raw: bytes) -> None:
    path = folder / "site" / "content" / "posts" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(raw)


@pytest.mark.parametrize(("name", "raw", "message"), [pytest.param(*rest, id=title) for title, *rest in encodings()])
def test_encoding(tmp_path: Path, name: str, raw: bytes, message: str) -> None:
    lay_out(tmp_path, name, raw)
    build = build_site(tmp_path)
    assert_harmless(build)
    assert message in build.report.splitlines() if message else build.report == ""
    assert build.status == int(" error: " in message)
    assert (PAGE in build.files()) == (build.status == 0)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "raw", "message"), [pytest.param(*rest, id=title) for title, *rest in sizes()])
def test_size(tmp_path: Path, name: str, raw: bytes, message: str) -> None:
    lay_out(tmp_path, name, raw)
    build = build_site(tmp_path)
    assert_harmless(build)
    assert message in build.report
    assert PAGE in build.files() or f"content/posts/{name}" in build.report
    assert len(build.report) < 200_000
