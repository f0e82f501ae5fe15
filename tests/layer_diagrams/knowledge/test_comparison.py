"""Two editions compared: exact words for everything that changed."""

from __future__ import annotations

import pytest
from sevenlayer.layer_diagrams.editions.comparison import compare_editions
from sevenlayer.layer_diagrams.editions.editions import NoEdition, edition_stack
from sevenlayer.openstack.facts.load import facts

from tests.layer_diagrams.knowledge.texts import told


def _changes(old: str, new: str) -> dict[str, tuple[str, ...]]:
    return {name: (one.change, *one.notes) for name, one in compare_editions(facts(), old, new)[1].items()}


def test_from_2013_to_2014() -> None:
    stack, _annotations = compare_editions(facts(), "2013", "2014")
    assert stack.layers[:-1] == edition_stack(facts(), "2014").layers
    assert told(stack)[-1] == "No longer in a layer: moniker"
    assert _changes("2013", "2014") == {
        "ceph": ("joined", "new"),
        "jclouds": ("joined", "new"),
        "heat": ("down", "down from 4"),
        "python-openstackclient": ("joined", "new"),
        "trove": ("down", "down from 4"),
        "zaqar": ("down", "down from 4", "was Marconi"),
        "manila": ("joined", "new"),
        "neutron": ("down", "down from 2"),
        "openstacksdk": ("joined", "new"),
        "moniker": ("left", "was in 4, gone"),
    }


def test_what_was_there_before_is_back_and_not_new() -> None:
    assert _changes("2014", "2017")["designate"] == ("joined", "back, was in 4 in 2013")
    assert _changes("2014", "2017")["kubernetes"] == ("joined", "new")
    assert _changes("2013", "2017")["designate"] == ("renamed", "was Moniker")


def test_what_left_has_the_name_and_the_status_that_it_had() -> None:
    stack, annotations = compare_editions(facts(), "2014", "2013")
    assert told(stack)[0].endswith("marconi [incubating]")
    assert annotations["marconi"].notes == ("up from 3", "Zaqar in 2014")
    assert told(stack)[-1] == "No longer in a layer: ceph, jclouds, python-openstackclient, manila, openstacksdk"


def test_an_edition_has_not_changed_since_itself() -> None:
    assert compare_editions(facts(), "2014", "2014") == (edition_stack(facts(), "2014"), {})


@pytest.mark.parametrize("years", [("2012", "2014"), ("2014", "2012")])
def test_an_edition_that_there_is_not_is_said(years: tuple[str, str]) -> None:
    with pytest.raises(NoEdition, match=r"^there is no edition '2012' of the layers$"):
        compare_editions(facts(), *years)
