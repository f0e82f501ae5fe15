"""Rules for diagrams in any form."""

from __future__ import annotations

from collections.abc import Sequence

from sevenlayer.diagnostics import did_you_mean
from sevenlayer.layer_diagrams.model import CAN_USE, NEEDS, Arrow, Group, Layer, Member, Position, Service, Stack, fold

from .errors import EXAMPLE, Faults, bidi_control, is_invisible, normalize_spaces, quote

#: Characters of a text; parsing takes microseconds for each.
MAX_CHARACTERS = 500_000
MAX_SERVICES = 2_000
MAX_LAYERS = 200
MAX_ARROWS = 5_000
#: Characters of a name, a title, a status or a label.
MAX_LENGTH = 200
#: Nesting of groups.
MAX_DEPTH = 8

#: Regular expression of the number of a layer.
NUMBER = "[0-9]{1,4}|[A-Z]"

#: A name and its location.
Mention = tuple[str, Position]

_ONE_OF_TWO = "remove one of the two"
SMALLER = "split it into several diagrams"


class Arrows:
    """The arrows of a diagram while it is parsed, and all names in them."""

    def __init__(self, faults: Faults) -> None:
        self.found: list[Arrow] = []
        self.mentions: list[Mention] = []
        self._faults = faults
        self._is_too_many = False

    def mention(self, names: Sequence[Mention]) -> None:
        self.mentions.extend(names)

    def add(self, sources: Sequence[Mention], targets: Sequence[Mention], kind: str, label: str) -> None:
        """Add an arrow from each source to each target.

        Its location is that of the target if there are several, else of the source.
        """
        if len(self.found) + len(sources) * len(targets) > MAX_ARROWS:
            if not self._is_too_many:
                self._faults.add(f"the diagram has more than {MAX_ARROWS:,} arrows", sources[0][1], SMALLER)
            self._is_too_many = True
            return
        for source, at_source in sources:
            for target, at_target in targets:
                location = at_target if len(targets) > 1 else at_source
                self.found.append(Arrow(source, target, kind, label, location))


def check_stack(layers: Sequence[Layer], arrows: Arrows, faults: Faults) -> Stack:
    """Report violations of the rules, and return the stack."""
    stack = Stack(tuple(layers), tuple(arrows.found))
    if not stack.layers and not arrows.mentions and not faults:
        faults.add("the diagram is empty", Position(1, 1), EXAMPLE)
    _check_layers(stack, faults)
    services = _check_services(stack, faults)
    _check_arrows(stack, faults)
    if stack.layers:
        _check_mentions(arrows.mentions, stack, services, faults)
    else:
        _check_number_of_names(arrows.mentions, faults)
    return stack


def _check_layers(stack: Stack, faults: Faults) -> None:
    if len(stack.layers) > MAX_LAYERS:
        faults.add(f"the diagram has more than {MAX_LAYERS:,} layers", stack.layers[MAX_LAYERS].location, SMALLER)
    has_services = any(layer.members for layer in stack.layers)
    first: dict[tuple[str, str], Layer] = {}
    for layer in stack.layers:
        name = f"layer {layer.number}" if layer.number else f"layer {quote(layer.title)}"
        _check_text("the title of a layer", layer.title, layer.location, faults)
        if not layer.number and not layer.title:
            continue
        # If no layer has services, it is a diagram of titles.
        if has_services and not layer.members:
            hint = "write its services after the colon, or remove the layer"
            faults.add(f"{name} has no services", layer.location, hint, is_error=False)
        key = (layer.number, "" if layer.number else fold(layer.title))
        before = first.setdefault(key, layer)
        if before is not layer:
            faults.add(f"duplicate {name}{_first(before.location)}", layer.location, "join the two layers")


