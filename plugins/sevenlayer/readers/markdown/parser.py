"""Parses Markdown: CommonMark, tables, footnotes, definition lists, strikethrough, attributes, roles and directives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin

from sevenlayer.diagnostics import Code, Location, did_you_mean, error, warning
from sevenlayer.directives import run_role
from sevenlayer.document import Heading, disallowed_url, is_allowed_url
from sevenlayer.document.sanitise import escape_unknown_tags
from sevenlayer.readers.context import BodyContext
from sevenlayer.readers.legacy.kramdown import kramdown_plugin, report_attribute_list, report_tight_headings
from sevenlayer.readers.legacy.liquid import liquid_plugin, report_tag, resolve_liquid_url
from sevenlayer.readers.legacy.liquid_blocks import liquid_blocks_plugin

from .directives import expand_directives, role_rule
from .footnotes import footnotes_plugin, report_reference, show_names
from .python_markdown import find_python_markdown
from .renderer import PostRenderer, footnotes_close, footnotes_open
from .tables import tables_plugin

#: Maximum nesting of blocks; markdown-it drops deeper content.
MAX_NESTING = 100

_ATTRIBUTES = ("id", "class", "title", "lang", "width", "height", "loading", "hreflang", "rel")
# Intra-site links of Pelican: {filename}other.md, |static|images/x.png.
_PELICAN_LINK = re.compile(r"([{|]\w+[|}])(.*)", re.DOTALL)
_UNQUOTED_URL = re.compile(r"\[[^\[\]]+\]\(([^()<>\s\"']+(?: [^()<>\s\"']+)+)\)")
_UNKNOWN_REFERENCE = re.compile(r"(?<![\w\]!)])!?\[([^\[\]^][^\[\]]*)\]\[(?!\^)([^\[\]]*)\]")


def render_markdown(context: BodyContext, *, liquid: bool, jekyll: bool = False) -> str:
    """Return the body of *context* as unsanitised HTML; add headings and problems to *context*.

    *liquid* enables Liquid tags and kramdown's syntax; *jekyll* enables what is specific to Jekyll's own posts.
    """
    md = _parser(liquid)
    if liquid:
        context.transform_url = resolve_liquid_url
    env: dict[str, Any] = {"context": context, "jekyll": jekyll}
    tokens = md.parse("\n".join(context.lines), env)
    return str(md.renderer.render(tokens, md.options, env))


def render_markdown_inline(context: BodyContext, text: str, line: int) -> str:
    """Return *text*, one paragraph that begins in *line* of the file, as HTML without ``<p>``."""
    md = _parser(False)
    env: dict[str, Any] = {"context": context, "first_line": line}
    tokens = md.parseInline(text, env)
    return str(md.renderer.render(tokens, md.options, env))


@lru_cache(maxsize=2)
def _parser(liquid: bool) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING, "xhtmlOut": False}, renderer_cls=PostRenderer)
    md.enable("strikethrough")
    md.use(tables_plugin).use(footnotes_plugin).use(deflist_plugin).use(attrs_plugin, allowed=_ATTRIBUTES)
    md.inline.ruler.before("backticks", "role", role_rule)
    for rule in md.inline.ruler.__rules__:
        if rule.name in ("link", "image", "autolink", "footnote_inline", "html_inline", "unknown_footnote"):
            md.inline.ruler.at(rule.name, record_span(rule.fn))
    md.core.ruler.after("block", "directives", expand_directives)
    md.core.ruler.push("depth", report_depth)
    md.core.ruler.push("tight_headings", report_tight_headings)
    md.core.ruler.push("inlines", resolve_inlines)
    md.core.ruler.push("headings", number_headings)
    md.core.ruler.push("python_markdown", find_python_markdown)
    md.add_render_rule("footnote_block_open", footnotes_open)
    md.add_render_rule("footnote_block_close", footnotes_close)
    if liquid:
        liquid_plugin(md)
        liquid_blocks_plugin(md)
        kramdown_plugin(md)
    normalise = md.normalizeLink

    def normalise_link(url: str) -> str:
        if url.startswith(("{%", "{{")):
            return url
        match = _PELICAN_LINK.fullmatch(url)
        return match[1] + normalise(match[2]) if match else normalise(url)

    md.normalizeLink = normalise_link  # type: ignore[method-assign]
    # URLs are checked in `resolve_inlines`.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    return md


_SPANNING = ("link_open", "image", "footnote_ref", "html_inline", "unknown_footnote")


def record_span(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """Wrap a rule to record start and end of its token in the paragraph as ``meta["span"]``."""

    def run(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent:
            token = next(one for one in state.tokens[before:] if one.type in _SPANNING)
            token.meta["span"] = (start, state.pos)
        return found

    return run


def report_depth(state: StateCore) -> None:
    context: BodyContext = state.env["context"]
    for token in state.tokens:
        if token.level >= MAX_NESTING - 1 and token.nesting == 1:
            line = (token.map[0] if token.map else 0) + 1
            message = "lists and quotes are nested too deep; the deeper content is removed"
            context.report(error(Code.MARKUP_TOO_DEEP, message, Location(context.path, line)))
            return


def resolve_inlines(state: StateCore) -> None:
    """Run roles, record references, and report problems in inline content."""
    context: BodyContext = state.env["context"]
    footnotes: dict[int, int] = {}
    for token, footnote in _paragraphs(state.tokens):
        first = token.map[0] + state.env.get("first_line", 1) if token.map else footnotes.get(footnote, 1)
        last = first + max(token.content.count("\n"), (token.map[1] - token.map[0] - 1) if token.map else 0)
        report_broken_fence(token.content, first, context)
        tags_are_text = token.meta.get("liquid") is False
        footnotes |= _record_references(token, context, first)
        token.children = list(
            _resolve(token.children or [], context, state.env, first, last, tags_are_text=tags_are_text)
        )


def _paragraphs(tokens: list[Token]) -> list[tuple[Token, int]]:
    """Return the inline tokens, each with the number of the last footnote that begins before it.

    Tokens without a line, which are inline footnotes ``^[…]``, come last, after the paragraphs that contain them.
    """
    found, footnote = [], -1
    for token in tokens:
        if token.type == "footnote_open":
            footnote = token.meta["id"]
        elif token.type == "inline" and token.children:
            found.append((token, footnote))
    return sorted(found, key=lambda one: one[0].map is None)


def _record_references(paragraph: Token, context: BodyContext, first: int) -> dict[int, int]:
    """Record the references of links and images, and return the lines of inline footnotes ``^[…]`` by number.

    The content of a paragraph has as many lines as its source.
    """
    position, line = 0, first
    footnotes: dict[int, int] = {}
    tag: Location | None = None
    columns: dict[int, int | None] = {}

    def exactly() -> Location:
        begin = paragraph.content.rfind("\n", 0, start) + 1
        if line not in columns:
            text = paragraph.content[begin:].partition("\n")[0]
            columns[line] = context.locate(line, text, 1).column
        column = columns[line]
        return Location(context.path, line, column + start - begin if column else None)

    for token in paragraph.children or ():
        if "span" not in token.meta:
            continue
        start, end = token.meta["span"]
        line += paragraph.content.count("\n", position, start)
        position = start
        if token.type == "unknown_footnote":
            token.meta["where"] = exactly()
            continue
        footnotes |= dict.fromkeys(_footnotes(token), line)
        if token.type == "footnote_ref":
            continue
        if token.type == "html_inline":
            after = tag if tag and tag.line == line else None
            tag = token.meta["where"] = context.find(token.content, line, line, after=after)
            continue
        attribute = "src" if token.type == "image" else "href"
        written = str(token.attrGet(attribute) or "")
        if not written:
            token.meta["where"] = exactly()
            continue
        url = context.transform_url(written)
        token.attrSet(attribute, url)
        last = line + paragraph.content.count("\n", start, end)
        token.meta["where"] = context.add_reference(url, line, last, written=written)
    return footnotes


def _footnotes(token: Token) -> Iterator[int]:
    """Yield the numbers of inline footnotes ``^[…]`` in *token* and in the text of an image."""
    if token.type == "footnote_ref":
        yield token.meta["id"]
    for child in token.children or ():
        yield from _footnotes(child)


_BROKEN_FENCE = re.compile(r"\s{0,3}`{3,}\{([\w.:+-]+)\}[^`\n]*`")


def report_broken_fence(text: str, line: int, context: BodyContext) -> None:
    """Report a directive with backquotes in its first line, which is not a fence in CommonMark."""
    match = _BROKEN_FENCE.match(text)
    if match and match[1] in context.options.vocabulary.directives:
        message = f"not a directive: the first line of '{match[1]}' must not have backquotes"
        hint = "begin its text on the next line"
        context.report(error(Code.MARKUP_BROKEN_FENCE, message, context.find(text.split("\n")[0], line, line), hint))


def _resolve(
    children: list[Token], context: BodyContext, env: EnvType, first: int, last: int, *, tags_are_text: bool
) -> Iterator[Token]:
    seen: dict[str, Location] = {}
    unresolved = 0
    roles = context.options.vocabulary.roles

    def locate(snippet: str) -> Location:
        seen[snippet] = context.find(snippet, first, last, after=seen.get(snippet))
        return seen[snippet]

    for token in children:
        if token.type == "role":
            where = locate(token.meta["source"])
            if role := roles.get(token.info):
                html, problems = run_role(role, token.info, token.content, where)
                for problem in problems:
                    context.report(problem)
                context.add_html_references(html.html, where)
                yield Token(
                    "finished_html", "", 0, content=html.html, meta={"sealed": html.sealed, "text": token.content}
                )
                continue
            hint = did_you_mean(token.info, roles) or "put a backslash before '{' if this is not a role"
            context.report(error(Code.MARKUP_UNKNOWN_ROLE, f"unknown role '{token.info}'", where, hint))
            token = Token("code_inline", "code", 0, content=token.content, markup="`")
        elif token.type == "html_inline":
            token.meta.setdefault("where", Location(context.path, first))
        elif token.type == "liquid" and not tags_are_text:
            where = locate(token.content)
            report_tag(token.content, where, context, "it is shown as text", first=token.meta["first"])
        elif token.type == "attribute_list":
            report_attribute_list(token.content, locate(token.content), context)
            continue
        elif token.type == "text":
            for match in _UNKNOWN_REFERENCE.finditer(token.content):
                label = match[2] or match[1]
                message = f"undefined link reference '{label}'"
                context.report(
                    warning(Code.MARKUP_UNKNOWN_REFERENCE, message, locate(match[0]), f"add a line '[{label}]: URL'")
                )
            for match in _UNQUOTED_URL.finditer(token.content):
                message = f"not a link: URL '{match[1]}' has a space"
                context.report(warning(Code.MARKUP_BAD_URL, message, locate(match[0]), f"write (<{match[1]}>)"))
        elif token.type == "unknown_footnote":
            token = report_reference(token, context, env)
        elif token.type == "link_open":
            url = str(token.attrGet("href") or "")
            if not url:
                message = "link without a URL; its text is shown without a link"
                hint = "write the URL in the parentheses"
                context.report(warning(Code.MARKUP_BAD_URL, message, token.meta["where"], hint))
                unresolved += 1
                token = Token("unresolved_open", "", 1)
            elif url.startswith(("{%", "{{")) and not _is_pelican_link(url):
                report_tag(url, token.meta["where"], context, "its text is shown without a link")
                unresolved += 1
                token = Token("unresolved_open", "", 1)
            elif not is_allowed_url(url):
                context.report(disallowed_url(url, token.meta["where"]))
                unresolved += 1
                token = Token("unresolved_open", "", 1)
        elif token.type == "link_close" and unresolved:
            unresolved -= 1
            token = Token("unresolved_close", "", -1)
        elif token.type == "image":
            url = str(token.attrGet("src") or "")
            show_names(token.children or ())
            if not url:
                message = "image without a URL; its alternative text is shown"
                hint = "write the URL in the parentheses"
                context.report(warning(Code.MARKUP_BAD_URL, message, token.meta["where"], hint))
                token = _instead_of(token)
            elif url.startswith(("{%", "{{")):
                report_tag(url, token.meta["where"], context, "the alternative text of the image is shown")
                token = _instead_of(token)
            elif not is_allowed_url(url):
                context.report(disallowed_url(url, token.meta["where"]))
                token = _instead_of(token)
            elif not token.content.strip():
                hint = "write a short description of the image in the brackets"
                context.report(
                    warning(Code.MARKUP_NO_ALT, f"image '{url}' has no alternative text", token.meta["where"], hint)
                )
        yield token


def _is_pelican_link(url: str) -> bool:
    return _PELICAN_LINK.fullmatch(url) is not None


def _instead_of(image: Token) -> Token:
    return Token("finished_html", "", 0, content=f'<span class="problematic">{escape(image.content)}</span>')


def number_headings(state: StateCore) -> None:
    """Assign ids to headings, and shift their levels so that the highest is ``h2``."""
    context: BodyContext = state.env["context"]
    opened = [index for index, token in enumerate(state.tokens) if token.type == "heading_open"]
    if not opened:
        return
    context.reserve_ids(token.content for token in state.tokens if token.type in ("finished_html", "html_block"))
    shift = 2 - min(int(state.tokens[index].tag[1]) for index in opened)
    for index in opened:
        token = state.tokens[index]
        inline = state.tokens[index + 1]
        wanted = _take_id(inline.children or [])
        text = " ".join("".join(_plain_text(inline.children or [])).split())
        level = min(6, int(token.tag[1]) + shift)
        own_id = context.ids.claim(wanted) if wanted else context.ids.for_text(text)
        heading = Heading(level, own_id, text, (token.map[0] if token.map else 0) + 1)
        context.headings.append(heading)
        state.tokens[index + 2].meta["heading"] = heading
        inline.type = "inline_of_heading"


_OWN_ID = re.compile(r"(?<!\s)\s*\{#([A-Za-z][\w.-]*)\}\s*$")


def _take_id(children: list[Token]) -> str | None:
    """Remove ``{#id}`` (Python-Markdown, kramdown, Hugo) from the end of a heading, and return the id or None."""
    last = children[-1] if children else None
    if last is None or last.type != "text" or not (match := _OWN_ID.search(last.content)):
        return None
    last.content = last.content[: match.start()]
    return match[1]


def _plain_text(children: list[Token]) -> Iterator[str]:
    for token in children:
        if token.type in ("text", "code_inline", "liquid", "text_special"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type == "image":
            yield token.content
        elif token.type == "finished_html":
            yield str(token.meta.get("text", ""))
        elif token.type == "html_inline" and escape_unknown_tags(token.content)[1]:
            yield token.content
