"""Annotate the services of a diagram with facts: current names, statuses, links."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from sevenlayer.layer_diagrams.model import Annotation, Service, Stack, fold
from sevenlayer.openstack.facts import Facts, Project, name_of
from sevenlayer.openstack.links import project_link

# Looks of statuses in authors' words; others have none.
_LOOKS = {
    "incubating": "incubating",
    "incubated": "incubating",
    "in incubation": "incubating",
    "retired": "retired",
    "abandoned": "retired",
    "merged": "retired",
    "left openstack": "outside",
    "not openstack": "outside",
    "outside openstack": "outside",
    "external": "outside",
}
# Notes by kind of rename; the field is the current name.
_NOW = {
    "renamed": "now {}",
    "repository renamed": "now {}",
    "split from": "became {}",
    "merged": "merged into {}",
    "grew out of": "became {}",
    "replaces": "replaced by {}",
    "part retired": "retired",
}
# Note and look by status; the field is the project that it merged into.
_STATUSES = {
    "deprecated": ("deprecated", ""),
    "retired": ("retired", "retired"),
    "merged": ("merged into {}", "retired"),
    "left": ("left OpenStack", "outside"),
    "abandoned": ("abandoned", "retired"),
}


def annotate(
    stack: Stack, facts: Facts, *, today: datetime.date, has_pages: bool, drawn_on: datetime.date | None = None
) -> dict[str, Annotation]:
    """Return the annotations of services as of *today*, by name; services without any are left out.

    With *drawn_on*, services look as on that earlier date, and later changes are added as notes.

    A service is the project with that current or former name, in any spelling; ambiguous names always mean the project here. With
    *has_pages*, links lead to pages of the site, else to OpenStack's sites.
    """
    found = {one.name: _annotation(one, facts, today, has_pages, drawn_on or today) for one in stack.services}
    return {name: annotation for name, annotation in found.items() if annotation != Annotation()}


def join_annotations(*several: Mapping[str, Annotation]) -> dict[str, Annotation]:
    """Merge annotations by name: all notes in order, and the first non-empty value of other fields."""
    joined: dict[str, Annotation] = {}
    for said in several:
        for name, new in said.items():
            old = joined.get(name, Annotation())
            joined[name] = Annotation(
                notes=tuple(dict.fromkeys((*old.notes, *new.notes))),
                look=old.look or new.look,
                change=old.change or new.change,
                url=old.url or new.url,
                is_highlighted=old.is_highlighted or new.is_highlighted,
            )
    return joined


def _annotation(
    service: Service, facts: Facts, today: datetime.date, has_pages: bool, drawn_on: datetime.date
) -> Annotation:
    notes = [service.status] if service.status else []
    look = _LOOKS.get(fold(service.status), "")
    project, former = facts.projects_by_any_name.get(" ".join(service.name.split()).lower(), (None, None))
    if project is None:
        return Annotation(tuple(notes), look)
    if former is not None and (former.until is None or former.until <= today):
        notes.append(_NOW[former.kind].format(name_of(project)))
        look = look or ("retired" if former.kind == "part retired" else "")
    note, look_of_fate = _fate(project, facts, today)
    if (note, look_of_fate) != (then := _fate(project, facts, drawn_on)):
        note, look_of_fate = f"now {note}", then[1]
    if note and fold(note) not in map(fold, notes):
        notes.append(note)
    return Annotation(tuple(notes), look or look_of_fate, url=project_link(project, has_pages=has_pages))


def _fate(project: Project, facts: Facts, today: datetime.date) -> tuple[str, str]:
    """Return the note and the look for the status of *project* on *today*."""
    if project.type == "external":
        return "not OpenStack", "outside"
    if project.status_since is not None and project.status_since > today:
        return "", ""
    note, look = _STATUSES.get(project.status, ("", ""))
    into = facts.projects_by_former_name.get(project.name)
    return (note.format(name_of(into)) if into else note.removesuffix(" into {}")), look