def _check_services(stack: Stack, faults: Faults) -> dict[str, Service]:
    """Report duplicate services; return all services by folded name."""
    services: dict[str, Service] = {}
    for layer in stack.layers:
        _check_titles(layer.members, faults)
        for service in layer.services:
            _check_text("the name of a service", service.name, service.location, faults)
            _check_text("the status of a service", service.status, service.location, faults)
            before = services.setdefault(fold(service.name), service)
            if before is not service:
                message = f"duplicate service {quote(service.name)}{_first(before.location)}"
                faults.add(message, service.location, _ONE_OF_TWO)
            elif len(services) == MAX_SERVICES + 1:
                faults.add(f"the diagram has more than {MAX_SERVICES:,} services", service.location, SMALLER)
    return services


def _check_titles(members: tuple[Member, ...], faults: Faults) -> None:
    for member in members:
        if isinstance(member, Group):
            _check_text("the title of a group", member.title, member.location, faults)
            _check_titles(member.members, faults)


def _check_arrows(stack: Stack, faults: Faults) -> None:
    first: dict[tuple[str, str, str], Arrow] = {}
    for arrow in stack.arrows:
        ends = (fold(arrow.source), fold(arrow.target))
        if ends[0] == ends[1]:
            faults.add(f"an arrow from {quote(arrow.source)} to itself", arrow.location, "remove it")
        before = first.setdefault((*ends, arrow.kind), arrow)
        if before is not arrow:
            message = f"duplicate arrow from {quote(arrow.source)} to {quote(arrow.target)}"
            faults.add(message + _first(before.location), arrow.location, _ONE_OF_TWO)
            continue
        other = first.get((*ends, CAN_USE if arrow.kind == NEEDS else NEEDS))
        if other:
            message = f"{quote(arrow.source)} both needs and can use {quote(arrow.target)}{_first(other.location)}"
            faults.add(message, arrow.location, _ONE_OF_TWO, is_error=False)
        _check_text("the label of an arrow", arrow.label, arrow.location, faults)


def _check_mentions(mentions: Sequence[Mention], stack: Stack, services: dict[str, Service], faults: Faults) -> None:
    names = [service.name for service in services.values() if not bidi_control(service.name)]
    titles = {fold(title): what for what, title in _titles(stack)}
    for name, location in mentions:
        if fold(name) in services:
            continue
        hint = None if faults.is_full else _hint(name, services, titles) or did_you_mean(name, names)
        message = f"an arrow names {quote(name)}, which is in no layer"
        faults.add(message, location, hint or "write it into a layer, or remove the arrow")


def _hint(name: str, services: dict[str, Service], titles: dict[str, str]) -> str | None:
    if fold(name) in titles:
        return f"that is the title of {titles[fold(name)]}; arrows join services"
    words = [word for word in name.split() if word not in ("and", "or", "&")]
    if len(words) > 1 and all(fold(word) in services for word in words):
        return f"write commas between services, as in '{', '.join(words)}'"
    return None


def _titles(stack: Stack) -> list[tuple[str, str]]:
    found = []
    for layer in stack.layers:
        found.append(("a layer", layer.title))
        rest = list(layer.members)
        while rest:
            member = rest.pop()
            if isinstance(member, Group):
                found.append(("a group", member.title))
                rest.extend(member.members)
    return found


def _check_number_of_names(mentions: Sequence[Mention], faults: Faults) -> None:
    names: set[str] = set()
    for name, location in mentions:
        _check_text("the name of a service", name, location, faults)
        names.add(fold(name))
        if len(names) > MAX_SERVICES:
            faults.add(f"the diagram has more than {MAX_SERVICES:,} services", location, SMALLER)
            return


def _check_text(what: str, text: str, location: Position | None, faults: Faults) -> None:
    if len(normalize_spaces(text)) > MAX_LENGTH:
        faults.add(f"{what} has {len(text):,} characters; the limit is {MAX_LENGTH}", location, "shorten it")
    if bidi := bidi_control(text):
        message = f"{what} has the character U+{ord(bidi):04X}, which changes the direction of text"
        faults.add(message, location, "remove it; each script has its direction without it")
    elif text and is_invisible(text):
        faults.add(f"{what} consists of invisible characters", location, "write it with letters or digits")


def _first(location: Position | None) -> str:
    return f"; the first is in line {location.line}" if location else ""
