"""Roles that make links of short arguments: a bug's number, a change, a page of the documentation."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias
from urllib.parse import quote, unquote

from .url_template import Field, Template, fill

#: How a field of a role's URL is written. As it is: ``path``, if no part of it is empty or leads up; ``day``, if the calendar
#: has it; ``lines``, if they do not end before they begin. By what is known: a series as docs.openstack.org names it, with
#: ``latest`` (docs) or without (series, or cycle for what was written before the release), or as releases.openstack.org does,
#: or as readers see it (shown); the API reference of a service or service type; a project as its documentation, its specs or
#: Launchpad name it; a repository; a branch; a tag.
KINDS = (
    "", "path", "day", "lines", "docs", "series", "cycle", "releases", "shown", "api", "documented", "specs", "launchpad",
    "repository", "branch", "tag",
)  # fmt: skip
#: Those of them that are for series in URLs.
KINDS_OF_SERIES = ("docs", "series", "cycle", "releases")
#: A longer argument is none.
MAX_LENGTH = 300

_PATH = "/~@:+,=!$&'()*;-._"
_QUOTED = re.compile(r"(?:[^%]|%[0-9A-Fa-f]{2})*")


@dataclass(frozen=True)
class Form:
    """One way to write an argument. The groups of *regex* are the fields of *url* and *caption*.

    *defaults* are for groups that the argument leaves out; captions do without them. Not *certain*: nobody has seen that the
    URL works.
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
    """A way in which an argument cannot be written; the groups of *regex* are the fields of what is said to the author."""

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
            f"'{regex}' of a role is no regular expression; `make facts` says where it stands"
        ) from exception


@dataclass(frozen=True)
class LinkRole:
    """A role and its other names; the forms are tried in their order, and then the refusals.

    *since* is the first series that has such URLs. *argument* says in words what is expected, for messages. A name
    with ``{project}`` in it stands for one role for each project; the project is then a field besides those of the
    argument, and *project* is that of the examples. *good* are arguments and their URLs, *bad* are arguments that
    have none.
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
    """Why there is none: a message and a hint for the author."""

    message: str
    hint: str | None


class UnknownName(Exception):
    """There is nothing of this name; the arguments are a message and a hint or None."""


#: Takes one of ``KINDS`` that is by what is known, a name, the first series that will do, and the project whose series it is,
#: each or None; returns how that kind has the name: a slug, or for ``api`` a whole URL. Raises UnknownName.
LookUp: TypeAlias = Callable[[str, str, str | None, str | None], str]


def make_link(role: LinkRole, argument: str, look_up: LookUp, project: str | None = None) -> Link | NoLink:
    """Return the link that *argument* stands for in *role*. *project* is for roles that exist for each project."""
    argument = argument.strip()
    # What cannot be seen could not be found in the URL.
    is_readable = len(argument) <= MAX_LENGTH and argument.isprintable()
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
    # A path may be one that stands in a URL, quoted already.
    is_quoted = field.kind == "path" and _QUOTED.fullmatch(value)
    return quote(value, safe=_PATH + "%" if is_quoted else _PATH)


def _check_path(value: str) -> None:
    # A browser takes '..' for the folder above, and leaves the place that the role is for.
    if any(part in ("", ".", "..") for part in unquote(value).removesuffix("/").split("/")):
        raise UnknownName(
            f"the path '{_shown(value)}' has a part that is empty, '.' or '..'",
            "write it from the top, without such parts",
        )


def _check_day(value: str) -> None:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        raise UnknownName(
            f"the calendar has no day '{value}'", "write year, month and day, as in '2014-03-10'"
        ) from None


def _check_lines(value: str) -> None:
    first, _, last = value.partition("-L")
    if last and int(last) < int(first):
        raise UnknownName(f"the lines 'L{value}' end before they begin", f"write 'L{last}-L{first}'")


_CHECKS: Mapping[str, Callable[[str], None]] = {"path": _check_path, "day": _check_day, "lines": _check_lines}
