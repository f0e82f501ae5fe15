"""Syntax of Python-Markdown's extensions in posts that were written for it: what is found, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sevenlayer.diagnostics import Location
from sevenlayer.readers.context import BodyContext

__all__ = ["EXTENSIONS", "HINTS", "Extension", "find_python_markdown"]


@dataclass(frozen=True)
class Extension:
    """An extension of Python-Markdown: whether its syntax is understood here too, and what to write where it is not."""

    is_here: bool
    hint: str = ""


_NOTE = "write ```{note}, the text, and ``` below it"
_DETAILS = "write <details><summary>, the title and </summary>, an empty line, the text, an empty line and </details>"
_CLASSES = "leave out the colon: {.name} right behind a link, an image or code, {#name} at the end of a heading"

#: By the last part of their names; of those in ``extra``, what is here counts.
EXTENSIONS = {
    "abbr": Extension(False, 'write <abbr title="the long form"> where it is used'),
    "admonition": Extension(False, _NOTE),
    "attr_list": Extension(True),
    "codehilite": Extension(True),
    "def_list": Extension(True),
    "extra": Extension(True),
    "fenced_code": Extension(True),
    "footnotes": Extension(True),
    "md_in_html": Extension(
        False, "leave an empty line behind the tag and before its end: Markdown stands between them"
    ),
    "meta": Extension(True),
    "nl2br": Extension(False, "end a line with a backslash to break it"),
    "sane_lists": Extension(True),
    "smarty": Extension(False, "write the characters themselves: “ ” – …"),
    "tables": Extension(True),
    "toc": Extension(False, "write ```{contents} and ``` below it"),
    "wikilinks": Extension(False, "write {post}`name`"),
    # Of pymdownx.
    "details": Extension(False, _DETAILS),
    "highlight": Extension(True),
    "inlinehilite": Extension(False),
    "keys": Extension(False, "write {kbd}`Ctrl+C`"),
    "mark": Extension(False, "write <mark>"),
    "snippets": Extension(False, "put the text into the post"),
    "superfences": Extension(True),
    "tabbed": Extension(False, "write a heading for each"),
    "tilde": Extension(True),
}
HINTS = {name: extension.hint for name, extension in EXTENSIONS.items()} | {"attr_list": _CLASSES}

#: How a paragraph begins that is another block in Python-Markdown, and the extension that makes it one.
_BLOCKS = (
    ("toc", re.compile(r"\[TOC\]\Z")),
    ("admonition", re.compile(r"!!! ?[\w-]+(?: +[\w-]+)*(?: +\"[^\"\n]*\")?$", re.MULTILINE)),
    ("details", re.compile(r"\?\?\?\+?(?: +[\w-]+)*(?: +\"[^\"\n]*\")?$", re.MULTILINE)),
    ("tabbed", re.compile(r"===[+!]? +\"[^\"\n]+\"$", re.MULTILINE)),
    ("snippets", re.compile(r"-+8<-+ +\S.*")),
)
_ABBREVIATION = re.compile(r"\*\[[^\[\]\n]+\]:[ \t]*\S.*")
_ATTRIBUTES = re.compile(r"\{: ?[.#\w][^{}\n]*\}")
# Behind an empty line, Markdown is read here too.
_MARKDOWN_ATTRIBUTE = re.compile(r"""<\w[^<>]*\smarkdown\s*=\s*["']?(?:1|block|span)\b[^<>]*>(?=\s*\S)""")


def find_python_markdown(state: StateCore) -> None:
    """Note in the post's context what stands in it as text and is something else in Python-Markdown."""
    context: BodyContext = state.env["context"]
    for token in state.tokens:
        line = (token.map[0] if token.map else 0) + 1
        if token.type == "html_block" and (match := _MARKDOWN_ATTRIBUTE.search(token.content)):
            context.python_markdown.append(("md_in_html", match[0], context.find(match[0], line)))
        elif token.type in ("inline", "inline_of_heading") and token.map:
            context.python_markdown += _in_paragraph(token, line, context)


def _in_paragraph(paragraph: Token, line: int, context: BodyContext) -> Iterator[tuple[str, str, Location]]:
    text = paragraph.content
    children = paragraph.children or []
    if children and children[0].type == "text":
        for name, pattern in _BLOCKS:
            if match := pattern.match(text):
                yield name, match[0], context.find(match[0], line, line)
    if "*[" in text:
        for number, row in enumerate(text.split("\n"), line):
            if match := _ABBREVIATION.match(row):
                yield "abbr", match[0], context.find(match[0], number, number)
    if "{:" in text:
        last = line + text.count("\n")
        for child in children:
            if child.type == "text":
                for match in _ATTRIBUTES.finditer(child.content):
                    yield "attr_list", match[0], context.find(match[0], line, last)
