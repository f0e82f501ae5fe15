"""Two editions of the layers in one picture: who moved, joined, left, or was called otherwise."""

from __future__ import annotations

from sevenlayer.layer_diagrams.model import Annotation, Layer, Stack
from sevenlayer.openstack.facts import model as known
from sevenlayer.openstack.facts.model import Edition, Facts, Project

from .editions import edition_stack, find_edition, service_in

#: The title of the layer, below all others, for what the newer edition does not have.
GONE = "No longer in a layer"


def compare_editions(facts: Facts, old: str, new: str) -> tuple[Stack, dict[str, Annotation]]:
    """Return the edition *new*, and what has changed since the edition *old*, by the names in the stack.

    What the new one does not have stands in a layer of its own below all others. The layer that has its old number now may mean
    something else altogether: in 2014, layer 4 became what is outside OpenStack.

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
    """Return what became of *project* from one edition to another, or None where nothing did.

    Layers are compared by their numbers, though those mean different things in each edition: they are what people say of a
    project. The mark is that of the move where a project has moved and was renamed; the words say both.
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


def name_in(layer: known.Layer, project: Project) -> str:
    """Return the name that *layer* has for the project, as prose writes it."""
    name = layer.name_of(project.name)
    if name == project.name:
        return project.written[0]
    return next((one.written[0] for one in project.formerly if one.name == name and one.written), name)


def _joined(facts: Facts, project: Project, before: Edition, after: Edition) -> str:
    """What is new in *after*, or is back: *before* has left it out."""
    earlier = [edition for edition in facts.editions if edition.date < min(before.date, after.date)]
    for edition in sorted(earlier, key=lambda one: one.date, reverse=True):
        if layer := facts.layer_of(project.name, edition.year):
            return f"back, was in {layer.number} in {edition.year}"
    return "new"


def _height(layer: known.Layer, edition: Edition) -> int:
    """Letters stand higher than all numbers, as their layers do."""
    return int(layer.number) if layer.number.isdecimal() else len(edition.layers)


def _projects(edition: Edition) -> list[str]:
    return [name for layer in reversed(edition.layers) for name in layer.projects]
