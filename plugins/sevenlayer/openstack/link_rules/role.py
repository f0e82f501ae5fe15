"""Roles that turn short arguments into links: number of a bug, a change, a page of the documentation."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias
from urllib.parse import quote, unquote

from .url_template import Field, Template, fill

#: Kinds of fields. Checked and kept as they are: ``path`` (no empty, ``.`` or ``..`` part), ``day`` (a valid date), ``lines``
#: (a range). Looked up: ``docs`` (series on docs.openstack.org, or ``latest``), ``series`` (without ``latest``), ``cycle``
#: (series of a spec), ``releases`` (series on releases.openstack.org), ``shown`` (series for readers), ``api`` (API reference
#: of a service or service type), ``documented``, ``specs``, ``launchpad`` (project), ``repository``, ``branch``, ``tag``.
FIELD_KINDS = (
    "", "path", "day", "lines", "docs", "series", "cycle", "releases", "shown", "api", "documented", "specs", "launchpad",
    "repository", "branch", "tag",
)  # fmt: skip
#: The kinds that are series in URLs.
KINDS_OF_SERIES = ("docs", "series", "cycle", "releases")
#: Longer arguments are invalid.
MAX_ARGUMENT_LENGTH = 300

_PATH = "/~@:+,=!$&'()*;-._"
_QUOTED = re.compile(r"(?:[^%]|%[0-9A-Fa-f]{2})*")


@dataclass(frozen=True)
class Form:
    """One form of an argument. The groups of *regex* are the fields of *url* and *caption*.

    *defaults* are values for groups without a match; captions do not use them. *certain* is False if the URL was never verified.
    """

    regex: str
    url: Template
    caption: Template
    defaults: Mapping[str, str]
    certain: bool

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return _compile(self.regex)


@dataclass(frozen=True)
class Refusal:
    """A form that is refused; the groups of *regex* are the fields of *message* and *hint*."""

    regex: str
    message: Template
    hint: Template

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return _compile(self.regex)


def _compile(regex: str) -> re.Pattern[str]:
    try:
        return re.compile(regex, re.ASCII)
    except re.error as exception:
        raise ValueError(
            f"'{regex}' of a role is not a valid regular expression; `make facts` says where"
        ) from exception


@dataclass(frozen=True)
class LinkRole:
    """A role and its aliases. Forms are tried in order, then refusals.

    *since* is the first series with such URLs. *argument* describes the argument in messages. A name with ``{project}`` stands
    for one role per project; the project is then a field too, and *project* is that of the examples. *good* are pairs of an
    argument and its URL, *bad* are invalid arguments.
    """

    name: str
    aliases: tuple[str, ...]
    argument: str
    since: str | None
    forms: tuple[Form, ...]
    refused: tuple[Refusal, ...]
    project: str | None
    good: tuple[tuple[str, str], ...]
    bad: tuple[str, ...]

    @property
    def per_project(self) -> bool:
        return "{project}" in self.name


@dataclass(frozen=True)
class Link:
    url: str
    caption: str
    certain: bool


@dataclass(frozen=True)
class NoLink:
    """An argument without a link: a message and a hint for the author."""

    message: str
    hint: str | None


class UnknownName(Exception):
    """There is nothing of this name; the arguments are a message, and a hint or None."""


#: (kind, name, first allowed series or None, project of the series or None) -> the name in URLs of that kind; for ``api``, a
#: whole URL. *kind* is one of the ``FIELD_KINDS`` that are looked up. Raises UnknownName.
LookUp: TypeAlias = Callable[[str, str, str | None, str | None], str]


def make_link(role: LinkRole, argument: str, look_up: LookUp, project: str | None = None) -> Link | NoLink:
    """Return the link for *argument* in *role*. *project* is required for roles that exist per project."""
    argument = argument.strip()
    # Invisible characters would be hard to find in the URL.
    is_readable = len(argument) <= MAX_ARGUMENT_LENGTH and argument.isprintable()
    for form in role.forms if is_readable else ():
        if found := form.pattern.fullmatch(argument):
            given = {"project": project, **_given(found)}

            def written(field: Field, value: str, of: str | None = given["project"]) -> str:
                return _written(field, value, look_up, role.since, of)

            def shown(field: Field, value: str) -> str:
                return written(field, value) if field.kind else value

            try:
                url = fill(form.url, {**form.defaults, **given}, written)
                return Link(url, fill(form.caption, given, shown), form.certain)
            except UnknownName as unknown:
                return NoLink(*unknown.args)
    for refusal in role.refused if is_readable else ():
        if found := refusal.pattern.fullmatch(argument):
            return NoLink(*(fill(said, found.groupdict(), _as_it_is) for said in (refusal.message, refusal.hint)))
    example = f", as in '{role.good[0][0]}'" if role.good else ""
    return NoLink(f"'{_shown(argument)}' is not {role.argument}", f"write {role.argument}{example}")


def _as_it_is(_field: Field, value: str) -> str:
    return value


def _given(found: re.Match[str]) -> dict[str, str]:
    return {name: text for name, text in found.groupdict().items() if text is not None}


def _shown(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


def _written(field: Field, value: str, look_up: LookUp, since: str | None, project: str | None) -> str:
    if field.kind in _CHECKS:
        _CHECKS[field.kind](value)
    elif field.kind:
        return look_up(field.kind, value, since, project)
    # A path may be percent-encoded already.
    is_quoted = field.kind == "path" and _QUOTED.fullmatch(value)
    return quote(value, safe=_PATH + "%" if is_quoted else _PATH)


def _check_path(value: str) -> None:
    # Browsers resolve '..', and the URL would leave the folder of the role.
    if any(part in ("", ".", "..") for part in unquote(value).removesuffix("/").split("/")):
        raise UnknownName(
            f"the path '{_shown(value)}' has a part that is empty, '.' or '..'",
            "write the full path without such parts",
        )


def _check_day(value: str) -> None:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        raise UnknownName(f"'{value}' is not a valid date", "write year, month and day, as in '2014-03-10'") from None


def _check_lines(value: str) -> None:
    first, _, last = value.partition("-L")
    if last and int(last) < int(first):
        raise UnknownName(f"the line range 'L{value}' ends before it begins", f"write 'L{last}-L{first}'")


_CHECKS: Mapping[str, Callable[[str], None]] = {"path": _check_path, "day": _check_day, "lines": _check_lines}
