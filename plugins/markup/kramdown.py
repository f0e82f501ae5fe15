"""What kramdown, Jekyll's Markdown, has and CommonMark has not: attribute lists such as ``{: .wide}`` and ``{:toc}``."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from pelican.plugins.diagnostics import Where, warning

from .context import BodyContext

_ATTRIBUTE_LIST = re.compile(r"\{:[^{}\n]{0,200}\}")


def kramdown_plugin(md: MarkdownIt) -> None:
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


def report_attribute_list(text: str, where: Where, context: BodyContext) -> None:
    if "toc" in text:
        hint = "for a list of the headings, write ```{contents} and ``` on two lines"
    else:
        hint = "behind an image, a link or code, write it without the colon: {.wide}"
    context.report(
        warning("markup.kramdown", f"kramdown's '{text[:60]}' is not understood; it is left out", where, hint)
    )
