"""Another order within the layers, in which arrows cross less often."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from sevenlayer.layer_diagrams.layout.crossings import count_crossings, reduce_crossings
from sevenlayer.layer_diagrams.model import Arrow, Group, Layer, Member, Service, Stack

from tests.layer_diagrams.knowledge.texts import read, told

_TANGLED = """\
2: a, b, c
1: d, e, f
0: g, h, i

a -> f
b -> e
c -> d
d -> g
e -> i
f -> h
"""


def test_tangled_layers_are_untangled() -> None:
    stack = read(_TANGLED)
    assert count_crossings(stack) == 4
    untangled = reduce_crossings(stack)
    assert count_crossings(untangled) == 0
    assert told(untangled) == ["2: a, b, c", "1: f, e, d", "0: h, i, g"]


def test_an_order_without_crossings_is_the_authors() -> None:
    stack = read("1: a, b, c\n0: d, e\n\na -> d\nc -> d\nc -> e")
    assert reduce_crossings(stack) is stack


def test_groups_stay_together() -> None:
    stack = read("1: a, b, c\n0: One (d, e), Two (f, g)\n\na -> g\nb -> f\nc -> d")
    (_top, bottom) = reduce_crossings(stack).layers
    assert bottom.members == (
        Group("Two", (Service("g"), Service("f"))),
        Group("One", (Service("e"), Service("d"))),
    )


def test_arrows_within_a_layer_do_not_count() -> None:
    assert count_crossings(read("1: a, b, c, d\n0: e\n\na -> c\nb -> d")) == 0


def test_arrows_to_one_service_do_not_cross() -> None:
    assert count_crossings(read("1: a, b\n0: c\n\na -> c\nb -> c")) == 0


@st.composite
def _stacks(draw: st.DrawFn) -> Stack:
    names = [f"s{number}" for number in range(draw(st.integers(1, 20)))]
    layers = []
    rest = list(names)
    while rest:
        size = draw(st.integers(1, len(rest)))
        services: list[Member] = [Service(name) for name in rest[:size]]
        rest = rest[size:]
        grouped = draw(st.integers(0, size - 1))
        members = (*services[:grouped], Group("Group", tuple(services[grouped:]))) if grouped else tuple(services)
        layers.append(Layer(str(len(layers)), "", members))
    ends = st.sampled_from(names)
    return Stack(tuple(layers), tuple(draw(st.lists(st.builds(Arrow, ends, ends), max_size=40))))


@given(_stacks())
def test_there_are_never_more_crossings_than_before(stack: Stack) -> None:
    untangled = reduce_crossings(stack)
    assert _crossings(untangled) == count_crossings(untangled) <= count_crossings(stack)
    assert untangled == stack or count_crossings(untangled) < count_crossings(stack)
    assert reduce_crossings(stack) == untangled
    for before, after in zip(stack.layers, untangled.layers, strict=True):
        assert (after.number, after.title) == (before.number, before.title)
        assert _groups(after) == _groups(before)


def _groups(layer: Layer) -> set[frozenset[str]]:
    """The services of each group, and those in none one by one."""
    members = layer.members
    return {frozenset(one.name for one in Layer("", "", (member,)).services) for member in members}


def _crossings(stack: Stack) -> int:
    """Every two arrows compared, as the definition has it."""
    places = {
        service.name: (depth, index)
        for depth, layer in enumerate(stack.layers)
        for index, service in enumerate(layer.services)
    }
    spans = [sorted((places[one.source], places[one.target])) for one in stack.arrows]
    spans = [span for span in spans if span[0][0] != span[1][0]]
    return sum(
        a[0][0] == b[0][0] and a[1][0] == b[1][0] and (a[0][1] - b[0][1]) * (a[1][1] - b[1][1]) < 0
        for a, b in combinations(spans, 2)
    )
