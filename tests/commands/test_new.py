"""Starting a post, by the command that authors use."""

import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sevenlayer.commands.console import CommandError
from sevenlayer.commands.new_post import MAXIMUM_SLUG_LENGTH, NewPost, clean_title, compose_post, short_slug


def run_new(content: Path, *arguments: str, title: str = "Cells, explained") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sevenlayer", "new", "--content", str(content), *arguments, "--", title],
        cwd=content.parent,
        capture_output=True,
        text=True,
        check=False,
    )


def front_matter(text: str) -> dict[str, object]:
    values = yaml.safe_load(text.removeprefix("---\n").partition("\n---\n")[0])
    assert isinstance(values, dict)
    return values


def test_a_post_gets_its_name_from_date_and_title(tmp_path: Path) -> None:
    result = run_new(tmp_path / "my content", "--date", "2013-07-19")
    path = tmp_path / "my content" / "posts" / "2013-07-19-cells-explained.md"
    assert (result.returncode, result.stdout, result.stderr) == (0, f"{path}\n", "")
    assert path.read_text("utf-8") == (
        "---\n"
        'title: "Cells, explained"\n'
        "date: 2013-07-19\n"
        'category: "Notes"\n'
        "tags: []\n"
        "status: draft\n"
        'summary: ""\n'
        "---\n"
        "\n"
        "Write here. Take the status line away to publish.\n"
    )


def test_a_post_may_be_restructuredtext_and_have_a_time(tmp_path: Path) -> None:
    assert run_new(tmp_path, "--kind", "rst", "--date", "2013-07-19 10:15").returncode == 0
    path = tmp_path / "posts" / "2013-07-19-cells-explained.rst"
    assert "date: 2013-07-19 10:15\n" in path.read_text("utf-8")


def test_a_page_has_neither_date_nor_category(tmp_path: Path) -> None:
    result = run_new(tmp_path, "--page", title="About")
    path = tmp_path / "pages" / "about.md"
    assert (result.returncode, result.stdout) == (0, f"{path}\n")
    assert path.read_text("utf-8") == (
        '---\ntitle: "About"\nstatus: draft\nsummary: ""\n---\n\nWrite here. Take the status line away to publish.\n'
    )
    again = run_new(tmp_path, "--page", "--kind", "rst", title="About")
    assert (again.returncode, again.stderr) == (2, f"new: {path} exists already; choose another title\n")
    refused = run_new(tmp_path, "--page", "--date", "2013-07-19")
    assert refused.stderr == "new: a page has neither date nor category; leave out --page or the other option\n"


def test_a_page_with_a_long_title_says_its_slug(tmp_path: Path) -> None:
    path = Path(run_new(tmp_path, "--page", title="ab " * 60).stdout.strip())
    assert front_matter(path.read_text("utf-8"))["slug"] == path.stem


