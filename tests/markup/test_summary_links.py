"""Links in summaries lead somewhere from every page that shows them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FRONT_MATTER = "---\ntitle: {title}\ndate: 2024-01-0{day}\ncategory: Storage\n{more}---\n\n"


@pytest.mark.parametrize(
    ("option", "from_index", "from_category"),
    [
        ("--relative-urls", "./blog/2024/01/02/b/", "../../blog/2024/01/02/b/"),
        ("-v", "/blog/2024/01/02/b/", "/blog/2024/01/02/b/"),
    ],
)
def test_links_in_summaries_fit_the_page(
    tmp_path: Path, repository: Path, option: str, from_index: str, from_category: str
) -> None:
    content = tmp_path / "content"
    content.mkdir()
    summary = "summary: See [it]({filename}b.md).\n"
    (content / "a.md").write_text(FRONT_MATTER.format(title="A", day=1, more=summary) + "Text.\n")
    (content / "b.md").write_text(FRONT_MATTER.format(title="B", day=2, more="") + "Text.\n")
    command = [sys.executable, "-m", "pelican", str(content), "-o", str(tmp_path / "output"), option]
    subprocess.run([*command, "-s", str(repository / "pelicanconf.py")], cwd=tmp_path, check=True, timeout=60)
    assert f'See <a href="{from_index}">it</a>' in (tmp_path / "output/index.html").read_text()
    assert f'See <a href="{from_category}">it</a>' in (tmp_path / "output/category/storage/index.html").read_text()
