"""Links in summaries, for every page that shows one."""

from __future__ import annotations

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
