"""Roles that name a project, a service or a release series, and link to what the site has about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

from sevenlayer.diagnostics import did_you_mean
from sevenlayer.directives import Html, Role, split_target
from sevenlayer.openstack.facts.model import Facts, Project, Series
from sevenlayer.openstack.facts.service_types import find_service_type, service_types

from .page_urls import project_url, series_url

#: The classes of what a role makes of a project's name.
ROLE_CLASSES = "project project-{}"


def name_roles(facts: Facts, *, has_pages: bool) -> dict[str, Role]:
    """Return the roles by name. With *has_pages* they link to pages of the site, else to OpenStack's own.

    Each takes ``name`` or ``text <name>``, and raises ValueError for a name that there is not.
    """
    return {
        "project": partial(_project_role, lambda name: find_project(facts, name), has_pages),
        "service": partial(_project_role, lambda name: find_service(facts, name), has_pages),
        "series": partial(_series_role, facts, has_pages),
    }


def find_project(facts: Facts, name: str) -> Project:
    """Return the project that has or had the name *name*.

    :raises ValueError: there is none; the text says what may be meant.
    """
    found = facts.find_project(name)
    if found is None:
        raise ValueError(_unknown("project", name, did_you_mean(name, facts.projects_by_any_name)))
    return found


def find_service(facts: Facts, name: str) -> Project:
    """Return the project whose service has the type *name*, an alias of it, or the name of a project that is a service.

    :raises ValueError: there is none; the text says what may be meant.
    """
    service = find_service_type(name)
    wanted = {name.lower(), service.name if service else ""}
    found = next((one for one in facts.projects.values() if wanted & set(one.service_types)), None)
    if found is None and service is not None:
        found = facts.projects.get(service.project)
    if found is None:
        project = facts.find_project(name)
        found = project if project and project.type == "service" else None
    if found is None:
        known = {one for project in facts.projects.values() for one in project.service_types} | service_types().keys()
        raise ValueError(_unknown("service", name, did_you_mean(name, known)))
    return found


def find_series(facts: Facts, name: str) -> Series:
    """Return the series with the code name or the number *name*.

    :raises ValueError: there is none; the text says what may be meant.
    """
    found = facts.find_series(name)
    if found is None:
        known = [text for one in facts.series for text in (one.name, one.number) if text]
        raise ValueError(_unknown("release series", name, did_you_mean(name, known)))
    return found


def project_address(project: Project, *, has_pages: bool) -> str | None:
    """Return where a link to *project* leads: a page of the site, its documentation, its repository, or nowhere."""
    if has_pages:
        return f"/{project_url(project.name)}"
    if project.repository is None:
        return None
    if project.repository.startswith("openstack/") and project.status == "active" and project.type != "team":
        return f"https://docs.openstack.org/{project.name}/latest/"
    return f"https://opendev.org/{project.repository}"


def series_address(series: Series, *, has_pages: bool) -> str:
    return f"/{series_url(series.name)}" if has_pages else f"https://releases.openstack.org/{series.name}/index.html"


def _project_role(find: Callable[[str], Project], has_pages: bool, text: str) -> Html:
    caption, name = _split(text)
    project = find(name)
    classes = escape(ROLE_CLASSES.format(project.name))
    address = project_address(project, has_pages=has_pages)
    if address is None:
        return Html(f'<span class="{classes}">{caption}</span>')
    return Html(f'<a class="{classes}" href="{escape(address)}">{caption}</a>')


def _series_role(facts: Facts, has_pages: bool, text: str) -> Html:
    caption, name = _split(text)
    address = series_address(find_series(facts, name), has_pages=has_pages)
    return Html(f'<a class="release-series" href="{escape(address)}">{caption}</a>')


def _split(text: str) -> tuple[str, str]:
    """The caption as HTML, and the name."""
    caption, target = split_target(text)
    name = " ".join(target.split())
    if not name:
        raise ValueError("there is no name")
    return escape(caption or name, quote=False), name


def _unknown(what: str, name: str, hint: str | None) -> str:
    return f"there is no {what} '{name[:60]}'" + (f"; {hint}" if hint else "")
