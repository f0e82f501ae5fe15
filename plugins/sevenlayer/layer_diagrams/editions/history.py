"""How each project travelled through the editions of the layers."""

from __future__ import annotations

from dataclasses import dataclass

from sevenlayer.layer_diagrams.model import Annotation
from sevenlayer.openstack.facts.model import Edition, Facts, Layer, Project
from sevenlayer.openstack.facts.renames import name_of

from .comparison import change_between, name_in


@dataclass(frozen=True)
class HistoryEntry:
    """Where an edition has a project, under the *name* that it had then; *layer* is None where it does not have it.

    *change* is what became of it since the edition before, None where nothing did and for the first edition.
    """

    edition: Edition
    name: str
    layer: Layer | None
    change: Annotation | None


@dataclass(frozen=True)
class ProjectHistory:
    """A project, called *name* today, and its place in every edition, in the order of years."""

    project: Project
    name: str
    entries: tuple[HistoryEntry, ...]


def project_histories(facts: Facts) -> tuple[ProjectHistory, ...]:
    """Return the history of every project that at least one edition has, by name."""
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
