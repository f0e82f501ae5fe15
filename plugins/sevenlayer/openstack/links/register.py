"""The roles that make links: those of the facts, and the site's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html import escape
from typing import Any

from sevenlayer.directives import BadRole, Html, Role, Vocabulary, split_target
from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.facts.lookup import look_up_in
from sevenlayer.openstack.facts.model import Facts
from sevenlayer.openstack.link_rules.role import Link, LinkRole, NoLink, make_link

from .site_roles import make_site_link, read_site_roles

# What docutils takes for the name of a role; former names may have blanks and slashes.
_IN_A_ROLE = re.compile(r"[a-z0-9]+(?:[-._+:][a-z0-9]+)*")


def add_link_roles(vocabulary: Vocabulary, settings: Mapping[str, Any]) -> None:
    """Add the roles of the facts under all their names, and those of the settings, which may take the place of others that link.

    :raises ValueError: a setting is wrong.
    """
    projects = settings.get("OPENSTACK_PROJECTS") or ()
    if isinstance(projects, str) or not all(isinstance(name, str) for name in projects):
        raise ValueError(f"OPENSTACK_PROJECTS must be a list of names, not {projects!r}")
    known = facts()
    others = {name for name, role in vocabulary.roles.items() if not _is_link_role(role)}
    site_roles = read_site_roles(settings.get("OPENSTACK_LINK_ROLES") or {}, others)
    _add(vocabulary, known, tuple(projects))
    for name, role in site_roles.items():
        vocabulary.add_role(name, partial(link_html, make=partial(make_site_link, role)))


def link_html(text: str, make: Callable[[str], Link | NoLink]) -> Html:
    """Return the link that *make* has for *text*, or for the argument in ``text <argument>``.

    :raises BadRole: it has none.
    """
    caption, target = split_target(text)
    link = make(target)
    if isinstance(link, NoLink):
        raise BadRole(link.message, link.hint)
    return Html(f'<a href="{escape(link.address)}">{escape(caption or link.caption, quote=False)}</a>')


def _is_link_role(role: Role) -> bool:
    return isinstance(role, partial) and role.func is link_html


def _add(vocabulary: Vocabulary, known: Facts, projects: tuple[str, ...]) -> None:
    look_up = look_up_in(known, projects)
    for role in known.roles.values():
        for name, project in _names(role, known, projects):
            vocabulary.add_role(
                name, partial(link_html, make=partial(make_link, role, look_up=look_up, project=project))
            )


def _names(role: LinkRole, known: Facts, projects: tuple[str, ...]) -> Iterator[tuple[str, str | None]]:
    """Every name of *role*, with its project if there is one role for each."""
    if not role.per_project:
        yield from ((name, None) for name in (role.name, *role.aliases))
        return
    # A former name has a role too, which says what the project is called now.
    former = [name for name in known.projects_by_former_name if _IN_A_ROLE.fullmatch(name)]
    clients = [f"python-{name}client" for name in (*known.projects, *former)]
    for project in dict.fromkeys([*known.projects, *clients, *known.repositories, *former, *projects]):
        yield role.name.format(project=project), project
