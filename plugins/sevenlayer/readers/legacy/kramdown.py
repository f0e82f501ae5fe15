"""Markdown syntax of Jekyll that CommonMark does not have.

kramdown's attribute lists, such as ``{: .wide}`` and ``{:toc}``, and headings without a space after ``#``, such as ``##Cells``.
"""

from __future__ import annotations

import re
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from sevenlayer.diagnostics import Code, Location, warning
from sevenlayer.readers.context import BodyContext

_ATTRIBUTE_LIST = re.compile(r"\{:[^{}\n]{0,200}\}")
# Not `#!`, `#>`, `##---` and the like, which are code; a single `#` may begin a hashtag.
_HEADING = re.compile(r"""[ ]{0,3}(\#{1,6})(?=[\w"'“‘«(\[*`<$&\\¿¡.{])(?!\{\.)(.*)""", re.VERBOSE)
# C preprocessor directives, outside a code block.
_PREPROCESSOR = re.compile(r"(?:include|define|ifn?def|if|else|endif|pragma|error)\b")


def kramdown_plugin(md: MarkdownIt) -> None:
    md.block.ruler.before("heading", "tight_heading", tight_heading, {"alt": ["paragraph", "reference", "blockquote"]})
    md.inline.ruler.before("backticks", "kramdown", attribute_list)


def attribute_list(state: StateInline, silent: bool) -> bool:
    """Parse an attribute list as a token, not as text."""
    if state.src[state.pos] != "{":
        return False
    match = _ATTRIBUTE_LIST.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("attribute_list", "", 0)
        token.content = match[0]
    state.pos = match.end()
    return True


def report_attribute_list(text: str, where: Location, context: BodyContext) -> None:
    if "toc" in text:
        hint = "for a table of contents, write ```{contents} and ``` on two lines"
    else:
        hint = "after an image, a link or code, write it without the colon: {.wide}"
    context.report(
        warning(
            Code.MARKUP_KRAMDOWN, f"kramdown attribute list '{text[:60]}' is not supported; it is removed", where, hint
        )
    )


def tight_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Parse ``##Cells`` in a Jekyll post as a heading; with a single ``#``, only a paragraph of one line without hashtags."""
    if not state.env["jekyll"] or state.is_code_block(start):
        return False
    match = _HEADING.fullmatch(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if match is None or (len(match[1]) == 1 and not _is_clear(state, start, end, match[2])):
        return False
    # An IRC channel, such as `##openstack-infra`.
    if match[2][:1].islower() and start > 0 and not state.isEmpty(start - 1):
        return False
    if silent:
        return True
    text = match[2].rstrip()
    without_marks = text.rstrip("#")
    # The last `#` of `#C#` is part of a name.
    if without_marks.endswith((" ", "\t")) or (len(match[1]) > 1 and without_marks + match[1] == text):
        text = without_marks.rstrip()
    state.line = start + 1
    opening = state.push("heading_open", f"h{len(match[1])}", 1)
    inline = state.push("inline", "", 0)
    closing = state.push("heading_close", f"h{len(match[1])}", -1)
    opening.markup = closing.markup = match[1]
    inline.content, inline.children = text, []
    opening.map = inline.map = [start, state.line]
    return True


def _is_clear(state: StateBlock, start: int, end: int, text: str) -> bool:
    alone = (start == 0 or state.isEmpty(start - 1)) and (start + 1 >= end or state.isEmpty(start + 1))
    hashtag = " " not in text.rstrip() and not text[:1].isupper()
    return alone and not hashtag and not _PREPROCESSOR.match(text) and not text[:1].isdigit() and " #" not in text


def report_tight_headings(state: StateCore) -> None:
    """Report ``##Cells``, which is text in CommonMark."""
    context: BodyContext = state.env["context"]
    for before, token in pairwise(state.tokens):
        if before.type != "paragraph_open" or token.type != "inline" or not token.map:
            continue
        for line, text in enumerate(token.content.split("\n"), token.map[0] + 1):
            match = _HEADING.fullmatch(text)
            is_channel = match and match[2][:1].islower() and line > token.map[0] + 1
            if match and len(match[1]) > 1 and not is_channel:
                message = f"not a heading: missing space after '{match[1]}'"
                hint = f"add a space after '{match[1]}', or a backslash before it if no heading is meant"
                context.report(warning(Code.MARKUP_NO_HEADING, message, context.find(text, line, line), hint))
