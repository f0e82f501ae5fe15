"""The history of projects across the editions of the layers."""

from __future__ import annotations

from dataclasses import dataclass

from sevenlayer.layer_diagrams.model import Annotation
from sevenlayer.openstack.facts import Edition, Facts, Layer, Project, name_of

from .comparison import change_between, name_in


@dataclass(frozen=True)
class HistoryEntry:
    """A project in an edition, by its *name* at that time; *layer* is None if the edition does not have it.

    *change* is the change since the previous edition; None without a change, and for the first edition.
    """

    edition: Edition
    name: str
    layer: Layer | None
    change: Annotation | None


@dataclass(frozen=True)
class ProjectHistory:
    """A project, its current *name*, and its entry for every edition by year."""

    project: Project
    name: str
    entries: tuple[HistoryEntry, ...]


def project_histories(facts: Facts) -> tuple[ProjectHistory, ...]:
    """Return the histories of all projects in at least one edition, by name."""
    named = {name for edition in facts.editions for layer in edition.layers for name in layer.projects}
    found = [
        ProjectHistory(project, name_of(project), _entries(facts, project))
        for project in map(facts.projects.get, named)
        if project
    ]
    return tuple(sorted(found, key=lambda history: (history.name.casefold(), history.project.name)))


def _entries(facts: Facts, project: Project) -> tuple[HistoryEntry, ...]:
    entries = []
    before: Edition | None = None
    for edition in facts.editions:
        change = change_between(facts, project, before, edition) if before else None
        layer = facts.layer_of(project.name, edition.year)
        name = name_in(layer, project) if layer else name_of(project)
        entries.append(HistoryEntry(edition, name, layer, change))
        before = edition
    return tuple(entries)
