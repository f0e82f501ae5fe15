"""Block tags of Liquid: code, comments, and raw text.

Jekyll runs Liquid before Markdown, so it processes tags in code and in HTML too. Here a block must begin a line; tags in HTML are
reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from sevenlayer.diagnostics import Code, Location, warning
from sevenlayer.directives.code import code_html
from sevenlayer.document import disallowed_url, is_allowed_url
from sevenlayer.document.sanitise import find_url_spans
from sevenlayer.readers.context import BodyContext, without_comments

from .liquid import BLOCKS, TAG, report_tag_in_html
from .octopress import CodeTag, read_codeblock, read_fence, read_highlight, without_raw_tags

_OPENING = re.compile(rf"\{{%-?\s{{0,9}}({'|'.join(BLOCKS)})\b((?:(?!%\}}).)*?)-?%\}}")
_MARK = re.compile(rf"\{{%-?\s{{0,9}}((?:end)?(?:{'|'.join(BLOCKS)}))\b(?:(?!%\}}).){{0,400}}?%\}}")


def liquid_blocks_plugin(md: MarkdownIt) -> None:
    md.block.ruler.before("fence", "liquid", liquid_block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.core.ruler.after("inline", "liquid", finish_liquid)
    md.add_render_rule("liquid_code", render_code)


def liquid_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse a block that begins in line *start*; text after its end tag is another block."""
    if silent:
        return _opening(state, start) is not None and not _is_inline(state, start, end)
    taken = False
    while _take_block(state, start, end):
        if state.line > start:
            return True
        taken = True
    if taken:
        # markdown-it requires a rule to advance by a line, so the rest of this line is parsed here.
        any(rule(state, start, end, False) for rule in state.md.block.ruler.getRules(""))
    return taken


def _opening(state: StateBlock, start: int) -> re.Match[str] | None:
    position = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith("{%", position):
        return None
    return _OPENING.match(state.src, position, state.eMarks[start])


def _is_inline(state: StateBlock, start: int, end: int) -> bool:
    """Whether ``raw`` begins and ends in line *start*, and so is part of a paragraph."""
    opening = _opening(state, start)
    if opening is None or opening[1] != "raw":
        return False
    closing = _closing(state, "raw", opening.end(), end)
    return closing is not None and closing.end() <= state.eMarks[start]


def _closing(state: StateBlock, name: str, position: int, end: int) -> re.Match[str] | None:
    """Return the end tag of the block whose text begins at *position*; None if another block begins before it."""
    limit = state.eMarks[end - 1]
    unclosed = state.env.setdefault("unclosed", set())
    if (key := (name, limit, state.src)) in unclosed:
        return None
    while match := _MARK.search(state.src, position, limit):
        position = match.end()
        if match[1] == f"end{name}":
            return match
        if name in ("raw", "comment"):
            continue
        if match[1] == name:
            return None
        if match[1] == "raw" and (inner := _closing(state, "raw", position, end)):
            position = inner.end()
    unclosed.add(key)  # A later tag of this name is not closed either.
    return None


def _take_block(state: StateBlock, start: int, end: int) -> bool:
    """Push the block that begins in line *start*, and set ``state.line`` to the line of the text after it."""
    opening = _opening(state, start)
    if opening is None or _is_inline(state, start, end):
        return False
    name, arguments = opening[1], opening[2].strip()
    closing = _closing(state, name, opening.end(), end)
    if closing is None:
        return False
    line = bisect_right(state.bMarks, closing.start(), start, end) - 1
    lines = _lines(state, start, line, opening.end(), closing.start())
    if name == "raw":
        token = state.push("liquid_raw", "", 0)
        token.meta["content_line"] = start + (1 if not state.src[opening.end() : state.eMarks[start]].strip() else 0)
    elif name != "comment":
        token = state.push("liquid_code", "", 0)
        token.meta["tag"] = read_highlight(arguments) if name == "highlight" else read_codeblock(arguments)
        token.info = arguments
    if name != "comment":
        token.content = "\n".join(lines) + "\n"
        token.map = [start, line + 1]
    _go_on(state, line, closing.end())
    return True


