"""What case files cannot show: bytes, file systems, and the objects that Pelican gets."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest
from pelican.contents import Article, Page
from pelican.settings import DEFAULT_CONFIG
from sevenlayer.diagnostics import Location
from sevenlayer.front_matter.decode import MAX_BYTES, read_source
from sevenlayer.front_matter.dialects import read_dialect_setting
from sevenlayer.front_matter.metadata import read_metadata
from sevenlayer.front_matter.read import FrontMatter, read_front_matter
from sevenlayer.front_matter.schema import BY_NAME
from sevenlayer.front_matter.slugs import MAX_NAME, is_slug, make_slug
from sevenlayer.front_matter.yaml import YamlError, parse_yaml
from sevenlayer.pelican_site.metadata import pelican_metadata


def read(raw: bytes, name: str = "a.md") -> FrontMatter:
    return read_front_matter(raw, name, relative_path=name, markdown=name.endswith(".md"), pinned={})


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["bare", "BOM"])
def test_line_ends_and_byte_order_marks_change_nothing(end: bytes, mark: bytes) -> None:
    front = read(mark + b"---\ntitle: A\ndate: soon\n---\nText.\n".replace(b"\n", end))
    assert front.metadata is not None
    assert front.metadata.values == {"title": "A"}
    assert front.metadata.where == {"title": Location("a.md", 2, 8)}
    assert [problem.where for problem in front.problems] == [Location("a.md", 3, 7)]
    assert front.body == "\n\n\n\nText.\n"


def test_a_body_has_the_line_numbers_of_its_file() -> None:
    raw = b"\n\n---\ntitle: A\ntags:\n  - a\n---\n\nOne.\n\nTwo.\n"
    front = read(raw)
    assert front.body is not None
    for number, line in enumerate(raw.decode().split("\n"), 1):
        if line in ("One.", "Two."):
            assert front.body.split("\n")[number - 1] == line


def test_a_post_in_restructuredtext_without_yaml_keeps_its_docinfo() -> None:
    text = "Title\n=====\n\n:date: 2013-07-19\n\nText.\n"
    front = read(text.encode(), "a.rst")
    assert (front.metadata, front.body, front.problems) == (None, text, ())


def test_values_of_one_field_have_one_meaning_whatever_yaml_says() -> None:
    fields = parse_yaml(
        "date: 2013-07-19 10:15\nmodified: 2013-11-10 11:10:00\ntitle: No\ntags: [12:30, 0o7, yes]", "a.md"
    )
    values = read_metadata(fields, "a.md").values
    assert values["date"] == datetime.datetime(2013, 7, 19, 10, 15)
    assert values["modified"] == datetime.datetime(2013, 11, 10, 11, 10)
    assert values["title"] == "No"
    assert values["tags"] == ["12:30", "0o7", "yes"]


@pytest.mark.parametrize("kind", [Article, Page])
def test_no_field_can_replace_what_is_pelicans_own(kind: type) -> None:
    date = datetime.datetime(2013, 7, 19)
    content = kind("text", {"title": "A", "date": date}, dict(DEFAULT_CONFIG), "a.md", {})
    own = {name for name in dir(content) if name not in BY_NAME}
    for name in sorted(own):
        found = read_metadata(parse_yaml(f"title: A\n{name}: mine", "a.md"), "a.md")
        assert name not in found.values
        assert "front_matter.reserved-key" in [problem.code for problem in found.problems]


def test_an_alias_counts_as_often_as_it_is_used() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    with pytest.raises(YamlError, match="more than 10,000 values"):
        parse_yaml("\n".join(lines), "a.md")


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ([], "must be a dict"),
        ({"old": "wordpress"}, "there is no dialect 'wordpress'"),
        ({"old": {"separator": " "}}, "must be a dialect's name"),
        ({"old": {"dialect": "jekyll", "separator": ";"}}, "the separator must be"),
        ({"old": {"dialect": "jekyll", "seperator": " "}}, "must be a dialect's name"),
    ],
)
def test_a_wrong_setting_of_dialects_says_what_is_wrong(setting: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_dialect_setting(setting)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Cells, Explained!", "cells-explained"),
        ("C++ and C# and C", "c-plus-plus-and-c-sharp-and-c"),
        ("Ada’s cells", "adas-cells"),
        ("Überblick", "uberblick"),
        ("облака", "oblaka"),
        ("!?", "u0021-u003f"),
        ("", "untitled"),
        ("../../x", "x"),
        ("w" * 999, "w" * MAX_NAME),
        ("w" * (MAX_NAME - 1) + " w", "w" * (MAX_NAME - 1)),
    ],
)
def test_every_text_has_a_slug(text: str, slug: str) -> None:
    assert make_slug(text) == slug
    assert is_slug(slug)


def test_a_title_is_text_everywhere() -> None:
    made = pelican_metadata({"title": "<b> & co"}, dict(DEFAULT_CONFIG))
    assert made["title"] == "&lt;b&gt; &amp; co"
    assert made["title"].__html__() == made["title"]


def test_names_with_one_slug_are_one() -> None:
    made = pelican_metadata({"tags": ["Nova", "nova", "!", "?"]}, dict(DEFAULT_CONFIG))
    assert [(tag.name, tag.slug) for tag in made["tags"]] == [("Nova", "nova"), ("!", "u0021"), ("?", "u003f")]


def test_a_source_is_read_only_below_the_content_folder(tmp_path: Path) -> None:
    root = (tmp_path / "content").resolve()
    root.mkdir()
    (tmp_path / "outside.md").write_text("secret")
    (root / "inside.md").write_text("text")
    (root / "link.md").symlink_to("inside.md")
    (root / "out.md").symlink_to("../outside.md")
    (root / "gone.md").symlink_to("nowhere.md")
    (root / "folder.md").mkdir()
    os.mkfifo(root / "pipe.md")
    found = {path.name: read_source(str(path), root) for path in root.iterdir()}
    assert {name: raw for name, (raw, _problems) in found.items() if raw is not None} == {
        "inside.md": b"text",
        "link.md": b"text",
    }
    codes = {name: problems[0].code for name, (_raw, problems) in found.items() if problems}
    assert codes == {
        "out.md": "source.outside",
        "gone.md": "source.unreadable",
        "folder.md": "source.unreadable",
        "pipe.md": "source.not-a-file",
    }


def test_no_more_is_read_than_a_post_may_have(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES * 3)
    raw, problems = read_source(str(path), tmp_path.resolve())
    assert raw is not None
    assert len(raw) == MAX_BYTES + 1
    assert problems == ()
