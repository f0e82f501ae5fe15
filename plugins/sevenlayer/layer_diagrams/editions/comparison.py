"""Compare two editions of the layers: services that moved, joined, left or were renamed."""

from __future__ import annotations

from sevenlayer.layer_diagrams.model import Annotation, Layer, Stack
from sevenlayer.openstack.facts import Edition, Facts, Project
from sevenlayer.openstack.facts import Layer as EditionLayer

from .editions import edition_stack, find_edition, service_in

#: The title of the bottom layer, for services that the newer edition does not have.
GONE = "No longer in a layer"


def compare_editions(facts: Facts, old: str, new: str) -> tuple[Stack, dict[str, Annotation]]:
    """Return the stack of edition *new*, and annotations with the changes since edition *old*, by name.

    Services that *new* does not have are in a separate layer at the bottom: the layer with their old number may have another
    meaning now, such as layer 4 in 2014.

    :raises NoEdition: there is no such edition.
    """
    before, after = find_edition(facts, old), find_edition(facts, new)
    stack = edition_stack(facts, new)
    annotations: dict[str, Annotation] = {}
    gone = []
    for name in dict.fromkeys(name for edition in (after, before) for name in _projects(edition)):
        change = change_between(facts, facts.projects[name], before, after)
        if change is None:
            continue
        now, was = facts.layer_of(name, new), facts.layer_of(name, old)
        if now is not None:
            annotations[now.name_of(name)] = change
        elif was is not None:
            gone.append(service_in(was, name))
            annotations[gone[-1].name] = change
    if gone:
        stack = Stack((*stack.layers, Layer("", GONE, tuple(gone))), stack.arrows)
    return stack, annotations


def change_between(facts: Facts, project: Project, before: Edition, after: Edition) -> Annotation | None:
    """Return the change of *project* between two editions, or None.

    Layers are compared by number, although their meaning differs between editions. If a project was moved and renamed, the
    mark is that of the move, and the notes have both.
    """
    was, now = facts.layer_of(project.name, before.year), facts.layer_of(project.name, after.year)
    if now is None:
        return Annotation((f"was in {was.number}, gone",), change="left") if was else None
    if was is None:
        return Annotation((_joined(facts, project, before, after),), change="joined")
    change, notes = "", []
    if was.number != now.number:
        change = "up" if _height(now, after) > _height(was, before) else "down"
        notes.append(f"{change} from {was.number}")
    if was.name_of(project.name) != now.name_of(project.name):
        change = change or "renamed"
        name = name_in(was, project)
        notes.append(f"was {name}" if before.date < after.date else f"{name} in {before.year}")
    return Annotation(tuple(notes), change=change) if change else None


def name_in(layer: EditionLayer, project: Project) -> str:
    """Return the name of the project in *layer*, as spelled in prose."""
    name = layer.name_of(project.name)
    if name == project.name:
        return project.written[0]
    return next((one.written[0] for one in project.formerly if one.name == name and one.written), name)


def _joined(facts: Facts, project: Project, before: Edition, after: Edition) -> str:
    """Return the note for a project that *before* does not have: new, or back."""
    earlier = [edition for edition in facts.editions if edition.date < min(before.date, after.date)]
    for edition in sorted(earlier, key=lambda one: one.date, reverse=True):
        if layer := facts.layer_of(project.name, edition.year):
            return f"back, was in {layer.number} in {edition.year}"
    return "new"


def _height(layer: EditionLayer, edition: Edition) -> int:
    """Return the position of *layer*; letters are above all numbers."""
    return int(layer.number) if layer.number.isdecimal() else len(edition.layers)


def _projects(edition: Edition) -> list[str]:
    return [name for layer in reversed(edition.layers) for name in layer.projects]
