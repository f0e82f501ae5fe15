"""Former names of projects and repositories that are no longer in use, and names that never changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .model import Facts, FormerName, Project
from .service_types import official_service_types

_RENAMED = ("renamed", "repository renamed")
#: Repositories of projects outside OpenStack went to other namespaces in the move to OpenDev.
_ELSEWHERE = ("abandoned", "left")


@dataclass(frozen=True)
class ObsoleteName:
    """*story* says what became of the name; *now* is its replacement."""

    story: str
    now: str


def obsolete_names(facts: Facts) -> Mapping[str, ObsoleteName]:
    """Return the names in use by nothing today: of projects, and of the repositories that families derive from them.

    Names of projects that merged or were retired without a rename still exist, and are not included.
    """
    found: dict[str, ObsoleteName] = {}
    for project in facts.projects.values():
        for former in project.formerly:
            if "name" in former.unsure or " " in former.name:
                continue
            now = (project.repository if "/" in former.name else None) or project.name
            story = _story(project, former, now)
            found[former.name] = ObsoleteName(story, now)
            for was, is_now in _families(facts, project, former):
                found.setdefault(was, ObsoleteName(story, is_now))
    there = {*facts.projects, *facts.repositories}
    return {name: gone for name, gone in found.items() if name not in there}


def _families(facts: Facts, project: Project, former: FormerName) -> Iterator[tuple[str, str]]:
    if former.kind == "renamed" and "/" not in former.name:
        for family in facts.families:
            yield family.format(project=former.name), family.format(project=project.name)


def _story(project: Project, former: FormerName, now: str) -> str:
    if former.kind in _RENAMED and former.until:
        since = max(one.until for one in project.formerly if one.kind in _RENAMED and one.until)
        return f"{former.name} has been called {now} since {since}"
    return f"{former.name} is now {now}"


def unchanged_names(facts: Facts) -> Mapping[str, frozenset[str]]:
    """Return the names that never changed: ``repository`` (in openstack/) and ``service`` (official service types)."""
    elsewhere = {one.name for one in facts.projects.values() if one.type == "external" or one.status in _ELSEWHERE}
    here = {name for name, repository in facts.known_repositories.items() if repository == f"openstack/{name}"}
    return {"repository": frozenset(here - elsewhere), "service": frozenset(official_service_types())}
