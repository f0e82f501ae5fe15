"""What holds for every post, whatever is in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

import pytest
import sevenlayer.readers  # noqa: F401 - registers the vocabulary
from docutils.parsers.rst import directives, roles
from sevenlayer.diagnostics import Location
from sevenlayer.document.links import is_allowed_url, rewrite_urls
from sevenlayer.document.locate import OffsetLocator, UrlLocator
from sevenlayer.front_matter.dialects import DIALECTS
from sevenlayer.readers import MarkupOptions, Post, read_html_post, read_post

FRONT_MATTER = "---\ntitle: A post\ndate: 2024-01-02\n---\n"


def read(body: str, language: str, content: Path) -> Post:
    path = f"post.{language}"
    options = MarkupOptions(content_root=content.resolve())
    source = (FRONT_MATTER + body).encode()
    return read_post(source, str(content / path), relative_path=path, options=options, pinned={})


def places(post: Post) -> list[str]:
    """The post's references, each with its place; lines count from the body."""
    offset = FRONT_MATTER.count("\n")
    return [f"{one.where.line - offset}:{one.where.column} {one.url}" for one in post.references if one.where.line]


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


def read_as_jekyll(body: str, content: Path) -> Post:
    options = MarkupOptions(content_root=content.resolve())
    source = (FRONT_MATTER + body).encode()
    pinned = {"": DIALECTS["jekyll"]}
    return read_post(source, str(content / "post.md"), relative_path="post.md", options=options, pinned=pinned)


def test_each_liquid_address_in_html_has_its_place(tmp_path: Path) -> None:
    body = (
        'Text.\n\n<p><a href="{{ site.url }}/one/">x</a> <a href="{{ site.url }}/two/">y</a>\n'
        '<a href="{{ site.url }}/one/">z</a></p>\n\n<p>Text <a href="{{ site.url }}/three/">z</a>\n'
        '<img alt="" src="/i.png"></p>\n'
    )
    assert places(read_as_jekyll(body, tmp_path)) == [
        "3:13 /one/",
        "3:49 /two/",
        "4:10 /one/",
        "6:18 /three/",
        "7:18 /i.png",
    ]


def test_liquid_in_html_is_understood_beside_character_references_and_in_addresses_alone(tmp_path: Path) -> None:
    post = read_as_jekyll(
        '<p><a href="{{ site.url }}/?a=1&amp;b=2" title="{{ site.url }}/?a=1&amp;b=2">{{ site.url }}/?a=1&amp;b=2</a></p>\n',
        tmp_path,
    )
    assert post.html == (
        '<p><a href="/?a=1&amp;b=2" title="{{ site.url }}/?a=1&amp;b=2">{{ site.url }}/?a=1&amp;b=2</a></p>\n'
    )
    assert places(post) == ["1:13 /?a=1&b=2"]


def test_what_is_left_out_behind_a_liquid_address_or_a_comment_has_its_place(tmp_path: Path) -> None:
    post = read_as_jekyll('<div><a href="{{ site.url }}/x">x</a> <!-- c --> <main>\n<nosuch></div>\n', tmp_path)
    wheres = [(problem.where.line, problem.where.column) for problem in post.problems if problem.where]
    assert wheres == [(6, 1), (5, 50)]


def test_an_address_in_html_is_found_where_it_is_one(tmp_path: Path) -> None:
    body = '<p title="/a"><a href="hre">x</a> <img title="/a.png" alt="/a.png" src="/a.png" srcset="/a.png 1x, /b.png 2x"></p>\n'
    assert places(read(body, "md", tmp_path)) == ["1:24 hre", "1:73 /a.png", "1:89 /a.png", "1:100 /b.png"]


def test_links_in_inline_footnotes_have_their_place(tmp_path: Path) -> None:
    body = (
        "First.\n\nSecond,\nthird.^[A note [x](one)\nin ^[one with [y](two)] lines [z](three).]\n\n"
        "> Quoted [u](four)^[[v](five)].\n\n| a |\n| - |\n| ![b^[[w](six)]](i.png) |\n\n"
        "Fourth.[^1]\n\n[^1]: Below ^[of [t](seven)].\n"
    )
    found = places(read(body, "md", tmp_path))
    assert sorted(found, key=lambda one: int(one.partition(":")[0])) == [
        "4:20 one",
        "5:35 three",
        "5:19 two",
        "7:14 four",
        "7:25 five",
        "11:19 i.png",
        "11:12 six",
        "15:22 seven",
    ]