def _lines(state: StateBlock, start: int, last: int, first_position: int, last_position: int) -> list[str]:
    """Return the lines of a block between two positions, in the lines *start* and *last*."""
    if start == last:
        return [state.src[first_position:last_position]]
    indent = state.sCount[start]
    first = state.src[first_position : state.eMarks[start]]
    lines = [first] if first.strip() else []
    if start + 1 < last:
        lines += state.getLines(start + 1, last, indent, False).split("\n")
    text = state.getLines(last, last + 1, indent, False)
    text = text[: len(text) - (state.eMarks[last] - last_position)]
    return [*lines, text] if text.strip() else lines


def _go_on(state: StateBlock, line: int, position: int) -> None:
    """Make the next block begin at *position* of *line*, or in the next line if the rest is empty."""
    rest = state.src[position : state.eMarks[line]].lstrip()
    state.line = line if rest else line + 1
    if rest:
        state.bMarks[line] = state.eMarks[line] - len(rest)
        state.tShift[line] = state.bsCount[line] = 0
        state.sCount[line] = state.blkIndent


def finish_liquid(state: StateCore) -> None:
    """Process Liquid tags in code and in HTML; in posts that are not Jekyll's, only report those in HTML."""
    context: BodyContext = state.env["context"]
    jekyll = state.env["jekyll"]
    for token in state.tokens:
        if token.type == "html_block" and token.meta.get("liquid") is not False:
            for tag, where in _tags_in_html(token, context):
                report_tag_in_html(tag, where, context)
            if jekyll:
                token.content = without_raw_tags(token.content, keep_lines=True)
        if not jekyll or token.meta.get("liquid") is False:
            continue
        if token.type in ("fence", "code_block", "liquid_code"):
            token.content = without_raw_tags(token.content)
        if token.type == "fence" and (code := read_fence(token.info)):
            token.type, token.meta["tag"] = "liquid_code", code
        for child in token.children or ():
            if child.type == "code_inline":
                child.content = without_raw_tags(child.content)


def _tags_in_html(token: Token, context: BodyContext) -> Iterator[tuple[str, Location]]:
    """Yield the visible tags ``{% … %}`` with their locations; those in URLs are checked with the URLs."""
    if "{%" not in token.content:
        return
    html = without_comments(token.content)
    hidden = {html.find("{%", start, end) for start, end in find_url_spans(html)}
    last_endraw = html.rfind("endraw")
    offset, in_raw = 0, False
    lines = zip(html.split("\n"), token.content.split("\n"), strict=True)
    for line, (text, written) in enumerate(lines, (token.map[0] if token.map else 0) + 1):
        begin: Location | None = None
        for match in TAG.finditer(text):
            position = offset + match.start()
            if in_raw:
                in_raw = match[1] != "endraw"
            elif match[1] == "raw" and position < last_endraw:
                in_raw = True
            elif match[1] and position not in hidden:
                begin = begin or context.locate(line, written, 1)
                column = None if begin.column is None else begin.column + match.start()
                yield match[0], replace(begin, column=column)
        offset += len(text) + 1


def render_code(self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    context: BodyContext = env["context"]
    token = tokens[idx]
    tag: CodeTag = token.meta["tag"]
    line = (token.map[0] if token.map else 0) + 1
    where = context.find(token.info, line, line) if token.info.strip() else Location(context.path, line)
    if tag.left_out:
        words = ", ".join(f"'{word[:40]}'" for word in tag.left_out[:5])
        message = f"unsupported options of a code block are ignored: {words}"
        context.report(warning(Code.MARKUP_UNKNOWN_OPTION, message, where, f"supported: {tag.known}"))
    shown = tag.options
    if shown.link and not is_allowed_url(shown.link):
        context.report(disallowed_url(shown.link, where))
        shown = replace(shown, link="")
    elif shown.link:
        context.add_reference(shown.link, line, line)
    return code_html(token.content, tag.language, shown, where, context.report, context.options.vocabulary)
