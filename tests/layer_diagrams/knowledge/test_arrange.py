"""Layers that are computed from arrows, and arrows that contradict given ones."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sevenlayer.layer_diagrams.layout.layering import arrange_layers, layers_by_service, upward_needs
from sevenlayer.layer_diagrams.model import KINDS, NEEDS, Arrow, Stack

from tests.layer_diagrams.knowledge.texts import read, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "nova -> keystone, glance\nglance -> keystone\nheat -> nova",
            ["3: heat", "2: nova", "1: glance", "0: keystone"],
            id="each stands right above the highest that it needs",
        ),
        pytest.param(
            "horizon -> nova\nnova -> glance, neutron\nneutron -> nova\nglance -> keystone",
            ["3: horizon", "2: nova, neutron", "1: glance", "0: keystone"],
            id="what needs each other shares a layer",
        ),
        pytest.param("a -> b\nb -> c\nc -> a", ["0: a, b, c"], id="a circle is one layer"),
        pytest.param(
            "nova -> keystone\ncinder -> keystone\nnova ..> cinder",
            ["1: nova, cinder", "0: keystone"],
            id="what can be used has no say",
        ),
        pytest.param("nova ..> cinder", ["0: nova, cinder"], id="what needs nothing stands at the bottom"),
        pytest.param(
            "zaqar -> keystone\naodh -> keystone\nnova -> keystone",
            ["1: zaqar, aodh, nova", "0: keystone"],
            id="the order is that of the first mention",
        ),
        pytest.param(
            "Nova -> keystone\nNOVA -> glance", ["1: Nova", "0: keystone, glance"], id="case is no difference"
        ),
    ],
)
def test_arrows_make_layers(text: str, expected: list[str]) -> None:
    assert told(arrange_layers(read(text))) == expected


def test_given_layers_are_dissolved_and_statuses_kept() -> None:
    stack = read("2 Top: ironic [incubating], Group (glance, keystone)\n1 Base: nova, ceph\n\nnova -> glance, ironic\n")
    assert told(arrange_layers(stack)) == ["1: nova", "0: ironic [incubating], glance, keystone, ceph"]


def test_nothing_has_no_layers() -> None:
    assert arrange_layers(Stack()) == Stack()


def test_arrows_and_their_labels_stay() -> None:
    stack = read('glance ..> swift: "image store"\nnova -> glance')
    assert arrange_layers(stack).arrows == stack.arrows


_NAMES = st.sampled_from("abcdefghijkl")
_ARROWS = st.lists(st.builds(Arrow, _NAMES, _NAMES, st.sampled_from(KINDS)), max_size=40)


@given(_ARROWS)
def test_every_need_points_down_or_to_what_needs_it_in_turn(arrows: list[Arrow]) -> None:
    stack = Stack((), tuple(arrows))
    arranged = arrange_layers(stack)
    layers = layers_by_service(arranged)
    for arrow in arrows:
        if arrow.kind == NEEDS:
            source, target = int(layers[arrow.source].number), int(layers[arrow.target].number)
            assert source > target or (source == target and arrow.source in _needed(arrow.target, arrows))
    assert upward_needs(arranged) == ()
    assert {one.name for one in arranged.services} == {name for one in arrows for name in (one.source, one.target)}
    assert [layer.number for layer in arranged.layers] == [str(n) for n in reversed(range(len(arranged.layers)))]
    assert arrange_layers(stack) == arranged


@given(_ARROWS)
def test_what_is_arranged_stays_in_its_layers(arrows: list[Arrow]) -> None:
    def layers(stack: Stack) -> list[set[str]]:
        return [{service.name for service in layer.services} for layer in stack.layers]

    arranged = arrange_layers(Stack((), tuple(arrows)))
    assert layers(arrange_layers(arranged)) == layers(arranged)


def _needed(name: str, arrows: Iterable[Arrow]) -> set[str]:
    """What *name* needs, and itself."""
    found, new = set(), {name}
    while new:
        found |= new
        new = {one.target for one in arrows if one.kind == NEEDS and one.source in found} - found
    return found


def test_needs_that_point_upwards_are_found() -> None:
    text = """\
2 Extending the Base: Cinder, swift
1 The Basics: nova, glance, keystone

nova -> cinder, keystone
glance ..> swift
swift -> KEYSTONE
"""
    assert [(one.source, one.target) for one in upward_needs(read(text))] == [("nova", "cinder")]


def test_layers_are_found_by_folded_names() -> None:
    layers = layers_by_service(read("1 Top: Nova\n0 Base: Web  UI (horizon)"))
    assert {name: layer.number for name, layer in layers.items()} == {"nova": "1", "horizon": "0"}
