"""Reads posts in HTML, in the form that Pelican defines."""

from __future__ import annotations

import re
from collections import abc
from html import unescape

from sevenlayer.diagnostics import Code, Location, warning
from sevenlayer.document.summary import standalone_html, summarise
from sevenlayer.front_matter.decode import decode_source
from sevenlayer.front_matter.metadata import read_metadata
from sevenlayer.front_matter.schema import Field
from sevenlayer.front_matter.yaml import Mapping, Node, Scalar, Sequence
from sevenlayer.pelican_site.reader import html_metadata

from .context import BodyContext
from .options import MarkupOptions
from .post import Post, report_invalid_urls

_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)


def read_html_post(
    raw: bytes, path: str, options: MarkupOptions, fields: abc.Mapping[str, Field] | None = None
) -> Post:
    """Read the post at *path* from the bytes *raw*: ``<title>``, ``<meta name content>`` and the body."""
    source = decode_source(raw, path)
    if source.text is None:
        return Post({}, None, (), source.problems)
    metadata = read_metadata(_fields(source.text, path), path, strict_slugs=options.strict_slugs, own_fields=fields)
    problems = [*source.problems, *metadata.problems]
    if not metadata.is_usable:
        return Post({}, None, (), tuple(problems))
    context = BodyContext(path, source.text, options)
    opening = _BODY.search(source.text)
    start = opening.end() if opening else len(source.text)
    end = next((match.start() for match in _BODY_END.finditer(source.text, start)), len(source.text))
    body = context.raw_html(source.text[start:end], source.text.count("\n", 0, start) + 1)
    cleaned = context.sanitise(body)
    report_invalid_urls(context, cleaned)
    html = context.unseal(cleaned)
    if not html.strip():
        context.report(warning(Code.MARKUP_EMPTY, "the post has no text", Location(path)))
    summary = metadata.values.get("summary")
    values = {**metadata.values, "summary": summarise(html, options.summary_words)}
    if summary is not None:
        line = metadata.where["summary"].line or 1
        values["summary"] = context.unseal(standalone_html(context.sanitise(context.raw_html(str(summary), line))))
    found = (*problems, *context.problems)
    return Post(values, html, (), found, where=metadata.where, references=tuple(context.references))


def _fields(text: str, path: str) -> Mapping:
    entries: list[tuple[Scalar, Node]] = []
    lines = _lines(text)
    for name, value in html_metadata(text, path).items():
        where = Location(path, lines.get(name, 1))
        entries.append((Scalar(name, where, quoted=True), _node(name, value, where)))
    return Mapping(tuple(entries), Location(path, 1), len(entries))


def _node(name: str, value: str | list[str], where: Location) -> Node:
    if isinstance(value, list):
        return Sequence(tuple(Scalar(one, where, quoted=True) for one in value), where, len(value))
    # Pelican returns the title as source, and attributes as unescaped values.
    return Scalar(unescape(value) if name == "title" else value, where, quoted=True)


_NAME = re.compile(r"""<title\b|\bname\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)


def _lines(text: str) -> dict[str, int]:
    """Return the line of the first occurrence of each field."""
    lines: dict[str, int] = {}
    line, position = 1, 0
    for match in _NAME.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        lines.setdefault((match[1] or "title").lower(), line)
    return lines
