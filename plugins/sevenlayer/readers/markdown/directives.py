"""Roles and directives in Markdown, for markdown-it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sevenlayer.diagnostics import Code, Location, did_you_mean, error
from sevenlayer.directives import Contents, File, Html, Inline, Part, RawDirective, run_directive
from sevenlayer.readers.context import BodyContext

_FENCE = re.compile(r"\{([A-Za-z][A-Za-z0-9_.:+-]*)\}[ \t]*(.*)")
_OPTION = re.compile(r":([A-Za-z][A-Za-z0-9_-]*):(?:[ \t]+(.*))?[ \t]*")
_ROLE = re.compile(r"\{([A-Za-z][A-Za-z0-9_.:+-]*)\}(`+)")

#: Maximum nesting of directives.
MAX_NESTING = 20


def role_rule(state: StateInline, silent: bool) -> bool:
    """Parse ``{name}`text` ``; text with backquotes is enclosed in more of them, as in code."""
    if state.src[state.pos] != "{":
        return False
    match = _ROLE.match(state.src, state.pos)
    if match is None:
        return False
    ticks = match[2]
    end = match.end()
    while (end := state.src.find(ticks, end)) >= 0:
        run = end
        while run < state.posMax and state.src[run] == "`":
            run += 1
        if run - end == len(ticks):
            break
        end = run
    if end < 0 or end + len(ticks) > state.posMax:
        return False
    if not silent:
        token = state.push("role", "", 0)
        token.info = match[1]
        token.content = " ".join(state.src[match.end() : end].split())
        token.meta["source"] = state.src[state.pos : end + len(ticks)]
    state.pos = end + len(ticks)
    return True


def expand_directives(state: StateCore) -> None:
    """Replace each fence ` ```{name} ` with the output of its directive."""
    state.tokens = _expand(state, state.tokens, 0)


def _expand(state: StateCore, tokens: Iterable[Token], depth: int) -> list[Token]:
    context: BodyContext = state.env["context"]
    vocabulary = context.options.vocabulary
    expanded: list[Token] = []
    for token in tokens:
        if token.type == "liquid_raw":
            found = _parse_block(state, token.content, token.meta["content_line"], token.level)
            for one in found:
                one.meta["liquid"] = False
            expanded.extend(found)
            continue
        match = _FENCE.fullmatch(token.info.strip()) if token.type == "fence" and token.markup[:1] in "`~" else None
        if match is None:
            expanded.append(token)
            continue
        line = (token.map[0] if token.map else 0) + 1
        where = context.find(f"{{{match[1]}}}", line, line)
        if match[1] not in vocabulary.directives or depth >= MAX_NESTING:
            if depth >= MAX_NESTING:
                context.report(
                    error(Code.MARKUP_TOO_DEEP, f"directives are nested more than {MAX_NESTING} levels deep", where)
                )
            else:
                hint = (
                    did_you_mean(match[1], vocabulary.directives)
                    or "for a code block, write the language without braces"
                )
                context.report(error(Code.MARKUP_UNKNOWN_DIRECTIVE, f"unknown directive '{match[1]}'", where, hint))
            token.info = "text"
            expanded.append(token)
            continue
        raw = _read(match, token, where, context)
        for part in run_directive(raw, context.report, vocabulary):
            if isinstance(part, Html):
                context.add_html_references(part.html, where)
            expanded.extend(_tokens(state, part, token.level, depth))
    return expanded


def _read(match: re.Match[str], token: Token, where: Location, context: BodyContext) -> RawDirective:
    lines = token.content.removesuffix("\n").split("\n") if token.content else []
    line = (where.line or 0) + 1
    options: dict[str, tuple[str | None, Location]] = {}
    used = 0
    for text in lines:
        option = _OPTION.fullmatch(text)
        if option is None:
            break
        options[option[1]] = (option[2], context.find(f":{option[1]}:", line + used, line + used))
        used += 1
    while used < len(lines) and not lines[used].strip():
        used += 1
    content, content_line = tuple(lines[used:]), line + used

    def locate(line_of_content: int, column: int) -> Location:
        text = content[line_of_content - 1] if line_of_content <= len(content) else ""
        return context.locate(content_line + line_of_content - 1, text, column)

    return RawDirective(match[1], match[2].strip(), options, content, content_line, where, locate)


def _tokens(state: StateCore, part: Part, level: int, depth: int) -> list[Token]:
    if isinstance(part, Html):
        token = Token(
            "finished_html", "", 0, content=part.html, level=level, meta={"sealed": part.sealed, "once": part.once}
        )
        return [token]
    if isinstance(part, File):
        context: BodyContext = state.env["context"]
        context.files[part.path] = part.text
        return []
    if isinstance(part, Contents):
        return [Token("contents", "", 0, level=level, meta={"contents": part})]
    if isinstance(part, Inline):
        return [Token("inline", "", 0, content=part.text, level=level, children=[], map=[part.line - 1, part.line])]
    tokens = _parse_block(state, "\n".join(part.lines), part.first_line - 1, level)
    return _expand(state, tokens, depth + 1)


def _parse_block(state: StateCore, text: str, first_line: int, level: int) -> list[Token]:
    tokens: list[Token] = []
    state.md.block.parse(text, state.md, state.env, tokens)
    for token in tokens:
        token.level += level
        if token.map:
            token.map = [token.map[0] + first_line, token.map[1] + first_line]
        if "content_line" in token.meta:
            token.meta["content_line"] += first_line
    return tokens
