"""The role for links to posts."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import quote

from sevenlayer.directives.registry import Html, Vocabulary, split_target


def add_post_role(vocabulary: Vocabulary, _settings: Mapping[str, Any]) -> None:
    vocabulary.add_role("post", post_role)


def post_role(text: str) -> Html:
    """``name`` becomes a link whose text is the title of the post, ``text <name>`` one with that text.

    Which post a name means is not known before all posts are read; the link has the name in the form ``{post}name``.

    :raises ValueError: there is no name.
    """
    caption, target = split_target(text)
    name = " ".join(target.split())
    if not name:
        raise ValueError("say which post: its file name, its slug or an address that it had")
    url = escape("{post}" + quote(name, safe="/#:?=&;,.~!$'()*+@%-_"))
    if caption:
        return Html(f'<a href="{url}">{escape(caption, quote=False)}</a>')
    return Html(f'<a class="post-title" href="{url}">{escape(name, quote=False)}</a>')
