"""The editions of the layers, as stacks; where a service stands otherwise; and how projects travelled."""

from __future__ import annotations

import datetime

import pytest
from sevenlayer.layer_diagrams.editions.editions import (
    NoEdition,
    edition_on,
    edition_stack,
    find_edition,
    find_layer,
    misplaced,
)
from sevenlayer.layer_diagrams.editions.history import project_histories
from sevenlayer.openstack.facts.load import facts

from tests.layer_diagrams.knowledge.texts import read

_EDITIONS = {
    "2013": """\
4 Turtles All The Way Up: heat, trove, moniker, marconi [incubating]
3 The Options: horizon, ceilometer
2 Extending the Base: neutron, cinder, swift, ironic [incubating]
1 The Basics: keystone, glance, nova
0 Operating Systems and Libraries: oslo, oslo.config
""",
    "2014": """\
4 Outside: ceph, jclouds
3 Everything else of OpenStack: heat, horizon, python-openstackclient, trove, zaqar, ceilometer
2 Options: cinder, swift, ironic, manila
1 Nucleus: keystone, glance, neutron, nova
0 Libraries: openstacksdk, oslo, oslo.config
""",
}


@pytest.mark.parametrize("year", _EDITIONS)
def test_an_edition_is_what_an_author_would_write(year: str) -> None:
    assert edition_stack(facts(), year) == read(_EDITIONS[year])


def test_a_layer_without_projects_is_shown() -> None:
    lowest = edition_stack(facts(), "2017").layers[-1]
    assert (lowest.number, lowest.title, lowest.services) == ("0", "Support services", ())


def test_letters_are_numbers_too() -> None:
    assert find_layer(find_edition(facts(), "2017"), "c").name == "Containers"


@pytest.mark.parametrize(
    ("year", "number", "message", "hint"),
    [
        ("2015", "1", "there is no edition '2015' of the layers", "there are those of 2013, 2014 and 2017"),
        ("20113", "1", "there is no edition '20113' of the layers", "did you mean '2013'?"),
        ("2014", "5", "the edition of 2014 has no layer '5'", "it has 0, 1, 2, 3 and 4"),
    ],
)
def test_what_there_is_not_is_said_with_what_there_is(year: str, number: str, message: str, hint: str) -> None:
    with pytest.raises(NoEdition) as raised:
        find_layer(find_edition(facts(), year), number)
    assert (str(raised.value), raised.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ("2010-07-21", "2013"),
        ("2013-09-05", "2013"),
        ("2014-10-02", "2013"),
        ("2014-10-03", "2014"),
        ("2017-02-27", "2017"),
        ("2026-11-22", "2017"),
    ],
)
def test_the_edition_in_force_is_the_newest_that_was_written(day: str, year: str) -> None:
    assert edition_on(facts(), datetime.date.fromisoformat(day)).year == year


def test_without_a_day_the_newest_edition_is_in_force() -> None:
    assert edition_on(facts(), None).year == "2017"


def test_services_in_another_layer_than_the_edition_has_are_found() -> None:
    stack = read("4: Heat, marconi, kolla\n3: Quantum, Web UI (horizon)\n2: glance, Neutrino\nTop: nova\n")
    found = misplaced(stack, find_edition(facts(), "2013"), facts())
    assert [(one.service.name, one.layer.number, one.expected.number, one.expected.name) for one in found] == [
        ("Quantum", "3", "2", "Extending the Base"),
        ("glance", "2", "1", "The Basics"),
    ]


def test_an_edition_agrees_with_itself() -> None:
    for edition in facts().editions:
        assert misplaced(edition_stack(facts(), edition.year), edition, facts()) == ()


def test_travels_tell_layer_and_name_of_every_edition() -> None:
    by_project = {history.project.name: history for history in project_histories(facts())}
    zaqar = by_project["zaqar"]
    assert zaqar.name == "Zaqar"
    assert [(stop.edition.year, stop.name, stop.layer.number if stop.layer else None) for stop in zaqar.entries] == [
        ("2013", "Marconi", "4"),
        ("2014", "Zaqar", "3"),
        ("2017", "Zaqar", "5"),
    ]
    assert [stop.change.notes if stop.change else () for stop in zaqar.entries] == [
        (),
        ("down from 4", "was Marconi"),
        ("up from 3",),
    ]
    designate = by_project["designate"]
    assert [(stop.layer is not None, stop.change.notes if stop.change else ()) for stop in designate.entries] == [
        (True, ()),
        (False, ("was in 4, gone",)),
        (True, ("back, was in 4 in 2013",)),
    ]


def test_travels_have_every_project_of_an_edition_once_and_by_name() -> None:
    found = project_histories(facts())
    named = {name for edition in facts().editions for layer in edition.layers for name in layer.projects}
    assert sorted(history.project.name for history in found) == sorted(named)
    assert [history.name for history in found] == sorted((history.name for history in found), key=str.casefold)
    assert {len(history.entries) for history in found} == {len(facts().editions)}
