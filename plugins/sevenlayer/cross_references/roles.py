"""The role ``post``, for links to posts."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import quote

from sevenlayer.directives import Html, Vocabulary, split_target


def add_post_role(vocabulary: Vocabulary, _settings: Mapping[str, Any]) -> None:
    vocabulary.add_role("post", post_role)


def post_role(text: str) -> Html:
    """Return a link to the post ``name`` with its title as text, or, for ``text <name>``, with that text.

    The link is ``{post}name``, which is resolved after all posts are read.

    :raises ValueError: the name is missing.
    """
    caption, target = split_target(text)
    name = " ".join(target.split())
    if not name:
        raise ValueError("missing post: write its file name, its slug or a former URL")
    url = escape("{post}" + quote(name, safe="/#:?=&;,.~!$'()*+@%-_"))
    if caption:
        return Html(f'<a href="{url}">{escape(caption, quote=False)}</a>')
    return Html(f'<a class="post-title" href="{url}">{escape(name, quote=False)}</a>')
