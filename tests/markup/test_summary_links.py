"""Links in summaries lead somewhere from every page that shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builds.run import run_pelican
from tests.builds.settings import settings_text

FRONT_MATTER = "---\ntitle: {title}\ndate: 2024-01-0{day}\ncategory: Storage\n{more}---\n\n"


@pytest.mark.parametrize(
    ("option", "from_index", "from_category"),
    [
        ("--relative-urls", "./blog/2024/01/02/b/", "../../blog/2024/01/02/b/"),
        ("-v", "/blog/2024/01/02/b/", "/blog/2024/01/02/b/"),
    ],
)
def test_links_in_summaries_fit_the_page(tmp_path: Path, option: str, from_index: str, from_category: str) -> None:
    content = tmp_path / "content"
    content.mkdir()
    summary = "summary: See [it]({filename}b.md).\n"
    (content / "a.md").write_text(FRONT_MATTER.format(title="A", day=1, more=summary) + "Text.\n")
    (content / "b.md").write_text(FRONT_MATTER.format(title="B", day=2, more="") + "Text.\n")
    (tmp_path / "conf.py").write_text(settings_text(OPENSTACK_PAGES=False))
    assert run_pelican("content", "-o", "output", "-s", "conf.py", option, cwd=tmp_path).returncode == 0
    assert f'See <a href="{from_index}">it</a>' in (tmp_path / "output/index.html").read_text()
    assert f'See <a href="{from_category}">it</a>' in (tmp_path / "output/category/storage/index.html").read_text()
