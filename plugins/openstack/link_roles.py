"""Roles that make links of short arguments: a bug's number, a change, a page of the documentation."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import quote

from .address_templates import Field, Template, fill

#: How a field of a role's address is written: as it is; as docs.openstack.org names a series, with or without ``latest``; as
#: releases.openstack.org names it; as the API reference that a service or service type has; as a project that exists, or its
#: repository.
KINDS = ("", "docs", "series", "releases", "api", "project", "repository")
#: A longer argument is none.
MAX_LENGTH = 300

_PATH = "/~@:+,=!$&'()*;-._"


@dataclass(frozen=True)
class Form:
    """One way to write an argument. The groups of *pattern* are the fields of *address* and *caption*.

    *defaults* are for groups that the argument leaves out. Not *certain*: nobody has seen that the address works.
    """

    pattern: re.Pattern[str]
    address: Template
    caption: Template
    defaults: Mapping[str, str]
    certain: bool


@dataclass(frozen=True)
class LinkRole:
    """A role and its other names; the forms are tried in their order.

    *argument* says in words what is expected, for messages. A name with ``{project}`` in it stands for one role for each project;
    the project is then a field besides those of the argument, and *project* is that of the examples. *good* are arguments and
    their addresses, *bad* are arguments that have none.
    """

    name: str
    aliases: tuple[str, ...]
    argument: str
    forms: tuple[Form, ...]
    project: str | None
    good: tuple[tuple[str, str], ...]
    bad: tuple[str, ...]

    @property
    def per_project(self) -> bool:
        return "{project}" in self.name


@dataclass(frozen=True)
class Link:
    address: str
    caption: str
    certain: bool


@dataclass(frozen=True)
class NoLink:
    """Why there is none: a message and a hint for the author."""

    message: str
    hint: str | None


class Unknown(Exception):
    """A name is in no vocabulary; the arguments are a message and a hint or None."""


#: Takes one of ``KINDS`` and a name; returns how that kind has the name: a slug, or for ``api`` a whole address. Raises Unknown.
LookUp: TypeAlias = Callable[[str, str], str]


def make_link(role: LinkRole, argument: str, look_up: LookUp, project: str | None = None) -> Link | NoLink:
    """Return the link that *argument* stands for in *role*. *project* is for roles that exist for each project."""
    argument = argument.strip()
    for form in role.forms if len(argument) <= MAX_LENGTH else ():
        if found := form.pattern.fullmatch(argument):
            values = {**form.defaults, "project": project, **_given(found)}
            try:
                address = fill(form.address, values, lambda field, value: _written(field, value, look_up))
            except Unknown as unknown:
                return NoLink(*unknown.args)
            return Link(address, fill(form.caption, values, lambda _field, value: value), form.certain)
    shown = argument if len(argument) <= 60 else argument[:57] + "..."
    example = f", as in '{role.good[0][0]}'" if role.good else ""
    return NoLink(f"'{shown}' is not {role.argument}", f"write {role.argument}{example}")


def _given(found: re.Match[str]) -> dict[str, str]:
    return {name: text for name, text in found.groupdict().items() if text is not None}


def _written(field: Field, value: str, look_up: LookUp) -> str:
    if field.kind == "":
        return quote(value, safe=_PATH)
    return look_up(field.kind, value)
