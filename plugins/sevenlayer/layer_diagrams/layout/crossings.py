"""Fewer crossings of arrows, by another order of the services within each layer."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import fsum
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from sevenlayer.layer_diagrams.model import Group, Layer, Member, Service, Stack, fold

# Each goes through all layers once; most stacks are as good as they get after four.
_SWEEPS = 12
#: Of each two layers between which there are arrows, the ends of these: the upper one and the lower one.
_Spans: TypeAlias = "Sequence[Sequence[tuple[str, str]]]"


def reduce_crossings(stack: Stack) -> Stack:
    """Return *stack* with the members of its layers in an order in which arrows cross less often, or *stack* itself.

    Layers keep their services, and groups stay together. Each service moves towards the middle of those that it has arrows
    from and to (the barycentre heuristic of Sugiyama, Tagawa and Toda, 1981), layer by layer, downwards and upwards in
    turn; the best order on the way is taken, and the author's own where none is better. Time grows as *n* log *n* with
    services and arrows.
    """
    rows = _rows(stack)
    spans = _spans(stack, rows)
    middle = _middles(rows)
    best, fewest = rows, _count(spans, middle)
    neighbours = _neighbours(spans)
    present = rows
    for sweep in range(_SWEEPS):
        if fewest == 0:
            break
        before = present
        present = _sweep(present, middle, neighbours, downwards=sweep % 2 == 0)
        if present == before and sweep:
            break
        if (crossings := _count(spans, middle)) < fewest:
            best, fewest = present, crossings
    if best is rows:
        return stack
    layers = zip(stack.layers, best, strict=True)
    return replace(stack, layers=tuple(_in_order(layer, row) for layer, row in layers))


def count_crossings(stack: Stack) -> int:
    """Return how often arrows cross that have their ends in the same two layers, each layer drawn as one row."""
    rows = _rows(stack)
    return _count(_spans(stack, rows), _middles(rows))


class _Item(NamedTuple):
    """A member of a layer, or of a group: *name* is what arrows call a service, *inner* what a group holds now."""

    name: str
    member: Member
    inner: tuple[_Item, ...] = ()


class _Row(NamedTuple):
    """A layer, and the names of all its services in their order."""

    items: tuple[_Item, ...]
    names: tuple[str, ...]


def _rows(stack: Stack) -> list[_Row]:
    return [_row(_items(layer.members)) for layer in stack.layers]


def _items(members: tuple[Member, ...]) -> tuple[_Item, ...]:
    return tuple(
        _Item(fold(member.name), member) if isinstance(member, Service) else _Item("", member, _items(member.members))
        for member in members
    )


def _row(items: tuple[_Item, ...]) -> _Row:
    return _Row(items, tuple(_names(items)))


def _names(items: Iterable[_Item]) -> list[str]:
    names: list[str] = []
    for item in items:
        if isinstance(item.member, Service):
            names.append(item.name)
        else:
            names += _names(item.inner)
    return names


def _in_order(layer: Layer, row: _Row) -> Layer:
    return replace(layer, members=_members(row.items))


def _members(items: Iterable[_Item]) -> tuple[Member, ...]:
    return tuple(
        replace(item.member, members=_members(item.inner)) if isinstance(item.member, Group) else item.member
        for item in items
    )


def _spans(stack: Stack, rows: Iterable[_Row]) -> _Spans:
    depth = {name: index for index, row in enumerate(rows) for name in row.names}
    spans: dict[tuple[int, int], list[tuple[str, str]]] = {}
    for arrow in stack.arrows:
        one, other = fold(arrow.source), fold(arrow.target)
        if one in depth and other in depth and depth[one] != depth[other]:
            upper, lower = (one, other) if depth[one] < depth[other] else (other, one)
            spans.setdefault((depth[upper], depth[lower]), []).append((upper, lower))
    return list(spans.values())


def _neighbours(spans: _Spans) -> Mapping[tuple[str, bool], Sequence[str]]:
    """Return what each service has arrows to or from: above it (True) and below it (False)."""
    found: dict[tuple[str, bool], list[str]] = {}
    for ends in spans:
        for upper, lower in ends:
            found.setdefault((lower, True), []).append(upper)
            found.setdefault((upper, False), []).append(lower)
    return found


def _middles(rows: Iterable[_Row]) -> dict[str, float]:
    """Return where each service stands in its layer, from 0 to 1: layers of any length are of one width."""
    middle: dict[str, float] = {}
    for row in rows:
        _place(row, middle)
    return middle


def _place(row: _Row, middle: dict[str, float]) -> None:
    count = len(row.names)
    for index, name in enumerate(row.names):
        middle[name] = (index + 0.5) / count


def _count(spans: _Spans, middle: Mapping[str, float]) -> int:
    return sum(_inversions(sorted([(middle[upper], middle[lower]) for upper, lower in ends])) for ends in spans)


def _inversions(ends: Iterable[tuple[float, float]]) -> int:
    """Return how many pairs of *ends*, which are sorted, have their second numbers in the other order than their first."""
    seen: list[float] = []
    count = 0
    for _first, second in ends:
        count += len(seen) - bisect_right(seen, second)
        insort(seen, second)
    return count


def _sweep(
    rows: Sequence[_Row],
    middle: dict[str, float],
    neighbours: Mapping[tuple[str, bool], Sequence[str]],
    *,
    downwards: bool,
) -> list[_Row]:
    """Return *rows* in a better order, and keep *middle* in step with it."""
    swept = list(rows)
    for index in range(len(rows)) if downwards else reversed(range(len(rows))):
        wanted = {}
        for name in rows[index].names:
            near = neighbours.get((name, downwards))
            wanted[name] = _mean([middle[one] for one in near]) if near else middle[name]
        items = tuple([item for _key, item in _sorted(rows[index].items, wanted)])
        if items != rows[index].items:
            swept[index] = _row(items)
            _place(swept[index], middle)
    return swept


def _sorted(items: Iterable[_Item], wanted: Mapping[str, float]) -> list[tuple[float, _Item]]:
    """Return *items* by where they want to stand, each with that: groups by the middle of what they hold."""
    keyed: list[tuple[float, _Item]] = []
    for item in items:
        if isinstance(item.member, Service):
            keyed.append((wanted[item.name], item))
        else:
            inner = _sorted(item.inner, wanted)
            key = _mean([key for key, _item in inner]) if inner else 0.0
            keyed.append((key, item._replace(inner=tuple([each for _key, each in inner]))))
    keyed.sort(key=itemgetter(0))
    return keyed


def _mean(numbers: Sequence[float]) -> float:
    # As statistics.fmean, which takes as long again to look at what it is given.
    return fsum(numbers) / len(numbers)
