"""What is known of OpenStack, as values: release series, projects, the layers that people drew them in.

All are read from ``data/*.yaml`` by ``loading.py``; where a fact comes from is said there. A fact that its source does not
bear out fully is marked: its field's name stands in ``unsure``.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sevenlayer.openstack.link_rules.moved import MoveRule
from sevenlayer.openstack.link_rules.role import LinkRole


@dataclass(frozen=True)
class Source:
    """Where facts come from; *date* is that of the state which was read, None for what does not change."""

    title: str
    url: str
    date: datetime.date | None


@dataclass(frozen=True)
class Origin:
    """When one file was last brought up to date, and from what."""

    updated: datetime.date
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Phase:
    """A status that a series has after its release.

    *since* is None where the day is not known; then *seen* is a day on which the series had the status already, or None.
    *expected* says that *since* was announced, and not yet seen to come true.
    """

    status: str
    since: datetime.date | None
    seen: datetime.date | None
    expected: bool


@dataclass(frozen=True)
class Event:
    """A meeting that planned a cycle, or a summit during it; days are inclusive."""

    kind: str
    title: str
    place: str
    begins: datetime.date
    ends: datetime.date
    unsure: frozenset[str]


@dataclass(frozen=True)
class Series:
    """A release series, and the cycle that led to it: from *begins* to *released*, both inclusive.

    *name* is the code name in lower case, and its URL on releases.openstack.org; *docs* is its name in URLs below
    docs.openstack.org. *number* is None for those that had none (Liberty to Zed). *nova* is the major version of Nova.
    *planned* says that *released* had not come when the data was written.
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
    """How to tell what else a written name means, from the words around it, which are in lower case.

    *is_word* says that English writes it small: a capital at the beginning of a sentence proves nothing. It has the other sense
    where it stands right before one of *not_before* or right after one of *not_after*, or when the post has one of *not_with*.
    """

    is_word: bool
    not_before: frozenset[str]
    not_after: frozenset[str]
    not_with: frozenset[str]


@dataclass(frozen=True)
class FormerName:
    """A name by which a project, or what it came from, was known before.

    *until* is the day on which the next name took effect, in the development of series *cycle*. *kind* is one of
    ``KINDS_OF_RENAMES``. *written* are its spellings in prose; *ambiguous* says what else they mean there, or is None. With
    *other_sense* they mean the project all the same in a post about OpenStack of that time, unless they are seen to mean that.
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
        """Whether the words of ``written`` mean the project wherever they stand alone with these capitals."""
        return self.ambiguous is None and "name" not in self.unsure


@dataclass(frozen=True)
class Project:
    """A service, library, tool or team; *name* is what its repository or its governance calls it.

    *status_since* is known for what is no longer active. *began* is the first cycle in which the project is known to have
    existed under any name; *first* and *last* are the series it was released with, None where it had no coordinated release.
    *requires* and *optional* are names of projects; *dependencies_from* says who says so, or is None where nobody looked.
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
        """Whether the words of ``written`` mean the project wherever they stand alone with these capitals."""
        return self.ambiguous is None


@dataclass(frozen=True)
class Layer:
    """One layer of an edition; *number* is ``0`` to ``5`` or a letter, *rule* what belongs here.

    *names* are those that the edition has for some of the *projects*; *incubating* are the projects that it calls so.
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
    """One way to see OpenStack in layers, by the year of the post that drew it."""

    year: str
    title: str
    date: datetime.date
    url: str
    layers: tuple[Layer, ...]


@dataclass(frozen=True)
class Facts:
    """All of it. Series are in the order of their releases, editions by year, moves as they are tried; origins go by file.

    *repositories* are names in openstack/ besides those of projects; *families* are names with ``{project}`` in them, each for
    one repository of every project.
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
        """Which project has a former name; names of what merged into a project lead there too."""
        return {former.name: project for project in self.projects.values() for former in project.formerly}

    @cached_property
    def known_repositories(self) -> Mapping[str, str]:
        """The repository, as ``namespace/name``, of all that is called a project today; by names without namespace."""
        families = (family.format(project=name) for name in self.projects for family in self.families)
        found = {name: f"openstack/{name}" for name in (*self.repositories, *families)}
        for project in self.projects.values():
            repository = project.repository or f"openstack/{project.name}"
            found |= {project.name: repository, repository.rpartition("/")[2]: repository}
        return found

    @cached_property
    def projects_by_any_name(self) -> Mapping[str, tuple[Project, FormerName | None]]:
        """Projects by all their names and spellings, in lower case, with the former name that it is; present names win."""
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
        """Return the project that *name* means: a name that it has or had, or a spelling of one, in any case."""
        found = self.projects_by_any_name.get(" ".join(name.split()).lower())
        return found[0] if found else None

    def find_series(self, name: str) -> Series | None:
        """Return the series that *name* means: its code name in any case, or its number."""
        return self._series_by_any_name.get(name.lower())

    def layer_of(self, project: str, year: str) -> Layer | None:
        """Return where the edition of *year* has the project, or None."""
        layers = (layer for edition in self.editions if edition.year == year for layer in edition.layers)
        return next((layer for layer in layers if project in layer.projects), None)
