"""URL templates with fields in braces and optional parts in square brackets, to fill in or to match.

Example: ``opendev.org/{repository}[#L{line}]``. A field may have a kind after a colon: ``{number:digits}``. An optional part is
omitted if one of its fields has no value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

#: Regular expressions of the kinds of fields. None matches whitespace.
KINDS = {
    "": r"[^\s/?#]+",
    "digits": r"[0-9]+",
    "word": r"[0-9A-Za-z]+",
    "version": r"[0-9][^\s/?#]*",
    "page": r"[^\s/?#]+\.html",
    "path": r"[^\s?#]+",
    "rest": r"\S*",
    "repository": r"[^\s/?#]+",
    "service": r"[^\s/?#]+",
}
#: The kinds that are names, with a description.
KINDS_OF_NAMES = {"repository": "repository in openstack/", "service": "service type"}
_TOKEN = re.compile(r"\{(?P<name>[a-z_]+)(?::(?P<kind>[^{}]*))?\}|(?P<open>\[)|(?P<close>\])|(?P<text>[^{}\[\]]+)")


class BadTemplate(ValueError):
    """The template is invalid; the text says why."""


@dataclass(frozen=True)
class Field:
    name: str
    kind: str


@dataclass(frozen=True)
class OptionalPart:
    parts: Template


Template: TypeAlias = "tuple[str | Field | OptionalPart, ...]"


def parse_template(text: str) -> Template:
    """Parse *text*.

    :raises BadTemplate: a brace or bracket is unmatched.
    """
    open_parts: list[list[str | Field | OptionalPart]] = [[]]
    end = 0
    for found in _TOKEN.finditer(text):
        if found.start() != end:
            break
        end = found.end()
        if found["name"]:
            open_parts[-1].append(Field(found["name"], found["kind"] or ""))
        elif found["open"]:
            open_parts.append([])
        elif found["close"]:
            if len(open_parts) == 1:
                raise BadTemplate("unmatched ']'")
            optional = OptionalPart(tuple(open_parts.pop()))
            open_parts[-1].append(optional)
        else:
            open_parts[-1].append(found["text"])
    if end != len(text):
        raise BadTemplate(f"unexpected '{text[end : end + 10]}'")
    if len(open_parts) > 1:
        raise BadTemplate("unmatched '['")
    return tuple(open_parts[0])


def fields_of(template: Template) -> tuple[Field, ...]:
    """Return the fields of *template* in order."""
    found: list[Field] = []
    for part in template:
        if isinstance(part, Field):
            found.append(part)
        elif isinstance(part, OptionalPart):
            found.extend(fields_of(part.parts))
    return tuple(found)


def fill(template: Template, values: Mapping[str, str | None], write: Callable[[Field, str], str]) -> str:
    """Return the URL of *template* for *values*, each converted by *write*; a missing value counts as empty."""
    written: list[str] = []
    for part in template:
        if isinstance(part, str):
            written.append(part)
        elif isinstance(part, OptionalPart):
            if all(values.get(inner.name) for inner in part.parts if isinstance(inner, Field)):
                written.append(fill(part.parts, values, write))
        else:
            written.append(write(part, values.get(part.name) or ""))
    return "".join(written)


def template_regex(template: Template) -> str:
    """Return a regular expression for the URLs of *template*; it matches in linear time.

    A kind with ``|`` lists the allowed words.

    :raises BadTemplate: a kind is unknown, or the end of a field is ambiguous.
    """
    return _regex(template, "")


def _regex(template: Template, follows: str) -> str:
    """*follows* has the characters that may follow the whole template."""
    parts: list[str] = []
    for index, part in enumerate(template):
        after = _first_characters(template[index + 1 :], follows)
        if isinstance(part, str):
            parts.append(re.escape(part))
        elif isinstance(part, OptionalPart):
            parts.append(f"(?:{_regex(part.parts, after)})?")
        elif "|" in part.kind:
            parts.append(f"(?P<{part.name}>{'|'.join(re.escape(word) for word in part.kind.split('|'))})")
        elif part.kind not in KINDS:
            raise BadTemplate(f"unknown kind of field '{part.kind}'")
        else:
            # If the field could match what follows, matching would have to backtrack.
            if any(re.fullmatch(KINDS[part.kind], character) for character in after):
                raise BadTemplate(f"the end of '{{{part.name}}}' is ambiguous")
            parts.append(f"(?P<{part.name}>{KINDS[part.kind]})")
    return "".join(parts)


def _first_characters(parts: Template, follows: str) -> str:
    found = ""
    for part in parts:
        if isinstance(part, str):
            return found + part[0]
        if isinstance(part, Field):
            return found + "1"  # a character that every kind matches
        found += _first_characters(part.parts, "")
    return found + follows
