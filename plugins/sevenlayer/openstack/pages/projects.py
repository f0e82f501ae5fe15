"""Data for the pages of projects."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sevenlayer.openstack.facts import Edition, Facts, Layer, Project, Renaming, Series, name_of, renamings_of
from sevenlayer.openstack.link_rules import LookUp
from sevenlayer.openstack.links import OfficialLink, links_of_project
from sevenlayer.openstack.page_urls import project_url

_FORMER = ("retired", "merged", "left", "abandoned")
#: Groups of the list of projects, with their types; former projects are a separate group.
_GROUPS = (
    ("Services", ("service",)),
    ("Clients and libraries", ("client", "library")),
    ("Tools", ("tool",)),
    ("Deployment", ("deployment",)),
    ("Teams and infrastructure", ("team", "infrastructure")),
    ("Beside OpenStack", ("external",)),
)


@dataclass(frozen=True)
class ProjectPage:
    """A project, and the posts *about* it and *mentioned* in.

    *url* and *feed* are relative to the site's root; *feed* is None without such feeds. *layers* has the editions that list the
    project. *part_of* is the project that it merged into.
    """

    project: Project
    name: str
    url: str
    feed: str | None
    began: Series | None
    first: Series | None
    last: Series | None
    part_of: Project | None
    formerly: tuple[Renaming, ...]
    layers: tuple[tuple[Edition, Layer], ...]
    links: tuple[OfficialLink, ...]
    about: tuple[Any, ...]
    mentioned: tuple[Any, ...]

    @property
    def is_former(self) -> bool:
        """Whether it is no longer part of OpenStack, or never was."""
        return self.project.status in _FORMER


@dataclass(frozen=True)
class ProjectGroup:
    title: str
    projects: tuple[ProjectPage, ...]


def make_project_pages(
    facts: Facts,
    look_up: LookUp,
    about: Mapping[str, Sequence[Any]],
    mentioned: Mapping[str, Sequence[Any]],
    feed: str,
    *,
    today: datetime.date,
) -> tuple[ProjectPage, ...]:
    """Return the data of all project pages, by name. *about* and *mentioned* map project names to posts.

    Links are those of *today*.
    """
    return tuple(
        _shown(facts, look_up, project, tuple(about.get(name, ())), tuple(mentioned.get(name, ())), feed, today)
        for name, project in sorted(facts.projects.items())
    )


def group_projects(projects: Sequence[ProjectPage]) -> tuple[ProjectGroup, ...]:
    """Return *projects* in the groups of the list of all projects; empty groups are left out."""
    groups = [
        ProjectGroup(title, tuple(one for one in projects if one.project.type in types and not one.is_former))
        for title, types in _GROUPS
    ]
    groups.append(ProjectGroup("No longer in OpenStack", tuple(one for one in projects if one.is_former)))
    return tuple(group for group in groups if group.projects)


def _shown(
    facts: Facts,
    look_up: LookUp,
    project: Project,
    about: tuple[Any, ...],
    mentioned: tuple[Any, ...],
    feed: str,
    today: datetime.date,
) -> ProjectPage:
    def series(name: str | None) -> Series | None:
        return facts.find_series(name) if name else None

    layers = ((edition, facts.layer_of(project.name, edition.year)) for edition in facts.editions)
    return ProjectPage(
        project=project,
        name=name_of(project),
        url=project_url(project.name),
        feed=feed.format(slug=project.name) or None,
        began=series(project.began),
        first=series(project.first),
        last=series(project.last),
        part_of=facts.projects_by_former_name.get(project.name),
        formerly=renamings_of(project),
        layers=tuple((edition, layer) for edition, layer in layers if layer),
        links=links_of_project(facts, project, look_up, today=today),
        about=about,
        mentioned=mentioned,
    )
