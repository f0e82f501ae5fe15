"""Reading a post: a pure function of its bytes, the options and this code.

Parsers are imported by the first post in their language: most sites have posts in one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sevenlayer.diagnostics import Code, Location, Problem, error, warning
from sevenlayer.document.headings import Heading
from sevenlayer.document.links import bad_address, few_slashes, find_urls, is_unreadable, with_slashes
from sevenlayer.document.references import Reference
from sevenlayer.document.summary import detach, summarise
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
    """What a source file says, before it is known among others.

    *metadata* is as in :class:`Metadata`, with ``summary`` as HTML. *html* is None where the post cannot be built; the problems
    then have an error.
    """

    metadata: Mapping[str, Any]
    html: str | None
    headings: tuple[Heading, ...] = ()
    problems: tuple[Problem, ...] = ()
    dialect: str = "native"
    where: Mapping[str, Location] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    #: What is written with the post: text by paths below the site's root.
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
    """Read the post whose file at *path* (*relative_path* below the content folder) has the bytes *raw*."""
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
        cleaned = context.finish(html)
        report_lost_addresses(context, cleaned)
        html = context.unseal(cleaned)
        values = dict(metadata.values)
        if not html.strip():
            context.report(warning(Code.MARKUP_EMPTY, "the post has no text", Location(path)))
        values["summary"] = _summary(context, metadata, cleaned, raw, markdown=markdown)
    except RecursionError:
        message = "the text is nested too deep: lists in lists, or quotes in quotes"
        too_deep = error(Code.MARKUP_TOO_DEEP, message, Location(path), "write it flatter")
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


def report_lost_addresses(context: BodyContext, cleaned: str) -> None:
    """Report addresses of the web that nobody can read (a port of 99999, a host ``[::1``): the cleaning takes them out.

    Those that lack a slash stay, and are reported too.
    """
    kept = set(find_urls(cleaned))
    for reference in context.references:
        if reference.url not in kept and is_unreadable(reference.url):
            context.report(bad_address(reference.url, reference.where))
        elif with_slashes(reference.url):
            context.report(few_slashes(reference.url, reference.where))


def _summary(context: BodyContext, metadata: Metadata, html: str, raw: bytes, *, markdown: bool) -> str:
    source = metadata.values.get("summary")
    if source is None:
        return context.unseal(summarise(html, context.options.summary_words))
    line = metadata.where["summary"].line or 1
    text = decode_source(raw, context.path).text
    in_file = BodyContext(context.path, text or "", context.options)
    line = in_file.find(str(source), line, line + 2).line or line  # Behind `|` the text begins on the next line.
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
    return summary.unseal(detach(summary.finish(rendered))).strip()
