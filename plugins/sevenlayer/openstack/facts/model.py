"""Data model of the facts about OpenStack: release series, projects, editions of the layers, links.

``load.py`` reads all of it from ``data/*.yaml``, which name their sources. A field whose value no source fully confirms is
listed in ``unsure``.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sevenlayer.openstack.link_rules import LinkRole, MoveRule


@dataclass(frozen=True)
class Source:
    """A source of facts; *date* is that of the state that was read, None for a source that does not change."""

    title: str
    url: str
    date: datetime.date | None


@dataclass(frozen=True)
class Origin:
    """Date of the last update of a data file, and its sources."""

    updated: datetime.date
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Phase:
    """A status of a series after its release.

    *since* is its first day, or None if unknown; then *seen* is a day on which the series is known to have had it, or None.
    *expected* marks a *since* that was announced and not confirmed yet.
    """

    status: str
    since: datetime.date | None
    seen: datetime.date | None
    expected: bool


@dataclass(frozen=True)
class Event:
    """A design summit, PTG or summit of a cycle, from *begins* to *ends* (inclusive)."""

    kind: str
    title: str
    place: str
    begins: datetime.date
    ends: datetime.date
    unsure: frozenset[str]


@dataclass(frozen=True)
class Series:
    """A release series and its cycle, from *begins* to *released* (inclusive).

    *name* is the code name in lower case, as in URLs of releases.openstack.org; *docs* is the name in URLs of docs.openstack.org.
    *number* is None for series without one (Liberty to Zed). *nova* is the major version of Nova. *planned* is True if the
    series was unreleased when the data was written.
    """

    name: str
    title: str
    number: str | None
    nova: int | None
    begins: datetime.date
    released: datetime.date
    planned: bool
    slurp: bool
    docs: str
    phases: tuple[Phase, ...]
    events: tuple[Event, ...]
    unsure: frozenset[str]


@dataclass(frozen=True)
class OtherSense:
    """How to recognise another sense of a name from the words around it (in lower case).

    *is_word* is True for common words: a capital at the start of a sentence is then no evidence. The name has the other sense
    directly before a word of *not_before*, directly after one of *not_after*, or in a post that has one of *not_with*.
    """

    is_word: bool
    not_before: frozenset[str]
    not_after: frozenset[str]
    not_with: frozenset[str]


@dataclass(frozen=True)
class FormerName:
    """A former name of a project, or of something that became part of it.

    *until* is the day on which the next name took effect, in the cycle of series *cycle*. *kind* is one of ``KINDS_OF_RENAMES``.
    *written* lists its spellings in prose; *ambiguous* says what else they mean there, or is None. With *other_sense*, they mean
    the project in a post about OpenStack of that time unless the other sense is recognised.
    """

    name: str
    kind: str
    until: datetime.date | None
    cycle: str
    written: tuple[str, ...]
    ambiguous: str | None
    other_sense: OtherSense | None
    unsure: frozenset[str]

    @property
    def is_unambiguous(self) -> bool:
        """Whether the spellings in ``written`` always mean the project when they stand alone."""
        return self.ambiguous is None and "name" not in self.unsure


@dataclass(frozen=True)
class Project:
    """A service, library, tool or team; *name* is that of its repository, or its name in OpenStack's governance.

    *status_since* is set for projects that are no longer active. *began* is the first cycle in which the project existed under
    any name; *first* and *last* are the series it was released with, None without coordinated releases. *requires* and
    *optional* are names of projects; *dependencies_from* is their source, None if they were not researched.
    """

    name: str
    title: str
    type: str
    service_types: tuple[str, ...]
    status: str
    status_since: datetime.date | None
    began: str | None
    first: str | None
    last: str | None
    repository: str | None
    tracker: str | None
    written: tuple[str, ...]
    ambiguous: str | None
    requires: tuple[str, ...]
    optional: tuple[str, ...]
    dependencies_from: str | None
    formerly: tuple[FormerName, ...]

    @property
    def is_unambiguous(self) -> bool:
        """Whether the spellings in ``written`` always mean the project when they stand alone."""
        return self.ambiguous is None


@dataclass(frozen=True)
class Layer:
    """A layer of an edition; *number* is ``0`` to ``5`` or a letter, *rule* says what belongs in it.

    *names* maps some of the *projects* to the name that the edition uses; *incubating* lists those it shows as incubating.
    """

    number: str
    name: str
    rule: str | None
    projects: tuple[str, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    incubating: tuple[str, ...] = ()

    def name_of(self, project: str) -> str:
        return self.names.get(project, project)


@dataclass(frozen=True)
class Edition:
    """An edition of the layers, identified by the year of the post that published it."""

    year: str
    title: str
    date: datetime.date
    url: str
    layers: tuple[Layer, ...]


@dataclass(frozen=True)
class Facts:
    """All facts. *series* are in order of release, *editions* by year, *moves* in order of precedence; *origins* by file name.

    *repositories* are further names in openstack/, *families* are name patterns with ``{project}``, each
    for one repository of every project.
    """

    origins: Mapping[str, Origin]
    series: tuple[Series, ...]
    projects: Mapping[str, Project]
    editions: tuple[Edition, ...]
    moves: tuple[MoveRule, ...]
    roles: Mapping[str, LinkRole]
    families: tuple[str, ...] = ()
    repositories: tuple[str, ...] = ()

    @cached_property
    def projects_by_former_name(self) -> Mapping[str, Project]:
        """Projects by former name; a name of something that merged maps to the project it merged into."""
        return {former.name: project for project in self.projects.values() for former in project.formerly}

    @cached_property
    def known_repositories(self) -> Mapping[str, str]:
        """Repositories (``namespace/name``) by current project or repository name without namespace."""
        families = (family.format(project=name) for name in self.projects for family in self.families)
        found = {name: f"openstack/{name}" for name in (*self.repositories, *families)}
        for project in self.projects.values():
            repository = project.repository or f"openstack/{project.name}"
            found |= {project.name: repository, repository.rpartition("/")[2]: repository}
        return found

    @cached_property
    def projects_by_any_name(self) -> Mapping[str, tuple[Project, FormerName | None]]:
        """Projects by every name and spelling in lower case, with the former name or None; current names take precedence."""
        found: dict[str, tuple[Project, FormerName | None]] = {}
        for project in self.projects.values():
            found |= dict.fromkeys((one.lower() for one in (project.name, *project.written)), (project, None))
        for project in self.projects.values():
            for former in project.formerly:
                for name in (former.name, *former.written):
                    found.setdefault(name.lower(), (project, former))
        return found

    @cached_property
    def _series_by_any_name(self) -> Mapping[str, Series]:
        numbered = {one.number: one for one in self.series if one.number}
        return numbered | {one.name: one for one in self.series}

    def find_project(self, name: str) -> Project | None:
        """Return the project with the current or former name, or spelling, *name*, ignoring case; None if there is none."""
        found = self.projects_by_any_name.get(" ".join(name.split()).lower())
        return found[0] if found else None

    def find_series(self, name: str) -> Series | None:
        """Return the series with the code name (ignoring case) or number *name*; None if there is none."""
        return self._series_by_any_name.get(name.lower())

    def layer_of(self, project: str, year: str) -> Layer | None:
        """Return the layer of *project* in the edition of *year*, or None."""
        layers = (layer for edition in self.editions if edition.year == year for layer in edition.layers)
        return next((layer for layer in layers if project in layer.projects), None)
