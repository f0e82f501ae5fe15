"""What holds for every post, whatever is in it."""

from __future__ import annotations

from pathlib import Path

import pelican.plugins.markup  # noqa: F401 - registers the vocabulary
import pytest
from docutils.parsers.rst import directives, roles
from pelican.plugins.markup.links import is_allowed_url, rewrite_urls
from pelican.plugins.markup.options import MarkupOptions, markup_options
from pelican.plugins.markup.post import Post, read_post

FRONT_MATTER = "---\ntitle: A post\ndate: 2024-01-02\n---\n"


def read(body: str, language: str, content: Path) -> Post:
    path = f"post.{language}"
    options = MarkupOptions(content_root=content.resolve())
    source = (FRONT_MATTER + body).encode()
    return read_post(source, str(content / path), relative_path=path, options=options, pinned={})


@pytest.mark.parametrize(("language", "body"), [("md", "- " * 200 + "x"), ("rst", "* " * 2000 + "x")])
def test_what_is_nested_too_deep_is_an_error_and_not_a_crash(language: str, body: str, tmp_path: Path) -> None:
    post = read(body, language, tmp_path)
    assert [problem.code for problem in post.problems] == ["markup.too-deep"]
    assert post.problems[0].severity.value == "error"


def test_what_was_found_before_a_post_turned_out_too_deep_is_kept(tmp_path: Path) -> None:
    post = read(":nosuch:`x`\n\n" + "* " * 2000 + "x", "rst", tmp_path)
    assert [problem.code for problem in post.problems] == ["markup.unknown-role", "markup.too-deep"]


def test_a_role_that_one_post_makes_is_unknown_to_the_next(tmp_path: Path) -> None:
    first = read(".. role:: shout\n   :class: loud\n\n:shout:`x`\n", "rst", tmp_path)
    second = read(":shout:`x`\n", "rst", tmp_path)
    assert not first.problems
    assert [problem.message for problem in second.problems] == ["unknown role 'shout'"]


def test_a_default_role_does_not_reach_the_next_post(tmp_path: Path) -> None:
    read(".. default-role:: strong\n\n`x`\n", "rst", tmp_path)
    assert read("`x`\n", "rst", tmp_path).html == "<p><cite>x</cite></p>\n"


def test_docutils_keeps_its_own_vocabulary(tmp_path: Path) -> None:
    tables = vars(roles)["_roles"], vars(directives)["_directives"]
    before = [dict(table) for table in tables]
    read(".. note:: x\n\n:kbd:`x` :abbr:`x (y)`\n", "rst", tmp_path)
    assert [dict(table) for table in tables] == before


def test_a_configuration_file_of_docutils_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docutils.conf").write_text("[general]\ninitial_header_level: 4\n[parsers]\nraw_enabled: false\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DOCUTILSCONFIG", str(tmp_path / "docutils.conf"))
    assert '<h2 id="one">' in str(read("One\n===\n\nText\n", "rst", tmp_path).html)


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    body = "# A\n\n{math}`x` [^1]\n\n| a |\n| - |\n\n[^1]: n\n"
    assert read(body, "md", tmp_path) == read(body, "md", tmp_path)


def test_a_file_included_by_itself_is_reported(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").write_text(".. include:: loop.txt\n")
    post = read(".. include:: loop.txt\n", "rst", tmp_path)
    assert post.html is not None
    assert "circular inclusion" in " ".join(problem.message for problem in post.problems)


def test_problems_of_an_included_file_have_its_name_and_line(tmp_path: Path) -> None:
    (tmp_path / "part.txt").write_text("Fine.\n\n:nosuch:`x`\n")
    post = read("Before.\n\n.. include:: part.txt\n", "rst", tmp_path)
    wheres = [problem.where for problem in post.problems]
    assert [(Path(where.path).name, where.line) for where in wheres if where] == [("part.txt", 3)]


def test_control_characters_never_reach_the_page(tmp_path: Path) -> None:
    for language, body in (("md", "a&#1;b &#xD800; &#xFFFE;"), ("rst", "|x|\n\n.. |x| unicode:: 0x01 0xD800\n")):
        html = str(read(body, language, tmp_path).html)
        assert not [c for c in html if ord(c) < 32 and c != "\n"]
        html.encode("utf-8")


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("/x", True),
        ("x:y", False),
        ("https://example.org", True),
        ("mailto:a@example.org", True),
        ("{filename}x.md", True),
        ("#a:b", True),
        ("?a:b", True),
        ("java\nscript:x", False),
        (" javascript:x", False),
        ("\x01javascript:x", False),
        ("JAVASCRIPT:x", False),
        ("data:image/png;base64,x", False),
    ],
)
def test_only_addresses_that_show_something_are_allowed(url: str, allowed: bool) -> None:
    assert is_allowed_url(url) is allowed


def test_addresses_are_rewritten_and_all_else_is_kept() -> None:
    html = (
        "<p title=x>&amp;&#39;<!-- c --> "
        '<a href="/a?b=1&amp;c=2">A</a>'
        "<img src='/i.png' srcset=\"/i.png 1x, /j.png 2x\"><br /></p>"
    )
    rewritten = rewrite_urls(html, lambda element, attribute, url: f"https://example.org{url}")
    assert rewritten == (
        "<p title=x>&amp;&#39;<!-- c --> "
        '<a href="https://example.org/a?b=1&amp;c=2">A</a>'
        '<img src="https://example.org/i.png" srcset="https://example.org/i.png 1x, https://example.org/j.png 2x"><br /></p>'
    )


def test_a_wrong_setting_is_said(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="MARKUP_RAW_HTML must be one of 'sanitise', 'trust', 'refuse', not 'yes'"):
        markup_options({"PATH": str(tmp_path), "MARKUP_RAW_HTML": "yes"})
