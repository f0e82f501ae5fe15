"""What a site that was written for Python-Markdown is told: each extension once, at the first of its uses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pelican.settings import DEFAULT_CONFIG
from sevenlayer.readers.options import MarkupOptions
from sevenlayer.readers.post import Post, read_post
from sevenlayer.readers.python_markdown import setting_problems, syntax_problems

FRONT_MATTER = "Title: A post\nDate: 2024-01-02\n\n"
FIRST_LINE = 4


def read(folder: Path, body: str, name: str = "post.md") -> Post:
    options = MarkupOptions(content_root=folder.resolve())
    return read_post((FRONT_MATTER + body).encode(), name, relative_path=name, options=options, pinned={})


@pytest.mark.parametrize(
    ("body", "place", "message", "hint"),
    [
        (
            "[TOC]\n",
            (4, 1),
            "'[TOC]' is for Python-Markdown's extension 'toc', and shown as it is",
            "write ```{contents} and ``` below it",
        ),
        (
            "The HTML way.\n\n*[HTML]: Hypertext Markup Language\n",
            (6, 1),
            "'*[HTML]: Hypertext Markup Language' is for Python-Markdown's extension 'abbr', and shown as it is",
            'write <abbr title="the long form"> where it is used',
        ),
        (
            '!!! note "Mind"\n    The gap.\n',
            (4, 1),
            "'!!! note \"Mind\"' is for Python-Markdown's extension 'admonition', and shown as it is",
            "write ```{note}, the text, and ``` below it",
        ),
        (
            "???+ note\n    The gap.\n",
            (4, 1),
            "'???+ note' is for Python-Markdown's extension 'details', and shown as it is",
            "write <details><summary>, the title and </summary>, an empty line, the text, an empty line and </details>",
        ),
        (
            '=== "Debian"\n    apt\n',
            (4, 1),
            "'=== \"Debian\"' is for Python-Markdown's extension 'tabbed', and shown as it is",
            "write a heading for each",
        ),
        (
            '--8<-- "more.md"\n',
            (4, 1),
            "'--8<-- \"more.md\"' is for Python-Markdown's extension 'snippets', and shown as it is",
            "put the text into the post",
        ),
        (
            "Two\nlines {: .wide #two }\n",
            (5, 7),
            "'{: .wide #two }' is for Python-Markdown's extension 'attr_list', and shown as it is",
            "leave out the colon: {.name} right behind a link, an image or code, {#name} at the end of a heading",
        ),
        (
            '<div markdown="1">\n*Text*\n</div>\n',
            (4, 1),
            "'<div markdown=\"1\">' is for Python-Markdown's extension 'md_in_html', and what it stands round is shown as it is",
            "leave an empty line behind the tag and before its end: Markdown stands between them",
        ),
    ],
)
def test_an_extension_in_use_is_a_warning_at_its_place(
    tmp_path: Path, body: str, place: tuple[int, int], message: str, hint: str
) -> None:
    post = read(tmp_path, body)
    assert post.problems == ()
    (problem,) = syntax_problems([post])
    assert problem.where is not None
    assert (problem.where.line, problem.where.column) == place
    assert str(problem.code) == "markup.python-markdown"
    assert (problem.severity.value, problem.message, problem.hint) == ("warning", message, hint)


@pytest.mark.parametrize(
    "body",
    [
        "    [TOC]\n",
        "`[TOC]`\n",
        "[TOC]\n\n[TOC]: https://example.org/\n",
        "See [TOC] there.\n",
        "```\n*[HTML]: Hypertext\n!!! note\n{: .wide }\n```\n",
        "Stop!!! now\n\n!!!\n\n??? What?\n",
        '<div markdown="1">\n\n*Text*\n\n</div>\n',
        "`{: .wide }`\n",
        "## Heading {#own}\n\n| a |\n|---|\n| 1 |\n\nText.[^1]\n\n[^1]: Note.\n\nTerm\n: Text\n\n~~~python\nx\n~~~\n",
    ],
)
def test_what_only_looks_like_one_is_none(tmp_path: Path, body: str) -> None:
    post = read(tmp_path, body)
    assert post.python_markdown == ()
    assert post.problems == ()


def test_each_extension_is_told_once_with_the_number_of_its_uses(tmp_path: Path) -> None:
    posts = [read(tmp_path, body, name) for name, body in (("b.md", "[TOC]\n"), ("a.md", "x\n\n[TOC]\n\n{: .a}\n"))]
    posts.append(read(tmp_path, "[TOC]\n\n!!! note\n    Text.\n", "c.md"))
    assert [
        f"{problem.where}: {problem.message.partition(' extension ')[2]}" for problem in syntax_problems(posts)
    ] == [
        "c.md:6:1: 'admonition', and shown as it is",
        "a.md:8:1: 'attr_list', and shown as it is",
        "a.md:6:1: 'toc', and shown as it is (and so are 2 more)",
    ]


def said(setting: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    problems = setting_problems({"MARKDOWN": setting}, None)
    assert {str(problem.code) for problem in problems} <= {"markup.markdown-setting"}
    return [(problem.severity.value, problem.message, problem.hint) for problem in problems]


NOT_USED = "MARKDOWN is not used: Sevenlayer reads Markdown by itself"
KEEP = "to have Python-Markdown read the posts, set READERS = {'md': pelican.readers.MarkdownReader}"


def test_a_setting_is_told_by_its_extensions() -> None:
    class Own:
        """An extension that is an object."""

    setting = {"extensions": ["markdown.extensions.tables", "nl2br", "toc(permalink=true)", Own()]}
    setting["extension_configs"] = {"markdown.extensions.codehilite": {"linenums": True}, "pymdownx.magiclink": {}}
    assert said(setting) == [
        (
            "warning",
            NOT_USED
            + "; 'codehilite' and 'tables' are understood, and 'magiclink', 'nl2br', 'test_python_markdown' and 'toc' are not",
            "for 'nl2br' end a line with a backslash to break it; for 'toc' write ```{contents} and ``` below it; "
            + KEEP,
        )
    ]
    assert said({"extensions": ["extra"]}) == [
        (
            "info",
            "MARKDOWN is not used: Sevenlayer reads Markdown by itself; 'extra' is understood",
            "the setting can go",
        )
    ]
    assert said({"output_format": "xhtml"}) == [("info", NOT_USED, "the setting can go")]


@pytest.mark.parametrize(
    "setting",
    [DEFAULT_CONFIG["MARKDOWN"], {**DEFAULT_CONFIG["MARKDOWN"], "extensions": ["markdown.extensions.meta"]}, {}],
)
def test_nothing_is_said_where_the_site_has_no_setting_of_its_own(setting: dict[str, Any]) -> None:
    assert said(setting) == []
