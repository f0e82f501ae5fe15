"""Renames of projects: former names, dates and next names."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from .model import FormerName, Project

_SUCCESSIVE = ("renamed", "repository renamed")


@dataclass(frozen=True)
class Renaming:
    """A former name of *project*; *next* is the name after it, which may be a former one too."""

    project: Project
    former: FormerName
    next: str

    @property
    def was(self) -> str:
        """The former name as spelled in prose."""
        return self.former.written[0]

    @property
    def is_unsure(self) -> bool:
        """Whether a part of it is not confirmed by a source."""
        return bool(self.former.unsure)


def name_of(project: Project) -> str:
    """Return the name of *project* as spelled in prose."""
    return project.written[0]


def renamings_of(project: Project) -> tuple[Renaming, ...]:
    """Return the renames of *project*, latest first; those without a date come last."""
    formers = sorted(project.formerly, key=lambda former: former.until or datetime.date.min, reverse=True)
    return tuple(Renaming(project, former, _next_name(project, former)) for former in formers)


def renamings_in(projects: Iterable[Project], cycle: str) -> tuple[Renaming, ...]:
    """Return the renames in the cycle of series *cycle*, by date; those without a date come last."""
    found = [
        Renaming(project, former, _next_name(project, former))
        for project in projects
        for former in project.formerly
        if former.cycle == cycle
    ]
    return tuple(sorted(found, key=lambda one: (one.former.until or datetime.date.max, one.project.name)))


def _next_name(project: Project, former: FormerName) -> str:
    if former.until is not None and former.kind in _SUCCESSIVE:
        later = [
            one
            for one in project.formerly
            if one.kind in _SUCCESSIVE and one.until is not None and one.until > former.until
        ]
        if later:
            return min(later, key=lambda one: one.until or datetime.date.max).written[0]
        if former.kind == "repository renamed" and project.repository:
            return project.repository
    return name_of(project)
