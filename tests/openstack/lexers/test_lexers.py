"""What the lexers make of texts: one file of cases per dialect.

A case reads::

    == what it shows
    -- text
    the text
    -- tokens
    Name.Variable 'HOST_IP'

The file is called as the lexer's first alias. Tokens stand as Python writes strings, one in a line.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments.lexer import Lexer
from pygments.token import Error
from sevenlayer.openstack.lexers import ADDITIONS

CASES = Path(__file__).parent / "cases"
BY_ALIAS: dict[str, type[Lexer]] = {lexer_class.aliases[0]: lexer_class for lexer_class in ADDITIONS}
CASE = re.compile(
    r"^== (?P<title>.+)\n-- text\n(?P<text>(?s:.*?))^-- tokens\n(?P<tokens>(?s:.*?))(?=^== |\Z)", re.MULTILINE
)
ALL = [
    pytest.param(path, case["title"], case["text"], case["tokens"], id=f"{path.stem}: {case['title']}")
    for path in sorted(CASES.glob("*.txt"))
    for case in CASE.finditer(path.read_text("utf-8"))
]

#: What the lexers look for, whole and in parts.
PIECES = [
    *"[]{}()|+-=:,;#$'\"`\\<>!&*%@?.",
    *(
        "\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "   ",
        "\u2028",
        "é",
        "a",
        "OS::Nova::Server",
        "get_param: ",
        "key: |\n",
        "- ",
        "--- ",
    ),
    *(
        "[[local|localrc]]\n",
        "[[post-config|$NOVA_CONF]]\n",
        "[DEFAULT]\n",
        "key = ",
        "${x}",
        "$(",
        "$((",
        "<<EOF",
        "EOF\n",
    ),
    *(
        "2023-10-16 09:12:44.318 4 INFO nova.api [",
        "req-5f0c1d5e-7a44-4c0f-8a55-0f6a3c9d2b11",
        "\x1b[0;1m",
        "[instance: ",
    ),
    *(
        "$ openstack ",
        "(openstack) ",
        "[a@b ~]# ",
        "> ",
        "+--+\n",
        "| a | b |\n",
        "{\n",
        "]\n",
        "10.0.0.1",
        "::1",
        "http://",
    ),
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def lex(lexer_class: type[Lexer], text: str) -> list[tuple[object, str]]:
    return list(lexer_class(stripnl=False, ensurenl=False).get_tokens(text))


def tokens_as_text(lexer_class: type[Lexer], text: str) -> str:
    return "".join(f"{str(token).removeprefix('Token.')} {value!r}\n" for token, value in lex(lexer_class, text))


@pytest.mark.parametrize(("path", "title", "text", "tokens"), ALL)
def test_text_becomes_the_expected_tokens(
    path: Path, title: str, text: str, tokens: str, update_expected: bool
) -> None:
    found = tokens_as_text(BY_ALIAS[path.stem], text)
    if update_expected:
        update(path, title, found)
        return
    assert found == tokens
    assert "Error '" not in found.replace("Generic.Error", "")


def update(path: Path, title: str, tokens: str) -> None:
    def with_tokens(case: re.Match[str]) -> str:
        shown = tokens if case["title"] == title else case["tokens"]
        return f"== {case['title']}\n-- text\n{case['text']}-- tokens\n{shown}"

    path.write_text(CASE.sub(with_tokens, path.read_text("utf-8")), "utf-8")


def test_every_lexer_has_cases() -> None:
    assert {path.stem for path in CASES.glob("*.txt")} == set(BY_ALIAS)


@pytest.mark.parametrize("lexer_class", ADDITIONS)
@settings(deadline=None)
@given(text=TEXTS)
def test_any_text_is_kept_without_an_error(lexer_class: type[Lexer], text: str) -> None:
    position = 0
    for start, token, value in lexer_class().get_tokens_unprocessed(text):
        assert start == position
        assert text[start : start + len(value)] == value
        assert token is not Error
        position += len(value)
    assert position == len(text)


@pytest.mark.parametrize("lexer_class", ADDITIONS)
@pytest.mark.parametrize("text", ["", "\n", "no newline at the end", "one\n\ttwo\n\n", "naïve — 雲\n"])
def test_text_is_kept_as_pygments_hands_it_out(lexer_class: type[Lexer], text: str) -> None:
    assert "".join(value for _, value in lex(lexer_class, text)) == text


@pytest.mark.parametrize(("path", "title", "text", "tokens"), ALL)
def test_line_ends_of_windows_change_nothing(path: Path, title: str, text: str, tokens: str) -> None:
    assert tokens_as_text(BY_ALIAS[path.stem], text.replace("\n", "\r\n")) == tokens
