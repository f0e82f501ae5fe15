"""Footnotes in Markdown: references without a note, and notes without a reference, for markdown-it."""

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

# Prose has regular expressions too, such as [^/] and [^abc]*, [^a-z] and s/[^x]//.
_REFERENCE = re.compile(r"\[\^(\w[\w.:-]{0,60})\](?![^\W_]|[*+?{\](\\$|/]|\[(?!\^))")
#: In a post without notes, shorter names are more likely a regular expression's characters.
_WORD = 4
_RANGE = re.compile("a-z|a-f|0-9", re.IGNORECASE)
_NEVER_BEFORE = frozenset("[/|^")
_BEFORE_WITHOUT_NOTES = re.compile(r"""[\w.,;:!?)"'”’»…*`~]""")


def footnotes_plugin(md: MarkdownIt) -> None:
    """Footnotes, and what says that they are wrong; to be used before rules of the inline ruler are wrapped."""
    md.use(footnote_plugin)
    md.inline.ruler.after("footnote_ref", "unknown_footnote", unknown_footnote)
    # Before the notes are moved to the end: there they have lost their lines, and some are gone.
    md.core.ruler.before("footnote_tail", "footnotes", report_notes)


def unknown_footnote(state: StateInline, silent: bool) -> bool:
    """What looks like a reference to a footnote, and is none: the rule for those that have a note has been tried before."""
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
    """Report a reference without a note, and return it as text."""
    name = token.info
    if context.file_text is None:
        hint = _nearest(name, [one[1:] for one in _notes(env)]) or (
            f"add a line '[^{name}]: …', or put a backslash before '[' if this is no footnote"
        )
    else:
        hint = "leave it out: the notes of the post are not those of its summary"
    message = f"footnote '{name}' has no note; its name is shown as text"
    context.report(warning(Code.MARKUP_UNKNOWN_FOOTNOTE, message, token.meta["where"], hint))
    return Token("text", "", 0, content=token.content)


def show_names(tokens: Iterable[Token]) -> None:
    """Make text of the names in the text of an image, which can have no footnotes."""
    for token in tokens:
        if token.type == "unknown_footnote":
            token.type = "text"
        show_names(token.children or ())


def report_notes(state: StateCore) -> None:
    """Report each note that nothing refers to, and each that another one of the same name takes the place of."""
    context: BodyContext = state.env["context"]
    first: dict[str, Location] = {}
    for token in state.tokens:
        if token.type != "footnote_reference_open":
            continue
        name = str(token.meta["label"])
        line = (token.map[0] if token.map else 0) + 1
        where = context.find(f"[^{name}]:", line, line)
        if name in first:
            message = f"footnote '{name}' has another note in line {first[name].line}; that one is left out"
            context.report(warning(Code.MARKUP_DUPLICATE_FOOTNOTE, message, where, "give one of them another name"))
        elif _notes(state.env)[f":{name}"] < 0:
            message = f"nothing refers to footnote '{name}'; its note is left out"
            hint = _nearest(name, state.env.get("unknown_footnotes", ())) or f"write '[^{name}]' where it belongs"
            context.report(warning(Code.MARKUP_UNUSED_FOOTNOTE, message, where, hint))
        first[name] = where


def _notes(env: EnvType) -> dict[str, int]:
    """The notes of the post by their names behind a colon; one that nothing refers to has a number below 0."""
    found: dict[str, int] = env.get("footnotes", {}).get("refs", {})
    return found


def _nearest(name: str, names: Iterable[str]) -> str | None:
    """The hint that another name was meant; numbers and single letters are all as near to each other."""
    return did_you_mean(name, names) if len(name) > 2 else None
