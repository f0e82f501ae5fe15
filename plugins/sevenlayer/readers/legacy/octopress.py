"""Code blocks of Jekyll and Octopress: arguments of tags, info strings of fences, and ``raw`` in code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sevenlayer.directives import line_numbers, number
from sevenlayer.directives.code import CodeOptions

_KEY = re.compile(
    r"""(?<!\S)(lang|title|url|link_text|start|mark|linenos|range):(?:"([^"]{0,400})"|'([^']{0,400})'|(\S+))"""
)
_URL = re.compile(r"(?<!\S)https?://\S+")
_WORD = re.compile(r"""([\w-]+)(?:=(?:"([^"]{0,400})"|'([^']{0,400})'|(\S+)))?(?!\S)|\S+""")
# Only Octopress has these after the language of a fence; our options have an equals sign.
_FENCE = re.compile(r"(?<!\S)(?:(?:start|mark|linenos|range):|https?://)\S")
_OURS = re.compile(r"[\w-]=|[{}]")

_HIGHLIGHT = 'linenos, linenostart=3, hl_lines="1 3"'
_CODEBLOCK = "lang:ruby, start:3, mark:4,6-8, linenos:true"
_RAW = re.compile(r"\{%-?\s{0,9}(raw|endraw)\s{0,9}-?%\}")


@dataclass(frozen=True)
class CodeTag:
    """A parsed tag; *left_out* are its unsupported words, *known* describes the supported ones."""

    language: str
    options: CodeOptions
    left_out: tuple[str, ...]
    known: str


def read_highlight(arguments: str) -> CodeTag:
    """Parse the arguments of Jekyll's ``highlight``: ``python linenos hl_lines="1 3"``."""
    language, rest = [*arguments.split(None, 1), "", ""][:2]
    numbered, first, emphasised = False, 1, frozenset[int]()
    left_out = []
    for match in _WORD.finditer(rest):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        try:
            if match[1] == "linenos":
                numbered = value not in ("none", "false")
            elif match[1] == "linenostart":
                first = number(value)
            elif match[1] in ("hl_lines", "mark_lines"):
                emphasised |= line_numbers(value)
            else:
                left_out.append(match[0])
        except ValueError:
            left_out.append(match[0])
    options = CodeOptions(numbered=numbered, first_number=first, emphasised=emphasised)
    return CodeTag(language or "text", options, tuple(left_out), _HIGHLIGHT)


def read_codeblock(arguments: str) -> CodeTag:
    """Parse the arguments of Octopress's ``codeblock``, with keys in any order:
    ``Title of it http://example.org/claim.py link text lang:python start:3 mark:4,6-8``.

    Octopress counts marked lines from ``start``, and :class:`CodeOptions` from 1.
    """
    given: dict[str, str] = {}
    left_out = []
    for match in _KEY.finditer(arguments):
        value = next(group for group in match.groups()[1:] if group is not None)
        if match[1] in given or not _is_understood(match[1], value):
            left_out.append(match[0])
        else:
            given[match[1]] = value
    words, link_text = " ".join(_KEY.sub("", arguments).split()), ""
    if "url" not in given and (url := _URL.search(words)):
        given["url"] = url[0]
        words, link_text = words[: url.start()].strip(), words[url.end() :].strip()
    title, link = given.get("title", words), given.get("url", "")
    if words not in ("", title):
        left_out.append(words)
    if "link_text" in given and (link_text or not link):
        left_out.append(link_text or given["link_text"])
    link_text = given.get("link_text", link_text) or ("link" if title else link)
    first = int(given.get("start", "1"))
    marked = line_numbers(given["mark"]) if "mark" in given else ()
    options = CodeOptions(
        caption=title,
        link=link,
        link_text=link_text,
        numbered=given.get("linenos", "true" if "start" in given else "false") == "true",
        first_number=first,
        emphasised=frozenset(line - first + 1 for line in marked),
    )
    return CodeTag(given.get("lang", "text"), options, tuple(left_out), _CODEBLOCK)


def _is_understood(key: str, value: str) -> bool:
    try:
        if key == "start":
            number(value)
        elif key == "mark":
            line_numbers(value)
    except ValueError:
        return False
    return key != "range" and not (key == "linenos" and value not in ("true", "false"))


def read_fence(info: str) -> CodeTag | None:
    """Parse an info string of Octopress, such as ``ruby Title http://example.org mark:2``; None if it is not one."""
    language, _, rest = info.strip().partition(" ")
    if not _FENCE.search(rest) or _OURS.search(info):
        return None
    return read_codeblock(f"lang:{language.removeprefix('lang:')} {rest}")


def without_raw_tags(text: str, *, keep_lines: bool = False) -> str:
    """Return *text* without closed ``{% raw %}`` tags and their end tags; remove lines with nothing else unless *keep_lines*."""
    if "endraw" not in text:
        return text
    spans: list[re.Match[str]] = []
    opening: re.Match[str] | None = None
    for match in _RAW.finditer(text):
        if match[1] == "raw":
            opening = opening or match
        elif opening:
            spans += [opening, match]
            opening = None
    pieces, position = [], 0
    for span in spans:
        start, end = span.span()
        begin, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
        line_end = len(text) if line_end < 0 else line_end
        if not keep_lines and text[begin:line_end].strip() == span[0]:
            start, end = begin, min(line_end + 1, len(text))
        pieces.append(text[position:start])
        position = end
    return "".join([*pieces, text[position:]])
