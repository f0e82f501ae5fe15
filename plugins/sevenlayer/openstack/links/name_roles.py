"""Roles for the names of projects, services and release series."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

from sevenlayer.diagnostics import did_you_mean
from sevenlayer.directives.registry import Html, Role, split_target
from sevenlayer.openstack.facts import Facts, Project, Series, find_service_type, official_service_types
from sevenlayer.openstack.page_urls import project_url, series_url

#: The classes of the element for a project's name.
ROLE_CLASSES = "project project-{}"


def make_name_roles(facts: Facts, *, has_pages: bool) -> dict[str, Role]:
    """Return the roles by name. With *has_pages* they link to pages of the site, else to OpenStack's sites.

    Each takes ``name`` or ``text <name>``, and raises ValueError for an unknown name.
    """
    return {
        "project": partial(_project_role, lambda name: find_project(facts, name), has_pages),
        "service": partial(_project_role, lambda name: find_service(facts, name), has_pages),
        "series": partial(_series_role, facts, has_pages),
    }


def find_project(facts: Facts, name: str) -> Project:
    """Return the project with the current or former name *name*.

    :raises ValueError: there is none; the text has a suggestion.
    """
    found = facts.find_project(name)
    if found is None:
        raise ValueError(_unknown("project", name, did_you_mean(name, facts.projects_by_any_name)))
    return found


def find_service(facts: Facts, name: str) -> Project:
    """Return the project of service type, alias or service project *name*.

    :raises ValueError: there is none; the text has a suggestion.
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
        of_projects = {one for project in facts.projects.values() for one in project.service_types}
        known = of_projects | official_service_types().keys()
        raise ValueError(_unknown("service", name, did_you_mean(name, known)))
    return found


def find_series(facts: Facts, name: str) -> Series:
    """Return the series with the code name or number *name*.

    :raises ValueError: there is none; the text has a suggestion.
    """
    found = facts.find_series(name)
    if found is None:
        known = [text for one in facts.series for text in (one.name, one.number) if text]
        raise ValueError(_unknown("release series", name, did_you_mean(name, known)))
    return found


def project_link(project: Project, *, has_pages: bool) -> str | None:
    """Return the URL for links to *project*: of its page on the site, its documentation or its repository; None without any."""
    if has_pages:
        return f"/{project_url(project.name)}"
    if project.repository is None:
        return None
    if project.repository.startswith("openstack/") and project.status == "active" and project.type != "team":
        return f"https://docs.openstack.org/{project.name}/latest/"
    return f"https://opendev.org/{project.repository}"


def series_link(series: Series, *, has_pages: bool) -> str:
    return f"/{series_url(series.name)}" if has_pages else f"https://releases.openstack.org/{series.name}/index.html"


def _project_role(find: Callable[[str], Project], has_pages: bool, text: str) -> Html:
    caption, name = _split(text)
    project = find(name)
    classes = escape(ROLE_CLASSES.format(project.name))
    url = project_link(project, has_pages=has_pages)
    if url is None:
        return Html(f'<span class="{classes}">{caption}</span>')
    return Html(f'<a class="{classes}" href="{escape(url)}">{caption}</a>')


def _series_role(facts: Facts, has_pages: bool, text: str) -> Html:
    caption, name = _split(text)
    url = series_link(find_series(facts, name), has_pages=has_pages)
    return Html(f'<a class="release-series" href="{escape(url)}">{caption}</a>')


def _split(text: str) -> tuple[str, str]:
    """Return the caption as HTML, and the name."""
    caption, target = split_target(text)
    name = " ".join(target.split())
    if not name:
        raise ValueError("the name is missing")
    return escape(caption or name, quote=False), name


def _unknown(what: str, name: str, hint: str | None) -> str:
    return f"there is no {what} '{name[:60]}'" + (f"; {hint}" if hint else "")
