"""Warns of secrets that stand in the code of a post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from pelican import signals
from pelican.contents import Article, Content, Page
from pelican.plugins.diagnostics import Where, problems, warning
from pelican.plugins.diagnostics.excerpts import find_in_file

from .literal_secrets import find_secrets

_PIECE = re.compile(
    r"""<figure\b(?P<attributes>[^>]*)>|(?P<end></figure>)|<pre\b[^>]*>(?P<code>(?>.*?</pre>|.*))""", re.DOTALL
)
_LANGUAGE = re.compile(r'\sdata-language="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")


def register_secrets() -> None:
    signals.initialized.connect(check_settings)
    signals.content_object_init.connect(report_secrets_of)


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
    for language, code in blocks_of_code(content._content or ""):
        for secret in find_secrets(code, language, harmless):
            where: Where = find_in_file(content.source_path, secret.value.partition("\n")[0])
            problems.add(
                warning(
                    "openstack.secret",
                    f"{secret.what} looks like a real secret",
                    where,
                    "write a word such as '<password>', and change it wherever it is in use; OPENSTACK_DEMO_SECRETS lets it pass",
                )
            )


def blocks_of_code(html: str) -> Iterator[tuple[str, str]]:
    """The language, or an empty text, and the text of each block of code in finished *html*."""
    language = ""
    for piece in _PIECE.finditer(html):
        if piece["code"] is not None:
            yield language, unescape(_TAG.sub("", piece["code"]))
        else:
            found = _LANGUAGE.search(piece["attributes"] or "")
            language = unescape(found[1]) if found else ""
