"""Liquid tags in posts that come from Jekyll and Octopress.

Tags that mean a block of code, or "do not look in here", are understood; of all others the author is told.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from pelican.plugins.diagnostics import Where, warning

from .context import BodyContext

# Bounded, so that a text full of opening braces does not take for ever.
TAG = re.compile(r"\{%-?\s{0,9}(\w{1,40})((?:(?!%\}).){0,400}?)-?%\}|\{\{((?:(?!\}\}).){0,400}?)\}\}")
_TAGS = re.compile(rf"(?:{TAG.pattern})+")
_SHORTCODE = re.compile(r"\{\{[<%]\s*/?\s*(\w+)")
# Octopress says `root_url`.
_SITE = re.compile(r"(?:\{\{\s*(?:site\.(?:url|baseurl)|root_url)\s*\}\})+")
_BLOCK = re.compile(r"\{%-?\s*(highlight|codeblock|raw)\b((?:(?!%\}).)*?)-?%\}(.*)")


def liquid_plugin(md: MarkdownIt) -> None:
    md.block.ruler.before("fence", "liquid", liquid_block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.inline.ruler.before("backticks", "liquid", liquid_inline)
    md.helpers = SimpleNamespace(  # type: ignore[assignment]
        parseLinkDestination=parse_link_destination,
        parseLinkLabel=helpers.parseLinkLabel,
        parseLinkTitle=helpers.parseLinkTitle,
    )


def liquid_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``highlight`` and ``codeblock`` become fences; the lines of ``raw`` become Markdown in which no tag is looked for."""
    if state.is_code_block(start):
        return False
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("{%", position):
        return False
    match = _BLOCK.match(state.src, position, state.eMarks[start])
    if match is None:
        return False
    name, arguments, rest = match[1], match[2].strip(), match[3]
    closing = re.compile(rf"(.*?)\{{%-?\s*end{name}\s*-?%\}}(.*)")
    lines = [rest] if rest.strip() else []
    if closed := closing.fullmatch(rest):
        lines, line = [closed[1]], start
    elif (name, end) in state.env.setdefault("unclosed", set()):
        return False
    else:
        for line in range(start + 1, end):
            text = state.getLines(line, line + 1, state.sCount[start], False)
            if closed := closing.fullmatch(text):
                if closed[1].strip():
                    lines.append(closed[1])
                break
            lines.append(text)
        else:  # Nor will a later one of this name be closed.
            state.env["unclosed"].add((name, end))
            return False
    if silent:
        return True
    state.line = line + 1
    if name == "raw":
        token = state.push("liquid_raw", "", 0)
    else:
        token = state.push("fence", "code", 0)
        token.info = _fence_info(name, arguments)
        token.markup = "{%"
    token.content = "\n".join(lines) + "\n"
    token.map = [start, line + 1]
    token.meta["content_line"] = start + (1 if not rest.strip() else 0)
    return True


def _fence_info(name: str, arguments: str) -> str:
    """``{% highlight python linenos %}`` and ``{% codeblock nova.conf lang:ini %}`` as the words behind a fence."""
    words = arguments.split()
    if name == "highlight":
        return " ".join([words[0] if words else "text", *(word for word in words[1:] if word.startswith("linenos"))])
    language = next((word[5:] for word in words if word.startswith("lang:")), "text")
    title = " ".join(word for word in words if not re.match(r"\w+:|https?:", word)).replace('"', "'")
    options = f' caption="{title}"' if title else ""
    return f"{language}{options}{' linenos' if 'linenos:true' in words else ''}"


def liquid_inline(state: StateInline, silent: bool) -> bool:
    """Keep a tag together as text, so that nothing inside it is taken for markup."""
    if state.src[state.pos] != "{":
        return False
    match = TAG.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("liquid", "", 0)
        token.content = match[0]
    state.pos = match.end()
    return True


def parse_link_destination(string: str, position: int, maximum: int) -> Any:
    """As CommonMark has it; it may begin with a Liquid tag, which has spaces. The site's own address is understood."""
    match = _TAGS.match(string, position, maximum)
    if match is None:
        return helpers.parseLinkDestination(string, position, maximum)
    rest = helpers.parseLinkDestination(string, match.end(), maximum)
    end, path = (rest.pos, rest.str) if rest.ok else (match.end(), "")
    tags = "" if _SITE.fullmatch(match[0]) else match[0]
    return SimpleNamespace(ok=True, pos=end, str=tags + path or "/")


# {% post_url 2013-07-19-cells %} and {% link _posts/2013-07-19-cells.md %}, with the site's address before it or without.
# docutils takes the blanks out of addresses.
_POST_LINK = re.compile(rf"(?:{_SITE.pattern})?\{{%-?\s{{0,9}}(post_url|link)\s*([^\s%]+?)\s*-?%\}}(.*)", re.DOTALL)


def understand_url(url: str) -> str:
    """Return the address that Liquid makes of *url*, or ours for a link to a post; other tags stay as they are."""
    if match := _POST_LINK.fullmatch(url.strip()):
        name = match[2] if match[1] == "post_url" else match[2].rpartition("/")[2]
        return f"{{post_url}}{name}{match[3]}"
    if match := _SITE.match(url):
        return url[match.end() :] or "/"
    return url


def report_tag(tag: str, where: Where, context: BodyContext, becomes: str) -> None:
    match = TAG.match(tag)
    name = f"Liquid tag '{match[1]}'" if match and match[1] else "Liquid expression"
    if shortcode := _SHORTCODE.match(tag):
        name = f"Hugo's shortcode '{shortcode[1]}'"
    context.report(
        warning(
            "markup.liquid",
            f"{name} is not understood; {becomes}",
            where,
            _HINTS.get(match[1] if match else None),
        )
    )


_HINTS: dict[str | None, str] = {
    "img": "write ![what it shows](address)",
    "asset_path": "write the address of the file",
    "youtube": 'write a link, or a frame: <iframe src="https://www.youtube-nocookie.com/embed/…">',
    "gist": "write the code, or a link to it",
    "include": "write the text itself",
}
