"""Code blocks, highlighted by Pygments with CSS classes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_all_lexers, get_lexer_by_name
from pygments.util import ClassNotFound

from sevenlayer.diagnostics import Code, Location, Problem, did_you_mean, warning

from .registry import DirectiveCall, Html, Part, Vocabulary, class_names, flag, identifier, line_numbers, number, words

#: Longer blocks are not highlighted: some lexers are slow on unexpected input.
MAX_HIGHLIGHTED = 200_000

# Names for plain text.
_PLAIN = frozenset({"", "text", "plain", "plaintext", "none", "txt", "nohighlight"})
# Language names of other highlighters (GitHub, highlight.js, Octopress) that Pygments does not have.
_OTHER_NAMES = {
    "shell-session": "console",
    "sh-session": "console",
    "conf": "ini",
    "cfg": "ini",
    "config": "ini",
    "log": "text",
}


@dataclass(frozen=True)
class CodeOptions:
    """Options of a code block. *emphasised* counts lines from 1, whatever *first_number* is; *link* is a URL shown after the
    caption.
    """

    caption: str = ""
    file_name: str = ""
    numbered: bool = False
    first_number: int = 1
    emphasised: frozenset[int] = frozenset()
    diff: bool = False
    classes: tuple[str, ...] = ()
    id: str = ""
    link: str = ""
    link_text: str = ""


def _line_number_option(text: str | None) -> str:
    value = (text or "").strip().lower()
    if value not in ("", "table", "inline", "none", "true", "false"):
        raise ValueError(f"'{value[:40]}' is not one of 'table', 'inline', 'none'")
    return value


#: Options of a code block in both languages; those after the line are the names of Pelican and Sphinx for the same.
CODE_OPTIONS: dict[str, Callable[[str | None], Any]] = {
    "caption": words,
    "filename": words,
    "linenos": _line_number_option,
    "lineno-start": number,
    "emphasize-lines": line_numbers,
    "diff": flag,
    "class": class_names,
    "name": identifier,
    # ---
    "hl_lines": line_numbers,
    "hl-lines": line_numbers,
    "linenostart": number,
    "number-lines": lambda text: number(text) if text and text.strip() else 1,
    # Options of Pelican that are ignored, since each line has an element of its own.
    **dict.fromkeys(("anchorlinenos", "lineanchors", "linespans", "linenospecial", "linenostep"), lambda text: None),
    **dict.fromkeys(("nowrap", "nobackground", "classprefix", "lineseparator", "force"), lambda text: None),
}


def code_options(given: dict[str, Any] | Any) -> CodeOptions:
    """Return `CodeOptions` from the converted options *given* by the author."""
    start = given.get("lineno-start", given.get("linenostart", given.get("number-lines")))
    numbered = given.get("linenos", "none") not in ("none", "false")
    return CodeOptions(
        caption=given.get("caption", ""),
        file_name=given.get("filename", ""),
        numbered=numbered or start is not None,
        first_number=1 if start is None else start,
        emphasised=given.get("emphasize-lines", frozenset())
        | given.get("hl_lines", frozenset())
        | given.get("hl-lines", frozenset()),
        diff=given.get("diff", False),
        classes=given.get("class", ()),
        id=given.get("name", ""),
    )


def run_code(call: DirectiveCall) -> tuple[Part, ...]:
    """Run the directives ``code``, ``code-block`` and ``sourcecode``."""
    source = "\n".join(call.content)
    return (
        Html(code_html(source, call.argument, code_options(call.options), call.where, call.report, call.vocabulary)),
    )


def code_html(
    source: str,
    language: str,
    options: CodeOptions,
    where: Location,
    report: Callable[[Problem], None],
    vocabulary: Vocabulary,
) -> str:
    """Return a code block as HTML. Report an unknown *language*, and do not highlight the block."""
    source = source.strip("\n").rstrip()
    lines = _highlight(source, _lexer(language, where, report, vocabulary), diff=options.diff)
    shown = [
        _line_html(html, raw, position, options)
        for position, (html, raw) in enumerate(zip(lines, source.split("\n"), strict=True), 1)
    ]
    figure = ["code", *options.classes]
    attributes = f' class="{escape(" ".join(figure))}"'
    if options.id:
        attributes = f' id="{escape(options.id)}"' + attributes
    if language and language.lower() not in _PLAIN:
        attributes += f' data-language="{escape(language)}"'
    caption = ""
    if options.file_name:
        caption += f'<span class="code-filename">{escape(options.file_name)}</span>'
    if options.caption:
        caption += (" " if caption else "") + f'<span class="code-caption">{escape(options.caption)}</span>'
    if options.link:
        caption += (" " if caption else "") + f'<a href="{escape(options.link)}">{escape(options.link_text)}</a>'
    if caption:
        caption = f"<figcaption>{caption}</figcaption>"
    numbered = " numbered" if options.numbered else ""
    body = "".join(shown)
    return f'<figure{attributes}>{caption}<pre class="highlight{numbered}" tabindex="0"><code>{body}</code></pre></figure>\n'


def _line_html(html: str, raw: str, position: int, options: CodeOptions) -> str:
    classes = ["line"]
    if position in options.emphasised:
        classes.append("hll")
    if options.diff and raw[:1] in "+-" and raw:
        classes.append("diff-add" if raw[0] == "+" else "diff-remove")
        html = f'<span class="diff-sign">{raw[0]}</span>{html}'
    elif options.diff and raw:
        html = raw[0] + html if raw[0] == " " else html
    data = f' data-line="{options.first_number + position - 1}"' if options.numbered else ""
    return f'<span class="{" ".join(classes)}"{data}>{html}\n</span>'


def _highlight(source: str, lexer: Lexer | None, *, diff: bool) -> list[str]:
    """Return the HTML of each line of *source*; with *diff*, without the first column."""
    text = (
        "\n".join(line[1:] if line[:1] in ("+", "-", " ") else line for line in source.split("\n")) if diff else source
    )
    if lexer is None or len(text) > MAX_HIGHLIGHTED:
        return [escape(line, quote=False) for line in text.split("\n")]
    lines = [""]
    formatter = _ClassNames()
    for token, value in lexer.get_tokens(text):
        name = formatter.class_of(token)
        for line, piece in enumerate(value.split("\n")):
            if line:
                lines.append("")
            if piece:
                html = escape(piece, quote=False)
                lines[-1] += f'<span class="{name}">{html}</span>' if name else html
    wanted = text.count("\n") + 1
    return (lines + [""] * wanted)[:wanted]


class _ClassNames(HtmlFormatter):  # type: ignore[type-arg]
    def class_of(self, token: Any) -> str:
        return str(self._get_css_class(token))  # type: ignore[attr-defined]


def _lexer(language: str, where: Location, report: Callable[[Problem], None], vocabulary: Vocabulary) -> Lexer | None:
    name = language.strip().lower().removeprefix("lang:").removeprefix("language-")
    name = name if name in vocabulary.lexers else _OTHER_NAMES.get(name, name)
    if name in vocabulary.lexers:
        return vocabulary.lexers[name](stripnl=False)
    if name in _PLAIN:
        return None
    try:
        return get_lexer_by_name(name, stripnl=False)
    except ClassNotFound:
        hint = did_you_mean(name, (*vocabulary.lexers, *_aliases()))
        report(
            warning(
                Code.MARKUP_UNKNOWN_LANGUAGE, f"unknown language '{language}'; the code is not highlighted", where, hint
            )
        )
        return None


@lru_cache(maxsize=1)
def _aliases() -> tuple[str, ...]:
    return tuple(alias for _name, aliases, _files, _types in get_all_lexers() for alias in aliases)


_FENCE_OPTION = re.compile(r"""\s*(?:\{\s*|\}\s*$)?([A-Za-z_-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s}"']+)))?(?=[\s}]|$)""")


_FENCE_WORD = re.compile(r"\s*(\S+)")


def read_fence_info(info: str) -> tuple[str, dict[str, str | None]]:
    """Parse the info string of a Markdown fence into language and options, which may be in braces:
    ``python linenos caption="The old way" emphasize-lines=1,3-5``.
    """
    info = info.strip()
    language, _, rest = info.partition(" ")
    if info.startswith("{"):
        language, rest = "", info
    elif "{" in language:
        language, _, attributes = language.partition("{")
        rest = "{" + attributes + " " + rest
    options: dict[str, str | None] = {}
    rest = rest.strip().removeprefix("{").removesuffix("}").strip()
    if re.fullmatch(r"[\d,\s-]+", rest):  # Emphasised lines in other generators: {1,3-5}.
        return language, {"emphasize-lines": rest}
    position = 0
    while position < len(rest):
        match = _FENCE_OPTION.match(rest, position) or _FENCE_WORD.match(rest, position)
        if match is None:
            break
        value = next((group for group in match.groups()[1:] if group is not None), None)
        if match.re is _FENCE_WORD and match[1].startswith(".") and not language:  # The language in pandoc: {.python}.
            language = match[1][1:]
        else:
            options[match[1]] = value
        position = match.end()
    return language, options
