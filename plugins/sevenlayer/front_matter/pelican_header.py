"""Pelican's own headers for Markdown: ``Title: …`` lines above the first blank line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sevenlayer.diagnostics import Code, Location, Problem, warning

from .schema import BY_NAME
from .yaml import Mapping, Node, Scalar, Sequence

# The syntax of Python-Markdown's Meta-Data extension, which Pelican's Markdown reader uses:
# https://python-markdown.github.io/extensions/meta_data/
_FIELD = re.compile(r"[ ]{0,3}([A-Za-z0-9_-]+):[ \t]*(.*)")
_MORE = re.compile(r"[ ]{4,}(.*)")


@dataclass(frozen=True)
class SplitHeader:
    """Fields and, with their lines empty, the body."""

    fields: Mapping
    body: str
    problems: tuple[Problem, ...] = ()


def split_markdown_header(text: str, path: str) -> SplitHeader | None:
    """Return the header's fields and the body, or None where *text* does not begin with a header.

    A header has at least one field that the schema knows: a post may begin with ``Note: …``.
    """
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if line.strip()), None)
    if first is None or not _FIELD.fullmatch(lines[first]):
        return None
    values: dict[str, list[Scalar]] = {}
    names: dict[str, Scalar] = {}
    name = ""
    end = first
    for number, line in enumerate(lines[first:], first):
        if match := _FIELD.fullmatch(line):
            name = match[1].lower()
            names.setdefault(name, Scalar(name, Location(path, number + 1, match.start(1) + 1)))
            values.setdefault(name, []).append(_value(match, 2, path, number))
        elif (match := _MORE.fullmatch(line)) and name:
            values[name].append(_value(match, 1, path, number))
        else:
            break
        end = number + 1
    if not set(values) & set(BY_NAME):
        return None
    problems = []
    entries: list[tuple[Scalar, Node]] = []
    for name, found in values.items():
        field = BY_NAME.get(name)
        node: Node = found[0]
        if field and field.name == "summary":
            node = Scalar("\n".join(scalar.text for scalar in found), found[0].where, quoted=True)
        elif len(found) > 1 and field:
            message = f"'{name}' has a second value; the first is used"
            problems.append(warning(Code.FRONT_MATTER_DUPLICATE_KEY, message, found[1].where, "remove one of the two"))
        elif len(found) > 1:
            node = Sequence(tuple(found), found[0].where, len(found))
        entries.append((names[name], node))
    body = "\n" * end + "\n".join(lines[end:])
    return SplitHeader(Mapping(tuple(entries), Location(path, first + 1), len(entries)), body, tuple(problems))


def _value(match: re.Match[str], group: int, path: str, number: int) -> Scalar:
    # Quoted: these headers have no types, `Title: 2013` is text.
    return Scalar(match[group].strip(), Location(path, number + 1, match.start(group) + 1), quoted=True)