@pytest.mark.slow
def test_the_preview_is_told_where_the_settings_say_it(tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text("DRAFT_URL = 'd/{slug}/'\nDRAFT_PAGE_URL = 'p/{slug}/'\nPORT = 8123\n")
    result = run_new(tmp_path / "content", "--date", "2013-07-19")
    assert result.stdout == f"{tmp_path}/content/posts/2013-07-19-cells-explained.md\n"
    assert result.stderr == "Preview: sevenlayer serve, then http://127.0.0.1:8123/d/cells-explained/\n"
    page = run_new(tmp_path / "content", "--page", title="About")
    assert page.stderr == "Preview: sevenlayer serve, then http://127.0.0.1:8123/p/about/\n"


def test_without_a_date_a_post_is_of_now(tmp_path: Path) -> None:
    before = datetime.now().replace(second=0, microsecond=0)
    path = Path(run_new(tmp_path).stdout.strip())
    written = re.search(r"^date: (.+)$", path.read_text("utf-8"), re.MULTILINE)
    assert written is not None
    assert before <= datetime.fromisoformat(written[1]) <= datetime.now()


@pytest.mark.parametrize("kind", ["md", "rst"])
def test_a_post_is_never_overwritten(tmp_path: Path, kind: str) -> None:
    first = Path(run_new(tmp_path, "--date", "2013-07-19").stdout.strip())
    first.write_text("precious")
    result = run_new(tmp_path, "--date", "2013-07-19", "--kind", kind)
    assert result.returncode == 2
    assert result.stderr == f"new: {first} exists already; choose another title or date\n"
    assert first.read_text() == "precious"
    assert list(first.parent.iterdir()) == [first]


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "2013-07-19-cells-explained.md").symlink_to(tmp_path / "outside")
    assert run_new(tmp_path, "--date", "2013-07-19").returncode == 2
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize(
    ("title", "arguments", "message"),
    [
        ("", [], 'a post needs a title: sevenlayer new "Cells, explained"'),
        (" \n\t ", [], 'a post needs a title: sevenlayer new "Cells, explained"'),
        ("\udcff", [], "the title is not valid UTF-8"),
        ("Cells", ["--kind", "txt"], "a post is written in md or rst, not 'txt'"),
        ("Cells", ["--date", "yesterday"], "the date is written 2013-07-19 or 2013-07-19 10:15, not 'yesterday'"),
        ("Cells", ["--date", "2013-02-30"], "no such date: '2013-02-30' (day is out of range for month)"),
    ],
)
def test_bad_input_gets_one_message_and_writes_nothing(
    tmp_path: Path, title: str, arguments: list[str], message: str
) -> None:
    result = run_new(tmp_path, *arguments, title=title)
    assert (result.returncode, result.stdout, result.stderr) == (2, "", f"new: {message}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "posts").write_text("a file")
    result = run_new(tmp_path)
    assert (result.returncode, result.stderr) == (1, f"new: File exists: {tmp_path / 'posts'}\n")


@pytest.mark.parametrize(
    "title",
    [
        'She said: "no"',
        "it's # not a comment",
        "- [x] {a: b} & *c !d |e >f %g @h `i`",
        "back\\slash \\n",
        "Größe, 細胞, 🎉",
        "yes",
        "2013",
        "---",
        "null",
    ],
)
def test_a_title_is_read_back_as_it_was_written(tmp_path: Path, title: str) -> None:
    assert front_matter(Path(run_new(tmp_path, title=title).stdout.strip()).read_text("utf-8"))["title"] == title


def test_a_title_of_several_lines_becomes_one_line(tmp_path: Path) -> None:
    result = run_new(tmp_path, title="Cells\nstatus: published\r\n\x85explained\x07")
    assert front_matter(Path(result.stdout.strip()).read_text("utf-8"))["title"] == "Cells status: published explained"


@given(st.text())
def test_whatever_the_title_the_front_matter_is_valid(title: str) -> None:
    try:
        cleaned = clean_title(title)
    except CommandError:
        return
    values = front_matter(compose_post(NewPost(cleaned, "md", date(2013, 7, 19))))
    assert values["title"] == cleaned
    assert values["status"] == "draft"


@given(st.text())
def test_a_slug_is_plain_and_never_empty(title: str) -> None:
    slug = short_slug(title)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= MAXIMUM_SLUG_LENGTH


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Cells, explained", "cells-explained"),
        ("What's new in Nova’s API?", "whats-new-in-novas-api"),
        ("Größe", "grosse"),
        ("細胞", "xi-bao"),
        ("../../etc/passwd", "etc-passwd"),
        ("🎉", "u1f389"),
        ("C++ and C#", "c-plus-plus-and-c-sharp"),
        ("x" * 200, "x" * MAXIMUM_SLUG_LENGTH),
        ("ab " * 60, "-".join(["ab"] * 27)),
    ],
)
def test_slugs(title: str, slug: str) -> None:
    assert short_slug(title) == slug
