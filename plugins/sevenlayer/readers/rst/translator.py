"""Renders a doctree to HTML: docutils' HTML5, with the same elements as in Markdown."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from docutils.utils import Reporter
from docutils.writers import html5_polyglot

from sevenlayer.diagnostics import Location
from sevenlayer.directives.code import CodeOptions, code_html
from sevenlayer.document import Heading, contents_html, heading_html
from sevenlayer.document.summary import MORE
from sevenlayer.readers.context import BodyContext

from .nodes import contents_list, finished_html, inline_parts


class PostTranslator(html5_polyglot.HTMLTranslator):
    """Translates the body of a post; its `BodyContext` is ``document.settings.body_context``."""

    def __init__(self, document: nodes.document) -> None:
        super().__init__(document)
        self.post: BodyContext = document.settings.body_context
        self._outer: list[list[str]] = []

    # Headings are flat, as in Markdown: no section elements.

    def visit_section(self, node: nodes.section) -> None:
        self.section_level += 1

    def depart_section(self, node: nodes.section) -> None:
        self.section_level -= 1

    def visit_title(self, node: nodes.title) -> None:
        if not isinstance(node.parent, nodes.section):
            super().visit_title(node)
            return
        self._outer.append(self.body)
        self.body = []

    def depart_title(self, node: nodes.title) -> None:
        if not isinstance(node.parent, nodes.section):
            super().depart_title(node)
            return
        inner, self.body = "".join(self.body), self._outer.pop()
        heading: Heading = node.parent["heading"]
        more = [one for one in node.parent["ids"] if one != heading.id]
        self.body.append(heading_html(heading, inner, more))

    # Custom nodes.

    def visit_finished_html(self, node: finished_html) -> None:
        html = node["html"]
        self.body.append(self.post.sealed.seal(html, node.get("once", "")) if node["sealed"] else html)
        raise nodes.SkipNode

    def visit_contents_list(self, node: contents_list) -> None:
        headings = self.post.headings
        if node["local"]:
            section = node.parent
            while section is not None and not isinstance(section, nodes.section):
                section = section.parent
            if section is not None:
                below = [one["heading"] for one in section.findall(nodes.section) if one is not section]
                headings = below
        self.body.append(contents_html(headings, node["title"], node["depth"]))
        raise nodes.SkipNode

    def visit_inline_parts(self, node: inline_parts) -> None:
        pass

    def depart_inline_parts(self, node: inline_parts) -> None:
        pass

    # Nodes that docutils renders differently.

    def visit_system_message(self, node: nodes.system_message) -> None:
        """Render the unparsed source of an error as code; the message itself is reported as a problem."""
        # The source of a mere warning has been parsed.
        unread = node.findall(nodes.literal_block) if node["level"] >= Reporter.ERROR_LEVEL else ()
        for source in unread:
            self.body.append(
                code_html(
                    source.astext(),
                    "",
                    CodeOptions(),
                    self._where(node),
                    self.post.report,
                    self.post.options.vocabulary,
                )
            )
        raise nodes.SkipNode

    def visit_classifier(self, node: nodes.classifier) -> None:
        # docutils leaves the colon to style sheets, which feeds do not have.
        self.body.append(" : ")
        super().visit_classifier(node)

    def visit_problematic(self, node: nodes.problematic) -> None:
        self.body.append('<span class="problematic">')

    def depart_problematic(self, node: nodes.problematic) -> None:
        self.body.append("</span>")

    def visit_comment(self, node: nodes.comment, *_args: Any) -> None:
        if node.astext().strip() == "more":
            self.body.append(MORE + "\n")
        raise nodes.SkipNode

    def visit_raw(self, node: nodes.raw) -> None:
        if "html" in node.get("format", "").split():
            inline = isinstance(node.parent, nodes.TextElement)
            where = self._where(node)
            if where.path == self.post.path:
                where = self.post.find(node.astext(), where.line or 1, len(self.post.lines))
            inline = inline or where.path != self.post.path
            html = self.post.raw_html(node.astext(), where.line or 1, where if inline else None)
            self.body.append(html if inline else html + "\n")
        raise nodes.SkipNode

    def visit_literal_block(self, node: nodes.literal_block) -> None:
        self._code(node, "")

    def visit_doctest_block(self, node: nodes.doctest_block) -> None:
        self._code(node, "pycon")

    def _code(self, node: nodes.Element, language: str) -> None:
        if any(not isinstance(child, nodes.Text) for child in node.children):  # A parsed literal.
            super().visit_literal_block(node)  # type: ignore[arg-type]
            return
        ids = node.get("ids") or [""]
        options = CodeOptions(classes=tuple(node.get("classes", ())), id=ids[0])
        self.body.append(
            code_html(
                node.astext(), language, options, self._where(node), self.post.report, self.post.options.vocabulary
            )
        )
        raise nodes.SkipNode

    def visit_literal(self, node: nodes.literal) -> None:
        given: list[str] = node.get("classes", [])
        classes = [name for name in given if name != "code"]
        self.body.append(f'<code class="{escape(" ".join(classes))}">' if classes else "<code>")

    def depart_literal(self, node: nodes.literal) -> None:
        self.body.append("</code>")

    def visit_reference(self, node: nodes.reference) -> None:
        url = node["refuri"] if "refuri" in node else f"#{node['refid']}"
        self.body.append(self.starttag(node, "a", "", href=url))

    def depart_reference(self, node: nodes.reference) -> None:
        self.body.append("</a>")

    def visit_table(self, node: nodes.table) -> None:
        title = node.next_node(nodes.title)
        self.body.append(self.post.table_opening(title.astext() if title is not None else ""))
        super().visit_table(node)

    def depart_table(self, node: nodes.table) -> None:
        super().depart_table(node)
        self.body.append("</div>\n")

    def visit_image(self, node: nodes.image) -> None:
        # docutils uses the URL as alternative text, and may read or embed the file.
        node.setdefault("alt", "")
        node.attributes.pop("loading", None) if node.get("loading") == "embed" else None
        super().visit_image(node)

    # Nested landmarks are noise in screen readers, and "doc-biblioentry" is deprecated.

    def visit_citation(self, node: nodes.citation) -> None:
        super().visit_citation(node)
        self.body[-1] = self.body[-1].replace(' role="doc-biblioentry"', ' role="listitem"')

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> None:
        node["classes"].append("footnote-reference")
        super().visit_footnote_reference(node)

    def visit_footnote(self, node: nodes.footnote) -> None:
        super().visit_footnote(node)
        self._no_aside(2)

    def depart_footnote(self, node: nodes.footnote) -> None:
        super().depart_footnote(node)
        self._no_aside(2)

    def visit_sidebar(self, node: nodes.sidebar) -> None:
        super().visit_sidebar(node)
        self._no_aside(1)

    def depart_sidebar(self, node: nodes.sidebar) -> None:
        super().depart_sidebar(node)
        self._no_aside(1)

    def visit_topic(self, node: nodes.topic) -> None:
        super().visit_topic(node)
        self._no_aside(1)

    def depart_topic(self, node: nodes.topic) -> None:
        super().depart_topic(node)
        self._no_aside(1)

    def _no_aside(self, pieces: int) -> None:
        for index in range(max(0, len(self.body) - pieces), len(self.body)):
            self.body[index] = self.body[index].replace("<aside", "<div", 1).replace("</aside>", "</div>")

    def _where(self, node: nodes.Node) -> Location:
        line, source = node.line, node.source
        parent = node.parent
        while parent is not None and (line is None or source is None):
            line = parent.line if line is None else line
            source = parent.source if source is None else source
            parent = parent.parent
        return Location(source or self.post.path, line)
