"""The HTML of a post or page, in its body and its fields; and links in summaries, for every page that shows one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pelican.contents import Article, Content, Page


def keep_summary_links(content: Content) -> None:
    """Resolve a summary's links for each page it is shown on.

    Pelican resolves those of a summary that stands in the metadata once, as seen from the site's root: with RELATIVE_URLS
    they then lead nowhere from a category's page.
    """
    summary = content.metadata.get("summary")
    if isinstance(content, Article | Page) and isinstance(summary, str):
        content.get_summary = partial(content._update_content, summary)


def rewrite_html(content: Article | Page, rewrite: Callable[[str], str]) -> None:
    """Put what *rewrite* makes of it in the place of the body, the summary and each other field that has markup."""
    content._content = rewrite(content._content or "")
    for name in dict.fromkeys(("summary", *(field.lower() for field in content.settings["FORMATTED_FIELDS"]))):
        html = content.metadata.get(name)
        if isinstance(html, str) and (rewritten := rewrite(html)) != html:
            content.metadata[name] = rewritten
            if name == "summary":
                # Pelican puts its own copy back when it has read all posts. Receivers of one signal come in no order: the summary
                # may have been taken out as it was.
                content._summary = rewritten
                keep_summary_links(content)
            else:
                setattr(content, name, rewritten)
