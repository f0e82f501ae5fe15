"""Registers the roles that make links: those of the facts, and the site's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from html import escape
from typing import Any

from pelican import signals
from pelican.plugins.markup import register_role
from pelican.plugins.markup.vocabulary import ROLES, BadRole, Html, Role, split_target

from .facts import Facts
from .link_roles import Link, LinkRole, NoLink, make_link
from .loading import facts
from .name_roles import name_roles
from .site_roles import make_site_link, read_site_roles
from .vocabulary import look_up_in

# What docutils takes for the name of a role; former names may have blanks and slashes.
_IN_A_ROLE = re.compile(r"[a-z0-9]+(?:[-._+:][a-z0-9]+)*")


def register_roles() -> None:
    register_known_roles()
    signals.initialized.connect(add_site_roles)


def add_site_roles(sender: Any) -> None:
    """:raises ValueError: a setting is wrong; Pelican stops and shows it."""
    register_site_roles(sender.settings)


def register_known_roles() -> None:
    """Register the roles of the facts under all their names."""
    _register(facts(), ())


def register_site_roles(settings: Mapping[str, Any]) -> None:
    """Register what the settings add: roles, which may take the place of others that link, and projects.

    :raises ValueError: a setting is wrong.
    """
    projects = settings.get("OPENSTACK_PROJECTS") or ()
    if isinstance(projects, str) or not all(isinstance(name, str) for name in projects):
        raise ValueError(f"OPENSTACK_PROJECTS must be a list of names, not {projects!r}")
    known = facts()
    # Those of names may be registered after this.
    others = {name for name, role in ROLES.items() if not _is_link_role(role)} | name_roles(
        known, has_pages=False
    ).keys()
    site_roles = read_site_roles(settings.get("OPENSTACK_LINK_ROLES") or {}, others)
    _register(known, tuple(projects))
    for name, role in site_roles.items():
        register_role(name, partial(link_html, make=partial(make_site_link, role)))


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


def _register(known: Facts, projects: tuple[str, ...]) -> None:
    look_up = look_up_in(known, projects)
    for role in known.roles.values():
        for name, project in _names(role, known, projects):
            register_role(name, partial(link_html, make=partial(make_link, role, look_up=look_up, project=project)))


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
