"""The HTML of posts and pages as Pelican keeps it, and the methods of theirs that we replace."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from pelican.contents import Article, Content, Page, Static

__all__ = [
    "body_html",
    "forget_content",
    "formatted_fields",
    "html_of",
    "keep_summary_links",
    "replace_link_resolver",
    "rewrite_html",
    "set_body_html",
    "set_summary_html",
    "static_content",
    "summary_html",
    "update_links",
]


def body_html(content: Content) -> str:
    """Return the body as the reader or the last stage left it: links are not resolved in it."""
    return content._content or ""


def set_body_html(content: Content, html: str) -> None:
    content._content = html


def summary_html(content: Content) -> str:
    """Return the summary of the metadata, or an empty text."""
    summary = content.metadata.get("summary")
    return summary if isinstance(summary, str) else ""


def set_summary_html(content: Content, html: str) -> None:
    """Replace the summary; its links are resolved for each page that shows it."""
    content.metadata["summary"] = html
    # Pelican puts its own copy back when it has read all posts.
    content._summary = html
    keep_summary_links(content)


def formatted_fields(content: Content) -> list[str]:
    """Return the names of the fields, besides the summary, that the site has as markup."""
    names = (name.lower() for name in content.settings["FORMATTED_FIELDS"])
    return [name for name in names if name != "summary" and isinstance(content.metadata.get(name), str)]


def html_of(content: Content) -> Iterator[str]:
    """The body, the summary and other fields with markup, as the reader left them."""
    yield body_html(content)
    if summary := summary_html(content):
        yield summary
    yield from (content.metadata[name] for name in formatted_fields(content))


def rewrite_html(content: Article | Page, rewrite: Callable[[str], str]) -> None:
    """Put what *rewrite* makes of it in the place of the body, the summary and each other field that has markup."""
    set_body_html(content, rewrite(body_html(content)))
    if (html := summary_html(content)) and (rewritten := rewrite(html)) != html:
        set_summary_html(content, rewritten)
    for name in formatted_fields(content):
        html = content.metadata[name]
        if (rewritten := rewrite(html)) != html:
            content.metadata[name] = rewritten
            setattr(content, name, rewritten)


def keep_summary_links(content: Content) -> None:
    """Resolve a summary's links for each page it is shown on.

    Pelican resolves those of a summary that is in the metadata once, as seen from the site's root: with RELATIVE_URLS they lead
    nowhere from a category's page.
    """
    if isinstance(content, Article | Page) and isinstance(content.metadata.get("summary"), str):
        content.get_summary = partial(update_links, content, content.metadata["summary"])


def replace_link_resolver(
    content: Content,
    resolve: Callable[[Content, str, str], str],
    find_static_links: Callable[[Content], set[str]],
) -> None:
    """Have *resolve* replace the links of HTML (content, HTML, URL of the site), and *find_static_links* name the files that are
    linked, in place of Pelican's own methods.
    """
    content._update_content = partial(resolve, content)
    content.get_static_links = partial(find_static_links, content)


def update_links(content: Content, html: str, siteurl: str) -> str:
    """Return *html* with its links resolved as seen from *siteurl*, by Pelican or by what has replaced it."""
    updated: str = content._update_content(html, siteurl)
    return updated


def forget_content() -> None:
    """Have the bodies of all posts made again when they are next asked for: Pelican keeps them, with the links of then."""
    Content.__dict__["get_content"].cache.clear()


def static_content(content: Content) -> Mapping[str, Static]:
    """Return the static files of the site by their paths below the content folder."""
    files: Mapping[str, Static] = content._context["static_content"]
    return files
