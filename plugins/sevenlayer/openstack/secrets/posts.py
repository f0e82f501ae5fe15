"""Warns of secrets that stand in the code of a post."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import islice
from typing import Any

from pelican.contents import Article, Content, Page

from sevenlayer.diagnostics import Code, Location, warning
from sevenlayer.diagnostics.excerpts import find_in_file, source_lines
from sevenlayer.pelican_site.build_state import problems_of
from sevenlayer.pelican_site.content_html import body_html

from .patterns import Secret, find_secrets, may_have_secrets

_LANGUAGE = re.compile(r'[^>]*?\sdata-language="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_HINT = "write a word such as '<password>', and change it wherever it is in use; OPENSTACK_DEMO_SECRETS lets it pass"


def check_settings(sender: Any) -> None:
    """:raises ValueError: the setting is no list of texts; Pelican stops and shows it."""
    read_harmless(sender.settings)


def read_harmless(settings: dict[str, Any]) -> frozenset[str]:
    """Return the values that ``OPENSTACK_DEMO_SECRETS`` lets pass.

    :raises ValueError: the setting is no list of texts.
    """
    values = settings.get("OPENSTACK_DEMO_SECRETS") or ()
    if isinstance(values, str) or not all(isinstance(value, str) for value in values):
        raise ValueError(f"OPENSTACK_DEMO_SECRETS must be a list of texts, not {values!r}")
    return frozenset(values)


def report_secrets_of(content: Content) -> None:
    """Look through the blocks of code of a post or page."""
    if not isinstance(content, Article | Page):
        return
    harmless = read_harmless(content.settings)
    after = 0
    for language, code in blocks_of_code(body_html(content)):
        if secrets := find_secrets(code, language, harmless):
            lines = source_lines(content.source_path)
            first = find_block(lines, code.split("\n"), after)
            for secret in secrets:
                where = _place(content.source_path, lines, secret, first)
                problems_of(content.settings).add(
                    warning(Code.OPENSTACK_SECRET, f"{secret.what} looks like a real secret", where, _HINT),
                )
            after = after if first is None else first + 1


def find_block(lines: Sequence[str], code: Sequence[str], after: int) -> int | None:
    """Return the number of the line, counted from 0 and not below *after*, from which on *lines* have those of *code*.

    The source may have them indented, quoted, or with character references; None where it has them otherwise, or elsewhere.
    """
    wanted = [line.strip() for line in code]
    while wanted and not wanted[-1]:
        wanted.pop()
    for is_same in (_is_line, _is_in_line):
        for first in range(after, len(lines) - len(wanted) + 1):
            if all(map(is_same, wanted, islice(lines, first, None))):
                return first
    return None


def _is_line(code: str, line: str) -> bool:
    return code == line.strip(" \t>")


def _is_in_line(code: str, line: str) -> bool:
    return code in line or code in unescape(line)


def _place(path: str, lines: Sequence[str], secret: Secret, first: int | None) -> Location:
    """Where *secret* stands, of a block that begins in line *first*; without that, where its value stands first."""
    value = secret.value.partition("\n")[0]
    if first is None:
        return find_in_file(path, value)
    column = lines[first + secret.line].find(value)
    return Location(path, first + secret.line + 1, column + 1 if column >= 0 else None)


def blocks_of_code(html: str) -> Iterator[tuple[str, str]]:
    """The language, or an empty text, and the text of each block of code in finished *html* that may have a secret."""
    language, end, begin = "", 0, html.find("<pre")
    while begin >= 0:
        language = _language(html[end:begin], language)
        end = html.find("</pre>", begin)
        end = len(html) if end < 0 else end
        block = html[begin:end]
        if may_have_secrets(block):
            yield language, unescape(_TAG.sub("", block))
        begin = html.find("<pre", end)


def _language(html: str, before: str) -> str:
    """The language of the figure that is open at the end of *html*; *before* is that of the one that is open at its beginning."""
    _rest, tag, figure = html.rpartition("<figure")
    if "</figure>" in figure:
        return ""
    if not tag:
        return before
    found = _LANGUAGE.match(figure)
    return unescape(found[1]) if found else ""