class CountedLines(Sequence[str]):
    """Lines that count how often one is looked at."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.looks = 0

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        self.looks += 1
        return self.lines[index]

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)


@pytest.mark.parametrize("backwards", [False, True])
def test_a_paragraph_is_not_gone_through_for_each_of_its_addresses(backwards: bool) -> None:
    lines = CountedLines([f"`a <https://example.org/{number}>`__" for number in range(1000)])
    finder = UrlLocator(lines)
    numbers = range(999, -1, -1) if backwards else range(1000)
    found = [finder.in_lines(f"https://example.org/{number}", 1, 1000) for number in numbers]
    assert found == [(number + 1, 5) for number in numbers]
    assert finder.in_lines("https://example.net/", 1, 1000) is None
    assert lines.looks <= 3 * 1000


def test_a_line_of_html_is_not_looked_for_again_for_each_of_its_addresses() -> None:
    lines = CountedLines(["> " + "<a>" * 1000, "> <b>"])
    places = OffsetLocator("<a>" * 1000 + "\n<b>", lines, 1)
    assert [places.at(3 * number) for number in range(1000)] == [(1, 3 * number + 3) for number in range(1000)]
    assert places.at(3001) == (2, 3)
    assert lines.looks == 2


def test_a_tag_over_several_lines_has_its_addresses_where_they_stand(tmp_path: Path) -> None:
    body = (
        'A <a href="/a">a</a>\n<a class="x"\n   href="/b">b</a> <a\nhref="/c">c</a>\n\n> quoted <a\n> href="/d">d</a>\n'
    )
    assert places(read(body, "md", tmp_path)) == ["1:12 /a", "3:10 /b", "4:7 /c", "7:9 /d"]


def test_one_address_in_a_definition_and_in_links_has_all_its_places(tmp_path: Path) -> None:
    body = "See `one`__.\n\n__ cells\n\nAnd `two <cells>`__.\n\n* `three <cells>`__\n"
    assert places(read(body, "rst", tmp_path)) == ["3:4 cells", "5:11 cells", "7:11 cells"]


@pytest.mark.parametrize("url", ["http://ex.org:99999/", "https://ex.org:port/", "http://%00/", "http://xn--/"])
def test_an_address_that_no_browser_can_read_is_an_error(url: str, tmp_path: Path) -> None:
    for language, body in (("md", f"[a]({url})"), ("md", f'<a href="{url}">a</a>'), ("rst", f"`a <{url}>`__")):
        post = read(body + "\n", language, tmp_path)
        assert [problem.code for problem in post.problems] == ["markup.bad-url"], (language, body)
        assert f"'{url}' is not a valid URL" in post.problems[0].message


def test_html_posts_have_the_same_frames_and_warnings(tmp_path: Path) -> None:
    body = (
        '<p><iframe src="http://player.vimeo.com/video/1"></iframe>\n<iframe src="http://evil.example/"></iframe>\n'
        "<iframe></iframe> <big>typed</big> <none>\n<b>bold</p>"
    )
    head = '<title>A post</title><meta name="date" content="2024-01-02">'
    source = f"<html><head>{head}</head>\n<body>\n{body}\n</body></html>"
    post = read_html_post(source.encode(), str(tmp_path / "post.html"), MarkupOptions(content_root=tmp_path))
    assert (post.html or "").strip() == (
        '<p><iframe src="https://player.vimeo.com/video/1"></iframe>\n'
        '<a href="http://evil.example/">http://evil.example/</a>\n'
        " typed &lt;none&gt;\n<b>bold</b></p><b>\n</b>"
    )
    assert [
        (one.where.line, one.where.column, one.message, one.hint)
        for one in sorted(post.problems, key=lambda one: one.sort_key)
        if one.where
    ] == [
        (
            4,
            1,
            "<iframe> from 'http://evil.example/' is not allowed; it is replaced with a link",
            "add the host to MARKUP_FRAME_HOSTS",
        ),
        (5, 1, "<iframe> without 'src' is removed", None),
        (5, 19, "<big> is obsolete; its tags are removed", 'write <span style="font-size: larger">'),
        (5, 36, "'<none>' is not an HTML element; it is shown as text", "write '&lt;none&gt;'"),
        (6, 1, "unclosed <b>", "write </b> where it ends"),
    ]


def test_a_summary_knows_no_notes_of_its_post(tmp_path: Path) -> None:
    source = '---\ntitle: A post\ndate: 2024-01-02\nsummary: "Short.[^note]"\n---\nText.[^note]\n\n[^note]: A note.\n'
    options = MarkupOptions(content_root=tmp_path)
    post = read_post(source.encode(), str(tmp_path / "a.md"), relative_path="a.md", options=options, pinned={})
    assert post.metadata["summary"] == "<p>Short.[^note]</p>"
    assert [(one.where, one.message, one.hint) for one in post.problems] == [
        (
            Location(str(tmp_path / "a.md"), 4, 17),
            "undefined footnote 'note'; it is shown as text",
            "remove it: a summary cannot refer to footnotes of the post",
        )
    ]
