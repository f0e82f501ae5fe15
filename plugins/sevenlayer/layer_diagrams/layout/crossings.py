"""Crossing reduction by reordering services within their layers."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import fsum
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from sevenlayer.layer_diagrams.model import Group, Layer, Member, Service, Stack, fold

# Passes through all layers; four suffice for most stacks.
_SWEEPS = 12
#: For each connected pair of layers, the upper and lower end of each arrow.
_Spans: TypeAlias = "Sequence[Sequence[tuple[str, str]]]"


def reduce_crossings(stack: Stack) -> Stack:
    """Return *stack* with the members of layers reordered for fewer crossings, or *stack* itself.

    Services stay in their layers, and groups stay together. This is the barycentre heuristic of Sugiyama, Tagawa and Toda (1981),
    layer by layer, downwards and upwards in turn; the best order found is returned, the original one if none is better. Time is
    O(*n* log *n*) in the number of services and arrows.
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
    """Return the number of crossings between arrows of the same pair of layers, with each layer drawn as one row."""
    rows = _rows(stack)
    return _count(_spans(stack, rows), _middles(rows))


class _Item(NamedTuple):
    """A member of a layer or group: *name* is the folded name of a service, *inner* the current members of a group."""

    name: str
    member: Member
    inner: tuple[_Item, ...] = ()


class _Row(NamedTuple):
    """A layer, and the names of all its services in order."""

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
    """Return the services connected to each service: above it (True) and below it (False)."""
    found: dict[tuple[str, bool], list[str]] = {}
    for ends in spans:
        for upper, lower in ends:
            found.setdefault((lower, True), []).append(upper)
            found.setdefault((upper, False), []).append(lower)
    return found


def _middles(rows: Iterable[_Row]) -> dict[str, float]:
    """Return the position of each service in its layer, from 0 to 1: all layers count as equally wide."""
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
    """Return the number of inversions of the second numbers of *ends*, which are sorted."""
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
    """Return *rows* reordered once, and update *middle*."""
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
    """Return *items* sorted by wanted position, with that position; for groups, the mean of their members."""
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
    # Twice as fast as statistics.fmean, which checks its argument.
    return fsum(numbers) / len(numbers)
