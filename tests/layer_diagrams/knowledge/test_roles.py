"""The role for links to a layer, in both languages: what it takes, and what becomes of it when the post's day is known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from sevenlayer.directives import Vocabulary
from sevenlayer.front_matter.dialects import DIALECTS
from sevenlayer.layer_diagrams.roles import add_layer_role
from sevenlayer.readers import MarkupOptions, Post, read_post

from tests.builds.run import run_pelican
from tests.builds.settings import settings_text

FRONT_MATTER = "---\ntitle: A post\ndate: {day}\n---\n"
SPELLINGS = {"md": "{{layer}}`{text}`", "rst": ":layer:`{text}`"}

languages = pytest.mark.parametrize("language", SPELLINGS)


def _read(text: str, language: str) -> Post:
    vocabulary = Vocabulary()
    add_layer_role(vocabulary, {})
    return read_post(
        (FRONT_MATTER.format(day="2024-01-02") + SPELLINGS[language].format(text=text) + "\n").encode(),
        f"post.{language}",
        relative_path=f"post.{language}",
        options=MarkupOptions(content_root=Path(__file__).parent, vocabulary=vocabulary),
        pinned={"": DIALECTS["native"]},
    )


@languages
@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("4", '<a class="layer" href="/layers/#4">layer 4</a>'),
        ("2014/2", '<a class="layer" href="/layers/#2014-2">layer 2 of 2014</a>'),
        ("2014 / 2", '<a class="layer" href="/layers/#2014-2">layer 2 of 2014</a>'),
        ("c", '<a class="layer" href="/layers/#C">layer C</a>'),
        ("the options <2014/2>", '<a class="layer" href="/layers/#2014-2">the options</a>'),
        ("R&D <1>", '<a class="layer" href="/layers/#1">R&amp;D</a>'),
    ],
)
def test_a_layer_becomes_a_link(text: str, html: str, language: str) -> None:
    post = _read(text, language)
    assert post.problems == ()
    assert (post.html or "").strip() == f"<p>{html}</p>"


@languages
@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("/", "the number of the layer is missing", "write a layer's number, as in '4' or '2014/4'"),
        ("/4", "the year of the edition is missing", "write '4', or the year too, as in '2014/4'"),
        ("2014/", "the number of the layer is missing", "write a layer's number, as in '4' or '2014/4'"),
        ("text < >", "the number of the layer is missing", "write a layer's number, as in '4' or '2014/4'"),
        ("2015/1", "there is no edition '2015' of the layers", "there are those of 2013, 2014 and 2017"),
        ("20l4/1", "there is no edition '20l4' of the layers", "there are those of 2013, 2014 and 2017"),
        ("2014/5", "the edition of 2014 has no layer '5'", "it has 0, 1, 2, 3 and 4"),
        ("2014/4/x", "there is no edition '2014/4' of the layers", "there are those of 2013, 2014 and 2017"),
        ("7", "no edition has a layer '7'", "there are 0, 1, 2, 3, 4, 5 and C"),
        ("The Basics", "no edition has a layer 'The Basics'", "there are 0, 1, 2, 3, 4, 5 and C"),
    ],
)
def test_a_layer_that_there_is_not_is_reported(text: str, message: str, hint: str, language: str) -> None:
    post = _read(text, language)
    (problem,) = post.problems
    assert (problem.code, problem.message, problem.hint) == ("markup.bad-role", f"role 'layer': {message}", hint)


@dataclass(frozen=True)
class Built:
    html: str
    listing: str
    report: list[str]


def _build(folder: Path, language: str, day: str, *layers: str, summary: str = "", **settings: object) -> Built:
    (folder / "content").mkdir()
    text = "".join(SPELLINGS[language].format(text=layer) + "\n" for layer in layers)
    fields = f"title: A post\ndate: {day}\nslug: post\n"
    if summary:
        fields += f"summary: '{SPELLINGS[language].format(text=summary)}'\n"
    (folder / f"content/post.{language}").write_text(f"---\n{fields}---\n\nSee\n{text}", "utf-8")
    (folder / "conf.py").write_text(settings_text(PLUGINS=["sevenlayer.layer_diagrams"], **settings), "utf-8")
    result = run_pelican("content", "-o", folder / "output", "-s", "conf.py", cwd=folder)
    (page,) = (folder / "output/blog").glob("*/*/*/post/index.html")
    listing = (folder / "output/index.html").read_text("utf-8")
    return Built(page.read_text("utf-8"), listing, result.stderr.strip().splitlines())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "day", "year"),
    [("md", "2012-01-02", "2013"), ("rst", "2014-10-03", "2014"), ("md", "2024-01-02", "2017")],
)
def test_the_edition_is_that_of_the_posts_time(tmp_path: Path, language: str, day: str, year: str) -> None:
    built = _build(tmp_path, language, day, "4", "the basics <2013/1>")
    assert built.report == []
    assert f'<a class="layer" href="/layers/#{year}-4">layer 4</a>' in built.html
    assert '<a class="layer" href="/layers/#2013-1">the basics</a>' in built.html


@pytest.mark.slow
@languages
def test_a_layer_that_the_time_did_not_have_is_reported_where_it_stands(tmp_path: Path, language: str) -> None:
    built = _build(tmp_path, language, "2014-12-01", "4", "5")
    written = SPELLINGS[language].format(text="5")
    message = "role 'layer': the edition of 2014 has no layer '5', and it was in force on 2014-12-01"
    assert '<span class="problematic">layer 5</span>' in built.html
    assert built.report == [
        f"content/post.{language}:9:1: error: {message} [layer_diagrams.unknown-layer]",
        f"    9 | {written}",
        "      | ^",
        "  hint: it has 0, 1, 2, 3 and 4; to mean another edition write '2017/5'",
        "",
        "1 error in 1 file",
        "The build failed.",
    ]


@pytest.mark.slow
def test_a_post_older_than_all_editions_is_told_so(tmp_path: Path) -> None:
    built = _build(tmp_path, "md", "2012-01-01", "4", "C")
    message = "the edition of 2013 has no layer 'C'; it is the first, and newer than the post of 2012-01-01"
    assert built.report[0] == f"content/post.md:9:1: error: role 'layer': {message} [layer_diagrams.unknown-layer]"


@pytest.mark.slow
def test_a_summary_may_have_layers_too(tmp_path: Path) -> None:
    built = _build(tmp_path, "rst", "2014-12-01", "1", summary="4")
    assert built.report == []
    assert '<a class="layer" href="/layers/#2014-4">layer 4</a>' in built.listing


@pytest.mark.slow
def test_every_place_of_a_layer_that_the_time_did_not_have_is_reported(tmp_path: Path) -> None:
    built = _build(tmp_path, "md", "2014-12-01", "5", "1", "5", summary="5")
    places = [line.partition(" error: ")[0] for line in built.report if " error: " in line]
    assert places == ["content/post.md:5:11:", "content/post.md:9:1:", "content/post.md:11:1:"]


@pytest.mark.slow
def test_without_the_page_links_lead_to_the_posts_of_the_editions(tmp_path: Path) -> None:
    built = _build(tmp_path, "md", "2014-12-01", "4", LAYER_DIAGRAMS_PAGE=False)
    assert built.report == []
    url = "http://hackstack.org/x/blog/2014/10/03/a-funny-thing-happened-on-the-way-to-the-summit/"
    assert f'<a class="layer" href="{url}">layer 4</a>' in built.html
