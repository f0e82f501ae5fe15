"""Renders markdown-it's tokens to HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from sevenlayer.diagnostics import Code, Location, did_you_mean, error, warning
from sevenlayer.directives import Contents
from sevenlayer.directives.code import CODE_OPTIONS, code_html, code_options, read_fence_info
from sevenlayer.document import Heading, contents_html, heading_html
from sevenlayer.document.summary import MORE
from sevenlayer.readers.context import BodyContext

Tokens = Sequence[Token]

_LANGUAGE_LINE = re.compile(r"(:::|#!)([\w+#-]+)[ \t]*\n")


class PostRenderer(RendererHTML):
    """Renders extensions of CommonMark, and overrides markdown-it's output where ours differs."""

    def fence(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        context: BodyContext = env["context"]
        token = tokens[idx]
        line = (token.map[0] if token.map else 0) + 1
        where = context.find(token.info, line, line) if token.info.strip() else Location(context.path, line)
        language, given = read_fence_info(token.info)
        converted: dict[str, Any] = {}
        title: list[str] = []
        for name, text in given.items():
            if name in CODE_OPTIONS:
                try:
                    converted[name] = CODE_OPTIONS[name](text)
                except ValueError as exception:
                    context.report(error(Code.MARKUP_BAD_OPTION, f"code block, option '{name}': {exception}", where))
            elif text is not None or (hint := did_you_mean(name, CODE_OPTIONS)):
                hint = did_you_mean(name, CODE_OPTIONS)
                context.report(
                    warning(Code.MARKUP_UNKNOWN_OPTION, f"unknown option '{name}' of a code block", where, hint)
                )
            else:  # Octopress and others have a title after the language.
                title.append(name)
        if title:
            converted.setdefault("caption", " ".join(title))
        return code_html(
            token.content, language, code_options(converted), where, context.report, context.options.vocabulary
        )

    def code_block(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render indented code; a first line ``:::python`` or ``#!python`` is its language, as in Python-Markdown."""
        token = tokens[idx]
        if match := _LANGUAGE_LINE.match(token.content):
            token.info = match[2] + (" linenos" if match[1] == "#!" else "")
            token.content = token.content[match.end() :]
        return self.fence(tokens, idx, options, env)

    def heading_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        return ""

    def heading_close(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        heading: Heading = tokens[idx].meta["heading"]
        inner = tokens[idx - 1].children or []
        return heading_html(heading, self.renderInline(inner, options, env))

    def inline_of_heading(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render nothing: `heading_close` renders the text."""
        return ""

    def table_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        context: BodyContext = env["context"]
        return context.table_opening() + "<table>\n"

    def table_close(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</table></div>\n"

    def html_block(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        context: BodyContext = env["context"]
        token = tokens[idx]
        if token.content.strip() == "<!-- more -->" or token.content.strip() == "<!--more-->":
            return MORE + "\n"
        return context.raw_html(token.content, (token.map[0] if token.map else 0) + 1)

    def html_inline(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[idx]
        if token.content.strip() in ("<!-- more -->", "<!--more-->"):
            return MORE
        context: BodyContext = env["context"]
        where: Location = token.meta.get("where") or Location(context.path)
        return context.raw_html(token.content, where.line or 1, where)

    def finished_html(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        context: BodyContext = env["context"]
        token = tokens[idx]
        if not token.meta.get("sealed"):
            return token.content
        return context.sealed.seal(token.content, token.meta.get("once", ""))

    def contents(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        context: BodyContext = env["context"]
        contents: Contents = tokens[idx].meta["contents"]
        headings = context.headings
        if contents.local:
            headings = _below(tokens, idx)
        return contents_html(headings, contents.title, contents.depth)

    def liquid(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        return escape(tokens[idx].content, quote=False)

    def unresolved_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        return '<span class="problematic">'

    def unresolved_close(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        return "</span>"


def _below(tokens: Tokens, idx: int) -> list[Heading]:
    """Return the headings of the section that contains token *idx*."""

    def headings(of: Tokens) -> list[Heading]:
        return [token.meta["heading"] for token in of if token.type == "heading_close"]

    before = headings(tokens[:idx])
    level = before[-1].level if before else 1
    below: list[Heading] = []
    for heading in headings(tokens[idx:]):
        if heading.level <= level:
            break
        below.append(heading)
    return below


def footnotes_open(self: PostRenderer, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
    """Render a ``div``, not a ``section`` as the footnote plugin does: it has no heading."""
    return '<div class="footnotes" role="doc-endnotes">\n<ol class="footnotes-list">\n'


def footnotes_close(self: PostRenderer, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
    return "</ol>\n</div>\n"
