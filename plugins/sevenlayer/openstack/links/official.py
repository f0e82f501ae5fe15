"""Links to OpenStack's own pages of a series or a project; only those known to exist."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from sevenlayer.openstack.facts import Facts, Project, Series, launchpad_name
from sevenlayer.openstack.link_rules import LookUp, NoLink, make_link

#: Documentation of earlier series no longer exists.
FIRST_WITH_DOCS = "icehouse"
#: Projects' documentation is kept per series since its move to docs.openstack.org in this cycle.
FIRST_WITH_PROJECT_DOCS = "pike"
#: Release notes are made with reno since this cycle; earlier ones were wiki pages.
FIRST_WITH_NOTES = "mitaka"

_DOCUMENTED = ("service", "library", "client", "tool", "deployment")
_WITH_NOTES = ("service", "library", "client")


@dataclass(frozen=True)
class OfficialLink:
    what: str
    url: str


def links_of_series(facts: Facts, series: Series, look_up: LookUp) -> tuple[OfficialLink, ...]:
    """Return the links of *series*: releases, documentation."""
    links = list(_role_link(facts, look_up, "Releases", "release", series.name))
    if not series.planned and _is_since(facts, series.name, FIRST_WITH_DOCS):
        links.append(OfficialLink("Documentation", f"https://docs.openstack.org/{series.docs}/"))
    return tuple(links)


def links_of_project(
    facts: Facts, project: Project, look_up: LookUp, *, today: datetime.date
) -> tuple[OfficialLink, ...]:
    """Return the links of *project* as of *today*; those of an inactive project lead to its last series."""
    namespace, _, slug = (project.repository or "").rpartition("/")
    is_active = project.status in ("active", "deprecated")
    last = _last_released(facts, project, today)
    links: list[OfficialLink] = []
    if namespace == "openstack" and project.type in _DOCUMENTED:
        if is_active:
            links += _role_link(facts, look_up, "Documentation", "docs", slug)
        elif last and _is_since(facts, last, FIRST_WITH_PROJECT_DOCS):
            links += _role_link(facts, look_up, "Documentation", "docs", f"{slug}/{last}")
    if project.service_types and is_active:
        links += _role_link(facts, look_up, "API reference", "apiref", project.name)
    if project.repository:
        links += _role_link(facts, look_up, "Repository", "repo", project.repository)
    if is_active and (bugs := _bugs(project)):
        links.append(OfficialLink("Bugs", bugs))
    if project.type in _WITH_NOTES and last and _is_since(facts, last, FIRST_WITH_NOTES):
        links += _role_link(facts, look_up, "Release notes", "relnotes", f"{slug}/{last}")
    return tuple(links)


def _last_released(facts: Facts, project: Project, today: datetime.date) -> str | None:
    """Return the last series of *project* released by *today*, or None."""
    names = [one.name for one in facts.series]
    if project.last is None:
        return None
    first = names.index(project.first) if project.first else 0
    its_own = facts.series[first : names.index(project.last) + 1]
    return next((one.name for one in reversed(its_own) if one.released <= today), None)


def _bugs(project: Project) -> str | None:
    if project.tracker == "storyboard":
        return f"https://storyboard.openstack.org/#!/project/{project.repository}"
    name = launchpad_name(project)
    return f"https://bugs.launchpad.net/{name}" if name else None


def _role_link(facts: Facts, look_up: LookUp, what: str, role: str, argument: str) -> Iterator[OfficialLink]:
    link = make_link(facts.roles[role], argument, look_up)
    if not isinstance(link, NoLink):
        yield OfficialLink(what, link.url)


def _is_since(facts: Facts, series: str, first: str) -> bool:
    names = [one.name for one in facts.series]
    return names.index(series) >= names.index(first)
