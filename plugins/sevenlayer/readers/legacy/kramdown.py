"""What Jekyll's Markdowns have and CommonMark has not.

These are kramdown's attribute lists, such as ``{: .wide}`` and ``{:toc}``, and, from before kramdown, headings without a blank
behind their marks: ``##Cells``.
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
# Not `#!`, `#>`, `##---` and the like, which are code; a single mark may begin a hashtag.
_HEADING = re.compile(r"""[ ]{0,3}(\#{1,6})(?=[\w"'“‘«(\[*`<$&\\¿¡.{])(?!\{\.)(.*)""", re.VERBOSE)
# C's, outside a block of code.
_PREPROCESSOR = re.compile(r"(?:include|define|ifn?def|if|else|endif|pragma|error)\b")


def kramdown_plugin(md: MarkdownIt) -> None:
    md.block.ruler.before("heading", "tight_heading", tight_heading, {"alt": ["paragraph", "reference", "blockquote"]})
    md.inline.ruler.before("backticks", "kramdown", attribute_list)


def attribute_list(state: StateInline, silent: bool) -> bool:
    """Take an attribute list for what it is, and not for text that readers see."""
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
        hint = "for a list of the headings, write ```{contents} and ``` on two lines"
    else:
        hint = "behind an image, a link or code, write it without the colon: {.wide}"
    context.report(
        warning(Code.MARKUP_KRAMDOWN, f"kramdown's '{text[:60]}' is not understood; it is left out", where, hint)
    )


def tight_heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``##Cells`` in a post of Jekyll; a single mark only before a paragraph of one line that is no hashtag, nor several."""
    if not state.env["jekyll"] or state.is_code_block(start):
        return False
    match = _HEADING.fullmatch(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    if match is None or (len(match[1]) == 1 and not _is_clear(state, start, end, match[2])):
        return False
    # A channel, as in `##openstack-infra`.
    if match[2][:1].islower() and start > 0 and not state.isEmpty(start - 1):
        return False
    if silent:
        return True
    text = match[2].rstrip()
    without_marks = text.rstrip("#")
    # `#C#` is a name.
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
    """Report ``##Cells`` where CommonMark has it: it is text there."""
    context: BodyContext = state.env["context"]
    for before, token in pairwise(state.tokens):
        if before.type != "paragraph_open" or token.type != "inline" or not token.map:
            continue
        for line, text in enumerate(token.content.split("\n"), token.map[0] + 1):
            match = _HEADING.fullmatch(text)
            is_channel = match and match[2][:1].islower() and line > token.map[0] + 1
            if match and len(match[1]) > 1 and not is_channel:
                message = f"this is no heading: no blank stands behind '{match[1]}'"
                hint = "write a blank behind the marks, or a backslash before them where no heading is meant"
                context.report(warning(Code.MARKUP_NO_HEADING, message, context.find(text, line, line), hint))
