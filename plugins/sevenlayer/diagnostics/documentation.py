"""What a problem code means, why it matters and how to mend it: for a terminal, for ``docs/problems.md`` and for SARIF."""

from __future__ import annotations

import re
import textwrap
from functools import cache
from itertools import groupby
from pathlib import Path

from .codes import Code
from .suggestions import nearest_name

_FOLDER = Path(__file__).parent / "explanations"
_SECTION = re.compile(r"^## ([a-z_]+\.[a-z-]+)$", re.MULTILINE)
_FENCE = re.compile(r"(`{3,})(\w+)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


class UnknownCode(LookupError):
    """There is no such code. *nearest* holds those that were probably meant, the likeliest first."""

    def __init__(self, code: str, nearest: tuple[Code, ...]) -> None:
        names = " or ".join(f"'{one}'" for one in nearest)
        super().__init__(f"there is no problem code '{code}'" + (f"; did you mean {names}?" if names else ""))
        self.code = code
        self.nearest = nearest


def find_code(text: str) -> Code:
    """Return the code that *text* names, with or without the brackets that it has in reports, in any letter case.

    :raises UnknownCode: there is none.

    >>> find_code("[markup.no-alt]").summary
    'An image has no alternative text.'
    """
    wanted = text.strip().strip("[]").lower()
    try:
        return Code(wanted)
    except ValueError:
        raise UnknownCode(text, _nearest(wanted)) from None


def explain(code: str, width: int = 88) -> str:
    """Return what *code* means, for a terminal: its severity, what is wrong, why it matters, and how to mend it.

    Paragraphs are filled to *width* columns; examples are indented and keep their lines.

    :raises UnknownCode: there is no such code.
    """
    found = find_code(code)
    severities = ", ".join(severity.value for severity in found.severities)
    blocks = [f"{found} ({severities})", textwrap.fill(found.summary, width)]
    rest = explanation(found)
    while match := _FENCE.search(rest):
        blocks += _filled(rest[: match.start()], width)
        blocks.append(textwrap.indent(match[3].rstrip("\n"), "    "))
        rest = rest[match.end() :]
    return "\n\n".join([*blocks, *_filled(rest, width)]) + "\n"


def list_codes() -> str:
    """Return all codes with their summaries, a line each, grouped by part."""
    width = max(map(len, Code))
    groups = groupby(Code, key=lambda code: code.part)
    return "\n".join("".join(f"{code:{width}}  {code.summary}\n" for code in codes) for _part, codes in groups)


def explanation(code: Code) -> str:
    """Return the explanation of *code* in Markdown: paragraphs, and perhaps a text that causes it and the mended one."""
    return _sections(code.part)[1][code]


def problems_page() -> str:
    """Return the page ``docs/problems.md``: every code with its explanation, each with the code as its anchor."""
    pieces = [_INTRODUCTION]
    for part, codes in ((part, list(codes)) for part, codes in groupby(Code, key=lambda code: code.part)):
        pieces.append(f"## {_sections(part)[0]}\n")
        if len(codes) > 1:
            rows = [f"| [`{code}`](#{code}) | {_severities(code)} | {code.summary} |\n" for code in codes]
            pieces.append("| code | severity | what is wrong |\n| --- | --- | --- |\n" + "".join(rows))
        for code in codes:
            heading = f'<a id="{code}"></a>\n\n### `{code}`\n'
            pieces.append(f"{heading}\n**{_severities(code).capitalize()}.** {code.summary}\n\n{explanation(code)}\n")
    return "\n".join(pieces)


_INTRODUCTION = """\
# Problems

<!-- Made from plugins/sevenlayer/diagnostics/ by `pytest tests/diagnostics --update-expected`. -->

Every problem that a build, `check` or `linkcheck` reports has a code, such as `markup.unknown-role`. It stands in brackets
behind the message, and does not change when the message does. This page explains all codes;
`sevenlayer problems markup.unknown-role` explains one in a terminal.

An *error* makes every build fail. A *warning* makes publishing fail. An *info* is shown by `check` alone.
"""


def _severities(code: Code) -> str:
    return " or ".join(severity.value for severity in code.severities)


def _nearest(wanted: str) -> tuple[Code, ...]:
    """The code most like *wanted*; else those whose name without its part is."""
    if near := nearest_name(wanted, Code):
        return (Code(near),)
    names = {code.partition(".")[2] for code in Code}
    name = nearest_name(wanted.rpartition(".")[2], names)
    return tuple(code for code in Code if code.partition(".")[2] == name)


def _filled(text: str, width: int) -> list[str]:
    """The paragraphs of *text*, each filled to *width*."""
    return [textwrap.fill(" ".join(one.split()), width) for one in text.split("\n\n") if one.strip()]


@cache
def _sections(part: str) -> tuple[str, dict[str, str]]:
    """The title of a part of the package, and the explanation of each of its codes, from the part's file."""
    title, *pieces = _SECTION.split((_FOLDER / f"{part}.md").read_text("utf-8"))
    return title.strip().removeprefix("# "), {
        code: text.strip() for code, text in zip(pieces[::2], pieces[1::2], strict=True)
    }
