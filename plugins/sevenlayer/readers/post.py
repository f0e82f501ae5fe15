"""Reads a post: a pure function of its bytes, the options and this code.

Parsers are imported by the first post in their language: most sites have posts in one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sevenlayer.diagnostics import Code, Location, Problem, error, warning
from sevenlayer.document import (
    Heading,
    Reference,
    add_missing_slashes,
    find_urls,
    invalid_url,
    is_invalid_url,
    missing_slashes,
)
from sevenlayer.document.summary import standalone_html, summarise
from sevenlayer.front_matter.decode import decode_source
from sevenlayer.front_matter.dialects import JEKYLL, Dialect
from sevenlayer.front_matter.metadata import Metadata, read_metadata
from sevenlayer.front_matter.read import read_front_matter
from sevenlayer.front_matter.schema import Field

from .context import BodyContext
from .options import MarkupOptions

#: File name extensions, without the dot.
MARKDOWN = ("md", "markdown", "mkd", "mdown")
RESTRUCTUREDTEXT = ("rst",)
HTML = ("html", "htm")


@dataclass(frozen=True)
class Post:
    """The content of a source file, independent of other posts.

    *metadata* is as in :class:`Metadata`, with ``summary`` as HTML. *html* is None if the post cannot be built; *problems* then
    contains an error.
    """

    metadata: Mapping[str, Any]
    html: str | None
    headings: tuple[Heading, ...] = ()
    problems: tuple[Problem, ...] = ()
    dialect: str = "native"
    where: Mapping[str, Location] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    #: Files written with the post: text by path relative to the site root.
    files: Mapping[str, str] = field(default_factory=dict)
    #: What is text here and something else in Python-Markdown: an extension's name, the text and its place.
    python_markdown: tuple[tuple[str, str, Location], ...] = ()


def read_post(
    raw: bytes,
    path: str,
    *,
    relative_path: str,
    options: MarkupOptions,
    pinned: Mapping[str, Dialect],
    fields: Mapping[str, Field] | None = None,
) -> Post:
    """Read the post at *path* from the bytes *raw*; *relative_path* is relative to the content folder."""
    markdown = path.rpartition(".")[2].lower() in MARKDOWN
    strict = options.strict_slugs
    front = read_front_matter(
        raw, path, relative_path=relative_path, markdown=markdown, pinned=pinned, strict_slugs=strict, own_fields=fields
    )
    problems = list(front.problems)
    if front.body is None or (front.metadata and not front.metadata.is_usable):
        return Post({}, None, (), tuple(problems), front.dialect.name)
    context = BodyContext(path, front.body, options)
    metadata = front.metadata or Metadata()
    try:
        if markdown:
            from .markdown.parser import render_markdown

            html = render_markdown(context, liquid=front.dialect.liquid, jekyll=front.dialect.name == JEKYLL.name)
        else:
            from .rst.docinfo import docinfo_fields
            from .rst.parser import find_long_line, render_restructuredtext

            if too_long := find_long_line(context):
                return Post({}, None, (), (*problems, too_long), front.dialect.name)
            docinfo = front.metadata is None
            html, document = render_restructuredtext(context, docinfo=docinfo)
            if docinfo:
                metadata = read_metadata(
                    docinfo_fields(document, path), path, front.dialect, strict_slugs=strict, own_fields=fields
                )
                problems.extend(metadata.problems)
                if not metadata.is_usable:
                    return Post({}, None, (), tuple(problems), front.dialect.name)
        cleaned = context.sanitise(html)
        report_invalid_urls(context, cleaned)
        html = context.unseal(cleaned)
        values = dict(metadata.values)
        if not html.strip():
            context.report(warning(Code.MARKUP_EMPTY, "the post has no text", Location(path)))
        values["summary"] = _summary(context, metadata, cleaned, raw, markdown=markdown)
    except RecursionError:
        message = "nesting too deep: lists in lists, or quotes in quotes"
        too_deep = error(Code.MARKUP_TOO_DEEP, message, Location(path), "reduce the nesting")
        return Post({}, None, (), (*problems, *context.problems, too_deep), front.dialect.name)
    problems.extend(context.problems)
    return Post(
        values,
        html,
        tuple(context.headings),
        tuple(problems),
        front.dialect.name,
        metadata.where,
        tuple(context.references),
        context.files,
        tuple(context.python_markdown),
    )


def report_invalid_urls(context: BodyContext, cleaned: str) -> None:
    """Report invalid URLs that sanitising has removed (a port of 99999, a host ``[::1``), and URLs with missing slashes."""
    kept = set(find_urls(cleaned))
    for reference in context.references:
        if reference.url not in kept and is_invalid_url(reference.url):
            context.report(invalid_url(reference.url, reference.where))
        elif add_missing_slashes(reference.url):
            context.report(missing_slashes(reference.url, reference.where))


def _summary(context: BodyContext, metadata: Metadata, html: str, raw: bytes, *, markdown: bool) -> str:
    source = metadata.values.get("summary")
    if source is None:
        return context.unseal(summarise(html, context.options.summary_words))
    line = metadata.where["summary"].line or 1
    text = decode_source(raw, context.path).text
    in_file = BodyContext(context.path, text or "", context.options)
    line = in_file.find(str(source), line, line + 2).line or line  # After `|` the text begins on the next line.
    summary = BodyContext(context.path, "\n" * (line - 1) + str(source), context.options, file_text=text)
    if markdown:
        from .markdown.parser import render_markdown_inline

        rendered = f"<p>{render_markdown_inline(summary, str(source), line)}</p>"
    else:
        from .rst.parser import render_restructuredtext

        rendered, _document = render_restructuredtext(summary, docinfo=False)
    context.problems.extend(summary.problems)
    context.references.extend(summary.references)
    context.files |= summary.files
    return summary.unseal(standalone_html(summary.sanitise(rendered))).strip()
