"""Posts that are wrong, each alone beside a good one: reported with place and hint, and never more than themselves lost.

With ``--update-expected`` the cases' reports and exit statuses are written anew; review the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .builds import GOOD_PAGE, Build, build_by_command, build_site
from .case_files import Case, read_cases, write_case_file
from .harmless import VERDICT, assert_harmless

CASES = read_cases(Path(__file__).parent / "cases")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.source.stem}: {case.title}")
def test_bad_post(case: Case, tmp_path: Path, update_expected: bool) -> None:
    case.lay_out(tmp_path)
    build = build_site(tmp_path)
    assert_harmless(build)
    if update_expected:
        accept(case, build)
    assert report_of(build) == case.report
    assert build.status == case.status
    assert [fact for fact in case.facts if not holds(fact, build)] == []
    for post in case.posts:
        assert f"content/{post}" in build.report or any(fact.startswith("+ ") for fact in case.facts), "silence"


def accept(case: Case, build: Build) -> None:
    case.status = build.status
    case.report = report_of(build)
    write_case_file(case.source, [each for each in CASES if each.source == case.source])


def report_of(build: Build) -> str:
    return build.report.removeprefix("\n").removesuffix(VERDICT)


def holds(fact: str, build: Build) -> bool:
    """Whether a line of ``-- output`` is true."""
    wanted, _, rest = fact.partition(" ")
    name, _, text = rest.partition(": ")
    path = build.output / name
    found = text in path.read_text("utf-8") if text and path.is_file() else path.is_file()
    return found == (wanted == "+")


BY_COMMAND = (
    "broken YAML: a colon in a value",
    "save_as that climbs",
    "include of a host's file",
    "a script in the title",
)


@pytest.mark.slow
@pytest.mark.parametrize("title", BY_COMMAND)
def test_the_pelican_command_says_the_same(title: str, tmp_path: Path) -> None:
    (case,) = (case for case in CASES if case.title == title)
    case.lay_out(tmp_path)
    build = build_by_command(tmp_path)
    assert_harmless(build)
    assert report_of(build) == case.report
    assert build.status == case.status


def test_a_link_in_a_circle_ends(tmp_path: Path) -> None:
    (tmp_path / "site" / "content" / "posts").mkdir(parents=True)
    (tmp_path / "site" / "content" / "posts" / "loop").symlink_to("..")
    build = build_site(tmp_path)
    assert_harmless(build)
    assert "content/posts/loop/posts/good.md: error: 'posts/good.md' is written to the same URL" in build.report


@pytest.mark.parametrize("name", ["posts/bad.html", "posts/bad.htm", "pages/bad.html"])
def test_html_files_are_no_way_round_the_cleaning_of_posts(tmp_path: Path, name: str) -> None:
    path = tmp_path / "site" / "content" / name
    path.parent.mkdir(parents=True)
    head = '<title>Cells</title><meta name="date" content="2024-01-02">'
    path.write_text(f"<html><head>{head}</head><body><script>alert(1)</script></body></html>\n", "utf-8")
    build = build_site(tmp_path)
    assert_harmless(build)
    assert f"content/{name}" in build.report


@pytest.mark.parametrize("name", ["posts/bad.md", "posts/bad.rst", "images/bad.png"])
def test_a_file_that_may_not_be_read_is_reported(tmp_path: Path, name: str) -> None:
    path = tmp_path / "site" / "content" / name
    path.parent.mkdir(parents=True)
    path.write_text("---\ntitle: Cells\n---\n", "utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    build = build_site(tmp_path)
    assert_harmless(build)
    assert f"content/{name}: error: " in build.report
    assert build.status == 1


def test_files_are_not_published_from_beside_the_content_folder(tmp_path: Path) -> None:
    """Wherever the output folder is: what ``..`` means from there is another place."""
    site = tmp_path / "site"
    (site / "content" / "posts").mkdir(parents=True)
    (site / "settings.txt").write_text("SECRET-OF-THE-HOST\n", "utf-8")
    links = " ".join(
        f"[x]({{static}}{path})" for path in ("../../settings.txt", "/../settings.txt", "/images/../../settings.txt")
    )
    (site / "content" / "posts" / "bad.md").write_text(f"---\ntitle: Cells\ndate: 2024-01-02\n---\n{links}\n", "utf-8")
    build = build_site(tmp_path, output="deep/down/output")
    assert (site / "deep" / "down" / "output" / GOOD_PAGE).is_file()
    assert [path for path in site.rglob("settings.txt") if path.parent != site] == []
    assert "error: '../settings.txt' lies outside the content folder" in build.report
