"""Liquid tags in posts from Jekyll and Octopress, except blocks (`liquid_blocks`). Unsupported tags are reported."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from html import escape
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sevenlayer.diagnostics import Code, Location, warning
from sevenlayer.readers.context import BodyContext

# Bounded repetition, so that a text with many opening braces does not take quadratic time.
TAG = re.compile(r"\{%-?\s{0,9}(\w{1,40})((?:(?!%\}).){0,400}?)-?%\}|\{\{((?:(?!\}\}).){0,400}?)\}\}")
_TAGS = re.compile(rf"(?:{TAG.pattern})+")
_SHORTCODE = re.compile(r"\{\{[<%]\s*/?\s*(\w+)")
# `root_url` is Octopress's.
_SITE = re.compile(r"(?:\{\{\s*(?:site\.(?:url|baseurl)|root_url)\s*\}\})+")
_OPENING = re.compile(r"\{%-?\s{0,9}(raw|comment)\s{0,9}-?%\}")
_CLOSING = re.compile(r"\{%-?\s{0,9}end(raw|comment)\s{0,9}-?%\}")

#: Supported block tags, which have an end tag.
BLOCKS = ("highlight", "codeblock", "raw", "comment")


def liquid_plugin(md: MarkdownIt) -> None:
    md.inline.ruler.before("backticks", "liquid", liquid_inline)
    md.helpers = SimpleNamespace(  # type: ignore[assignment]
        parseLinkDestination=parse_link_destination,
        parseLinkLabel=helpers.parseLinkLabel,
        parseLinkTitle=helpers.parseLinkTitle,
    )


def liquid_inline(state: StateInline, silent: bool) -> bool:
    """Remove comments, and parse a tag as a token, so that its content is not parsed as markup."""
    if state.src[state.pos] != "{":
        return False
    in_raw = state.env.get("in_raw", False)
    opening = None if in_raw else _OPENING.match(state.src, state.pos, state.posMax)
    if opening and (closing := _closing(state, opening)):
        if not silent and opening[1] == "raw":
            _push_raw(state, opening.end(), closing.start())
        state.pos = closing.end()
        return True
    match = TAG.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("finished_html" if in_raw else "liquid", "", 0)
        token.content = escape(match[0], quote=False) if in_raw else match[0]
        # Blocks are parsed at the beginning of a paragraph.
        token.meta = {"text": match[0]} if in_raw else {"first": state.pos == 0}
    state.pos = match.end()
    return True


def _closing(state: StateInline, opening: re.Match[str]) -> re.Match[str] | None:
    closings = _closings(state.src, opening[1])
    index = bisect_left(closings, opening.end(), key=lambda closing: closing.start())
    return closings[index] if index < len(closings) and closings[index].end() <= state.posMax else None


@lru_cache(maxsize=4)
def _closings(text: str, name: str) -> list[re.Match[str]]:
    """Return all tags that close *name*; cached, so that a paragraph is scanned once."""
    return [match for match in _CLOSING.finditer(text) if match[1] == name]


def _push_raw(state: StateInline, start: int, end: int) -> None:
    """Parse the Markdown from *start* to *end* of the paragraph, with tags as text, and push its tokens."""
    if state.pending:
        state.pushPending()
    tokens: list[Token] = []
    state.env["in_raw"] = True
    state.md.inline.parse(state.src[start:end], state.md, state.env, tokens)
    state.env["in_raw"] = False
    for token in tokens:
        token.level += state.level
        if "span" in token.meta:
            first, last = token.meta["span"]
            token.meta["span"] = (first + start, last + start)
    state.tokens += tokens
    state.tokens_meta += [None] * len(tokens)


def parse_link_destination(string: str, position: int, maximum: int) -> Any:
    """Parse a link destination, which may begin with a Liquid tag that has spaces; tags for the site URL are resolved."""
    match = _TAGS.match(string, position, maximum)
    if match is None:
        return helpers.parseLinkDestination(string, position, maximum)
    rest = helpers.parseLinkDestination(string, match.end(), maximum)
    end, path = (rest.pos, rest.str) if rest.ok else (match.end(), "")
    tags = "" if _SITE.fullmatch(match[0]) else match[0]
    return SimpleNamespace(ok=True, pos=end, str=tags + path or "/")


# {% post_url 2013-07-19-cells %} and {% link _posts/2013-07-19-cells.md %}, optionally after the site URL.
# docutils removes spaces from URLs.
_POST_LINK = re.compile(rf"(?:{_SITE.pattern})?\{{%-?\s{{0,9}}(post_url|link)\s*([^\s%]+?)\s*-?%\}}(.*)", re.DOTALL)


def resolve_liquid_url(url: str) -> str:
    """Resolve the Liquid tags in *url*: the site URL, and links to posts as ``{post_url}name``; other tags are kept."""
    if match := _POST_LINK.fullmatch(url.strip()):
        name = match[2] if match[1] == "post_url" else match[2].rpartition("/")[2]
        return f"{{post_url}}{name}{match[3]}"
    if match := _SITE.match(url):
        return url[match.end() :] or "/"
    return url


def report_tag(tag: str, where: Location, context: BodyContext, becomes: str, *, first: bool = False) -> None:
    """Report an unsupported or unclosed tag; *first* if it begins a paragraph, where closed blocks have been parsed.

    *becomes* says how the tag is rendered.
    """
    match = TAG.match(tag)
    word = match[1] if match else None
    name = f"Liquid tag '{word}'" if word else "Liquid expression"
    wrong, hint = f"unsupported {name}", _HINTS.get(word)
    if shortcode := _SHORTCODE.match(tag):
        wrong = f"unsupported Hugo shortcode '{shortcode[1]}'"
    elif word in BLOCKS and first:
        wrong, hint = f"unclosed {name}", f"write {{% end{word} %}} where it ends"
    elif word in ("raw", "comment"):
        wrong = f"{name} is not closed in its paragraph"
        hint = f"put it and {{% end{word} %}} on lines of their own"
    elif word in BLOCKS:
        wrong, hint = f"{name} is not at the beginning of a line", _OWN_LINE
    elif word and word.removeprefix("end") in BLOCKS:
        wrong = f"unmatched {name}"
        hint = f"write {{% {word[3:]} %}} on a line of its own before it, or remove it"
    context.report(warning(Code.MARKUP_LIQUID, f"{wrong}; {becomes}", where, hint))


def report_tag_in_html(tag: str, where: Location, context: BodyContext) -> None:
    match = TAG.match(tag)
    word = match[1] if match else ""
    hint = _OWN_LINE if word.removeprefix("end") in BLOCKS else _HINTS.get(word)
    message = f"unsupported Liquid tag '{word}' in HTML; it is shown as text"
    context.report(warning(Code.MARKUP_LIQUID, message, where, hint))


_OWN_LINE = "put the tag on a line of its own, with a blank line before it"
_QUOTATION = "begin the lines with '>'"
_HINTS: dict[str | None, str] = {
    "img": "write ![description](URL)",
    "asset_path": "write the URL of the file",
    "youtube": 'write a link, or a frame: <iframe src="https://www.youtube-nocookie.com/embed/…">',
    "gist": "write the code, or a link to it",
    "include": "write the text itself",
    **dict.fromkeys(("blockquote", "endblockquote", "pullquote", "endpullquote"), _QUOTATION),
}
