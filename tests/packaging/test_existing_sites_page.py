"""The examples of docs/existing-sites.md, each in a site of its own that has nothing else of us."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.sites import run_pelican

pytestmark = pytest.mark.slow

PAGE = Path(__file__).parents[2] / "docs" / "existing-sites.md"
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL))
EXAMPLES = {
    name: (settings[0], posts[0])
    for name, text in SECTIONS.items()
    if (settings := re.findall(r"^```python\n(PLUGINS .*?)^```$", text, re.MULTILINE | re.DOTALL))
    and (
        posts := [post for _fence, post in re.findall(r"^(`{3,4})markdown\n(.*?)^\1$", text, re.MULTILINE | re.DOTALL)]
    )
}
FIELDS = "---\ntitle: OpenStack\ndate: 2013-07-19\n---\n\n"
SHOWN = {
    "Front matter and markup": ["<kbd>Ctrl+C</kbd>"],
    "OpenStack": ['<abbr title="called Neutron since', "1179370</a>"],
    "Layer diagrams": ["<svg", "What we run"],
    "Cross-references": ['<a href="https://example.org/cells.html">how it began</a>', ">its old address</a>"],
}


def test_every_capability_with_marks_has_an_example() -> None:
    assert set(EXAMPLES) == set(SHOWN)


@pytest.mark.parametrize("name", SHOWN)
def test_an_example_is_built_without_a_complaint(name: str, tmp_path: Path) -> None:
    settings, post = EXAMPLES[name]
    (pelican_class,) = re.findall(r"^```python\n(.*?)^```$", SECTIONS["What changes"], re.MULTILINE | re.DOTALL)
    content = tmp_path / "content"
    content.mkdir()
    (content / "post.md").write_text(post if post.startswith("---") else FIELDS + post)
    (content / "cells.rst").write_text("Cells\n#####\n\n:date: 2013-07-19\n:permalink: /2013/cells.html\n\nText.\n")
    (tmp_path / "pelicanconf.py").write_text(
        f"{settings}{pelican_class}PATH = 'content'\nSITEURL = 'https://example.org'\nTIMEZONE = 'UTC'\nTHEME = 'simple'\n"
    )
    result = run_pelican("-s", "pelicanconf.py", "-o", "output", cwd=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    pages = "".join(path.read_text("utf-8") for path in (tmp_path / "output").glob("*.html"))
    for shown in SHOWN[name]:
        assert shown in pages


def test_the_table_of_python_markdown_names_the_hints(tmp_path: Path) -> None:
    rows = re.findall(r"^\| `(.+?)` \| ", SECTIONS["Markdown"], re.MULTILINE)
    assert len(rows) >= 6
    content = tmp_path / "content"
    content.mkdir()
    written = [row.split("`, `")[0] for row in rows]
    # What stands in the page as a tag has something in it in posts.
    text = "\n\n".join(f"{one}\n*text*\n</div>" if one.startswith("<") else one for one in written)
    (content / "post.md").write_text(FIELDS + text)
    settings = "PLUGINS = ['sevenlayer.front_matter']\nPATH = 'content'\nTIMEZONE = 'UTC'\nTHEME = 'simple'\n"
    (tmp_path / "pelicanconf.py").write_text(settings)
    result = run_pelican("-s", "pelicanconf.py", "-o", "output", cwd=tmp_path)
    assert result.returncode == 0
    assert result.stderr.count("[markup.python-markdown]") == len(rows)
