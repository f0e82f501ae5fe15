"""Footnotes in Markdown, with reports of undefined, duplicate and unused ones, for markdown-it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin

from sevenlayer.diagnostics import Code, Location, did_you_mean, warning
from sevenlayer.readers.context import BodyContext

# Excludes regular expressions in prose, such as [^/] and [^abc]*, [^a-z] and s/[^x]//.
_REFERENCE = re.compile(r"\[\^(\w[\w.:-]{0,60})\](?![^\W_]|[*+?{\](\\$|/]|\[(?!\^))")
#: In a post without footnotes, shorter names are more likely part of a regular expression.
_WORD = 4
_RANGE = re.compile("a-z|a-f|0-9", re.IGNORECASE)
_NEVER_BEFORE = frozenset("[/|^")
_BEFORE_WITHOUT_NOTES = re.compile(r"""[\w.,;:!?)"'”’»…*`~]""")


def footnotes_plugin(md: MarkdownIt) -> None:
    """Add footnotes and their checks; must be used before the rules of the inline ruler are wrapped."""
    md.use(footnote_plugin)
    md.inline.ruler.after("footnote_ref", "unknown_footnote", unknown_footnote)
    # Before footnotes are moved to the end, where they have no lines and unused ones are missing.
    md.core.ruler.before("footnote_tail", "footnotes", report_notes)


def unknown_footnote(state: StateInline, silent: bool) -> bool:
    """Parse an undefined footnote reference; the rule for defined ones runs before this one."""
    if not state.src.startswith("[^", state.pos):
        return False
    match = _REFERENCE.match(state.src, state.pos, state.posMax)
    before = state.src[state.pos - 1 : state.pos]
    if match is None or before in _NEVER_BEFORE or _RANGE.search(match[1]):
        return False
    is_word = len(match[1]) >= _WORD and _BEFORE_WITHOUT_NOTES.match(before)
    if not (_notes(state.env) or match[1].isdecimal() or is_word):
        return False
    if not silent:
        token = state.push("unknown_footnote", "", 0)
        token.content = match[0]
        token.info = match[1]
        state.env.setdefault("unknown_footnotes", {})[match[1]] = None
    state.pos = match.end()
    return True


def report_reference(token: Token, context: BodyContext, env: EnvType) -> Token:
    """Report an undefined footnote reference, and return it as text."""
    name = token.info
    if context.file_text is None:
        hint = _nearest(name, [one[1:] for one in _notes(env)]) or (
            f"add a line '[^{name}]: …', or put a backslash before '[' if this is not a footnote"
        )
    else:
        hint = "remove it: a summary cannot refer to footnotes of the post"
    message = f"undefined footnote '{name}'; it is shown as text"
    context.report(warning(Code.MARKUP_UNKNOWN_FOOTNOTE, message, token.meta["where"], hint))
    return Token("text", "", 0, content=token.content)


def show_names(tokens: Iterable[Token]) -> None:
    """Convert footnote references to text, for images, which cannot have footnotes."""
    for token in tokens:
        if token.type == "unknown_footnote":
            token.type = "text"
        show_names(token.children or ())


def report_notes(state: StateCore) -> None:
    """Report unused and duplicate footnotes."""
    context: BodyContext = state.env["context"]
    first: dict[str, Location] = {}
    for token in state.tokens:
        if token.type != "footnote_reference_open":
            continue
        name = str(token.meta["label"])
        line = (token.map[0] if token.map else 0) + 1
        where = context.find(f"[^{name}]:", line, line)
        if name in first:
            message = f"duplicate footnote '{name}'; the definition in line {first[name].line} is removed"
            context.report(warning(Code.MARKUP_DUPLICATE_FOOTNOTE, message, where, "rename one of them"))
        elif _notes(state.env)[f":{name}"] < 0:
            message = f"unused footnote '{name}'; it is removed"
            hint = _nearest(name, state.env.get("unknown_footnotes", ())) or f"write '[^{name}]' where it belongs"
            context.report(warning(Code.MARKUP_UNUSED_FOOTNOTE, message, where, hint))
        first[name] = where


def _notes(env: EnvType) -> dict[str, int]:
    """Return the numbers of footnotes by ``:name``; unused ones have a negative number."""
    found: dict[str, int] = env.get("footnotes", {}).get("refs", {})
    return found


def _nearest(name: str, names: Iterable[str]) -> str | None:
    """Return a hint with a similar name; not for short names, which are all similar."""
    return did_you_mean(name, names) if len(name) > 2 else None
