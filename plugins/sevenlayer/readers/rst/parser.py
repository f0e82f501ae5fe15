"""Parses reStructuredText with docutils: correct line numbers, no configuration files, no access outside the content folder."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from docutils.core import Publisher
from docutils.io import StringInput, StringOutput
from docutils.parsers.rst import Parser, directives, languages, roles
from docutils.readers import standalone
from docutils.transforms import Transform
from docutils.writers import html5_polyglot

from sevenlayer.diagnostics import Code, Location, Problem, Severity, did_you_mean, error, warning
from sevenlayer.document import Heading, Reference, disallowed_url, is_allowed_url
from sevenlayer.readers.context import BodyContext
from sevenlayer.readers.legacy.liquid import resolve_liquid_url

from .directives import shared_vocabulary
from .nodes import finished_html
from .translator import PostTranslator

#: Limit of docutils for lines and expanded substitutions.
MAX_LINE = 10_000


def render_restructuredtext(context: BodyContext, *, docinfo: bool) -> tuple[str, nodes.document]:
    """Return the body of *context* as unsanitised HTML, and its doctree; add headings and problems to *context*.

    With *docinfo*, a lone title and the fields below it are title and docinfo, as in Pelican's posts without front matter.
    """
    publisher = Publisher(
        reader=_Reader(context),
        parser=Parser(),
        writer=_Writer(),
        source_class=StringInput,
        destination_class=StringOutput,
    )
    publisher.process_programmatic_settings(None, _settings(context, docinfo), None)
    publisher.set_source("\n".join(context.lines), context.path)
    with shared_vocabulary(context.options.vocabulary):
        publisher.publish()
    assert publisher.document is not None  # noqa: S101 - set by publish()
    return str(publisher.writer.parts["body"]), publisher.document


def find_long_line(context: BodyContext) -> Problem | None:
    """Return the problem of a line that is too long.

    docutils leaves the whole body out for one such line, and needs time that grows with the square of its length.
    """
    for number, line in enumerate(context.lines, 1):
        if len(line) > MAX_LINE:
            message = f"line of {len(line):,} characters; the limit in reStructuredText is {MAX_LINE:,}"
            return error(Code.SOURCE_LONG_LINE, message, Location(context.path, number), "break the text into lines")
    return None


def _settings(context: BodyContext, docinfo: bool) -> dict[str, Any]:
    language = context.options.language.split("-")[0]
    return {
        "language_code": language if languages.get_language(language) is not None else "en",
        "initial_header_level": 2,
        "syntax_highlight": "short",
        "math_output": "MathML",
        "footnote_references": "brackets",
        "embed_stylesheet": False,
        "smart_quotes": False,
        "sectsubtitle_xform": False,
        **context.options.docutils,
        "_disable_config": True,
        "body_context": context,
        "content_root": context.options.content_root,
        "doctitle_xform": docinfo,
        "docinfo_xform": docinfo,
        "file_insertion_enabled": True,
        "raw_enabled": True,
        "record_dependencies": None,
        "line_length_limit": MAX_LINE,
        "include_count": 0,
        "report_level": 1,
        "halt_level": 5,
        "warning_stream": io.StringIO(),
        "traceback": True,
        "input_encoding": "utf-8",
        "output_encoding": "unicode",
    }


class _Reader(standalone.Reader):  # type: ignore[type-arg]
    """Observes the reporter from the beginning of parsing."""

    def __init__(self, context: BodyContext) -> None:
        super().__init__()
        self.body_context = context

    def new_document(self) -> nodes.document:
        document = super().new_document()
        listener = _Listener(self.body_context)
        document.reporter.attach_observer(listener)
        return document

    def get_transforms(self) -> list[type[Transform]]:
        return [*super().get_transforms(), AssignHeadingIds, CheckUrls]


class _Writer(html5_polyglot.Writer):
    def __init__(self) -> None:
        super().__init__()
        self.translator_class = PostTranslator

    def translate(self) -> None:
        # The writer would read images for their size.
        assert self.document is not None  # noqa: S101 - set by the publisher
        self.document.settings.file_insertion_enabled = False
        super().translate()


class AssignHeadingIds(Transform):
    """Assigns each section the id that the same heading has in Markdown, and updates references to it."""

    default_priority = 950

    def apply(self) -> None:
        context: BodyContext = self.document.settings.body_context
        for section in list(self.document.findall(nodes.section)):
            if "system-messages" in section["classes"]:  # docutils' own report; the messages are reported as problems.
                section.parent.remove(section)
        sections = list(self.document.findall(nodes.section))
        implicit = {section["ids"][0] for section in sections if section["ids"]}
        ids = context.ids
        for node in self.document.findall(nodes.Element):
            ids.reserve(set(node.get("ids", ())) - implicit)
        context.reserve_ids(node["html"] for node in self.document.findall(finished_html))
        renamed: dict[str, str] = {}
        for section in sections:
            title = section.next_node(nodes.title)
            text = " ".join(_plain_text(title).split()) if title is not None else ""
            level = 2 + sum(isinstance(parent, nodes.section) for parent in _parents(section))
            heading = Heading(min(6, level), ids.for_text(text), text, title.line or section.line or 1 if title else 1)
            if section["ids"]:
                renamed[section["ids"][0]] = heading.id
                section["ids"][0] = heading.id
            section["heading"] = heading
            context.headings.append(heading)
        for node in self.document.findall(nodes.Element):
            if node.get("refid") in renamed:
                node["refid"] = renamed[node["refid"]]


def _parents(node: nodes.Node) -> Iterator[nodes.Node]:
    while (parent := node.parent) is not None:
        yield parent
        node = parent


# Not part of the text of a heading.
_NOTES = (nodes.footnote_reference, nodes.citation_reference)


def _plain_text(title: nodes.Element) -> str:
    pieces = []
    for node in title.findall():
        if isinstance(node, nodes.Text) and not isinstance(node.parent, _NOTES):
            pieces.append(node.astext())
        elif isinstance(node, nodes.Element):
            pieces.append(str(node.get("text", "")))
    return "".join(pieces)


class CheckUrls(Transform):
    """Records references, and removes links and images with disallowed URLs."""

    default_priority = 960

    def apply(self) -> None:
        context: BodyContext = self.document.settings.body_context
        for image in list(self.document.findall(nodes.image)):
            url = image["uri"]
            where = _record_reference(context, url, image)
            if not is_allowed_url(url):
                context.report(disallowed_url(url, where))
                image.replace_self(nodes.problematic(image.rawsource, image.get("alt", "")))
            elif "alt" not in image:
                hint = "add ':alt:' with a short description of the image"
                context.report(warning(Code.MARKUP_NO_ALT, f"image '{url}' has no alternative text", where, hint))
        for node in list(self.document.findall(nodes.reference)):
            url = node.get("refuri", "")
            if "{%" in url and (resolved := resolve_liquid_url(url)) != url:
                node["refuri"] = url = resolved
            where = _record_reference(context, url, node) if url else Location(context.path)
            if not is_allowed_url(url):
                context.report(disallowed_url(url, where))
                node.replace_self(nodes.problematic("", "", *node.children))


def _record_reference(context: BodyContext, url: str, node: nodes.Node) -> Location:
    """Record a reference, and return its location."""
    source = node.source or next((parent.source for parent in _parents(node) if parent.source), None) or context.path
    if source != context.path:
        where = Location(source, _line(node))
        context.references.append(Reference(url, where))
        return where
    # A resolved Liquid tag is found by the name in it.
    written = url.removeprefix("{post_url}")
    return context.add_reference(url, _line(node), written=written, here=written in getattr(node, "rawsource", ""))


def _line(node: nodes.Node) -> int:
    line, parent = node.line, node.parent
    while line is None and parent is not None:
        line, parent = parent.line, parent.parent
    return line or 1


class _Listener:
    """Converts docutils' system messages to problems."""

    def __init__(self, context: BodyContext) -> None:
        self.context = context
        self.found: dict[tuple[str, int], Location] = {}

    def __call__(self, message: nodes.system_message) -> None:
        text = message.children[0].astext() if message.children else message.astext()
        level = int(message["level"])
        source = message.get("source") or self.context.path
        line = message.get("line")
        problem = self.problem(" ".join(text.split()), level, source, line)
        if problem:
            self.context.report(problem)

    def problem(self, text: str, level: int, source: str, line: int | None) -> Problem | None:
        if text.startswith(
            ("No role entry for", "No directive entry for", "Using <module ", "Duplicate implicit target name")
        ):
            return None  # Followed by an error on the same, or harmless.
        code, severity, message, snippet, hint = Code.MARKUP_DOCUTILS, _SEVERITIES[level], _as_message(text), "", None
        if match := re.match(r'Unknown directive type "(.+?)"', text):
            name = match[1]
            code, message, snippet = Code.MARKUP_UNKNOWN_DIRECTIVE, f"unknown directive '{name}'", f"{name}::"
            hint = did_you_mean(
                name, [*self.context.options.vocabulary.directives, *vars(directives)["_directive_registry"]]
            )
        elif match := re.match(r'Unknown interpreted text role "(.+?)"', text):
            name = match[1]
            code, message, snippet = Code.MARKUP_UNKNOWN_ROLE, f"unknown role '{name}'", f":{name}:"
            hint = did_you_mean(name, [*self.context.options.vocabulary.roles, *vars(roles)["_role_registry"]])
        elif match := re.match(r'Unknown target name: "(.+?)"', text):
            code, severity, snippet = Code.MARKUP_UNKNOWN_REFERENCE, Severity.WARNING, match[1]
            message = f"undefined link reference '{match[1]}'"
            hint = f"add a line '.. _{match[1]}: URL'"
        elif match := re.match(r'Undefined substitution referenced: "(.+?)"', text):
            code, snippet = Code.MARKUP_UNKNOWN_SUBSTITUTION, f"|{match[1]}|"
            message = f"undefined substitution '|{match[1]}|'"
            hint = f"add a line '.. |{match[1]}| replace:: text'"
        elif text.startswith("circular inclusion"):
            code, severity, snippet = Code.MARKUP_CIRCULAR_INCLUDE, Severity.ERROR, "include::"
        elif match := re.match(r'Error in "(.+?)" directive: (.*)', text):
            code, message, snippet = (
                Code.MARKUP_BAD_DIRECTIVE,
                f"directive '{match[1]}': {match[2].rstrip('.')}",
                f"{match[1]}::",
            )
        elif match := re.match(r'Directive "(.+?)"(.*)', text):
            code, message, snippet = (
                Code.MARKUP_FORBIDDEN_FILE,
                f"directive '{match[1]}'{match[2].rstrip('.')}",
                f"{match[1]}::",
            )
            if match[1] in ("date", "header", "footer", "meta"):
                code = Code.MARKUP_FORBIDDEN_DIRECTIVE
        if line and source == self.context.path:
            line = min(line, self.context.last_line)  # docutils may count a line after the last.
        where = Location(source, line)
        if line and source == self.context.path:
            where = self.locate(snippet, line) if snippet else where
        return Problem(code, severity, message, where, hint)

    def locate(self, snippet: str, line: int) -> Location:
        """Return the next location of *snippet* in the paragraph at *line*; docutils knows only the paragraph."""
        where = self.context.find(snippet, line, after=self.found.get((snippet, line)))
        if where.column is None:
            return self.found.get((snippet, line), where)
        self.found[snippet, line] = where
        return where


_SEVERITIES = {1: Severity.INFO, 2: Severity.WARNING, 3: Severity.ERROR, 4: Severity.ERROR}


def _as_message(text: str) -> str:
    """Return a message of docutils in our style: lower case at the beginning, no full stop."""
    text = text.rstrip(".:")
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
