"""What a diagram says of services beside their names."""

from __future__ import annotations

import datetime

import pytest
from sevenlayer.layer_diagrams.editions.annotations import annotate, join_annotations
from sevenlayer.layer_diagrams.model import Annotation
from sevenlayer.openstack.facts.load import facts

from tests.layer_diagrams.knowledge.texts import read

TODAY = datetime.date(2026, 11, 22)


def _said(service: str, today: datetime.date = TODAY, *, has_pages: bool = True) -> Annotation | None:
    stack = read(f"1 Layer: {service}")
    found = annotate(stack, facts(), today=today, has_pages=has_pages)
    assert found.keys() <= {one.name for one in stack.services}
    return next(iter(found.values()), None)


@pytest.mark.parametrize(
    ("service", "notes", "look", "page"),
    [
        ("nova", (), "", "nova"),
        ("Nova", (), "", "nova"),
        ("swift", (), "", "swift"),
        ("ironic [incubating]", ("incubating",), "incubating", "ironic"),
        ("ironic [in incubation]", ("in incubation",), "incubating", "ironic"),
        ("nova [all of it]", ("all of it",), "", "nova"),
        ("Quantum", ("now Neutron",), "", "neutron"),
        ("marconi [Incubating]", ("Incubating", "now Zaqar"), "incubating", "zaqar"),
        ("nova-volume", ("became Cinder",), "", "cinder"),
        ("oslo-incubator", ("retired",), "retired", "oslo"),
        ("sahara", ("retired",), "retired", "sahara"),
        ("savanna", ("now Sahara", "retired"), "retired", "sahara"),
        ("sahara [Retired]", ("Retired",), "retired", "sahara"),
        ("ceph", ("not OpenStack",), "outside", "ceph"),
        ("gnocchi", ("left OpenStack",), "outside", "gnocchi"),
        ("vitrage", ("deprecated",), "", "vitrage"),
        ("mogan", ("abandoned",), "retired", "mogan"),
        ("melange", ("merged into Neutron",), "retired", "melange"),
    ],
)
def test_a_known_service(service: str, notes: tuple[str, ...], look: str, page: str) -> None:
    assert _said(service) == Annotation(notes, look, url=f"/projects/{page}/")


def test_without_pages_a_service_leads_to_openstacks_own() -> None:
    assert _said("nova", has_pages=False) == Annotation(url="https://docs.openstack.org/nova/latest/")
    assert _said("ceph", has_pages=False) == Annotation(("not OpenStack",), "outside")


def test_what_has_not_happened_yet_is_not_said() -> None:
    before = datetime.date(2013, 7, 5)
    assert _said("quantum", before) == Annotation(url="/projects/neutron/")
    assert _said("quantum", datetime.date(2013, 7, 6)) == Annotation(("now Neutron",), url="/projects/neutron/")
    assert _said("sahara", datetime.date(2024, 5, 9)) == Annotation(url="/projects/sahara/")
    assert _said("sahara", datetime.date(2024, 5, 10)) == Annotation(("retired",), "retired", url="/projects/sahara/")


def test_an_unknown_service_has_its_authors_words_only() -> None:
    assert _said('"Ubuntu, Fedora, …"') is None
    assert _said("skynet") is None
    assert _said("skynet [incubating]") == Annotation(("incubating",), "incubating")


def test_services_of_groups_are_found() -> None:
    stack = read("3: User Interfaces (heat, Inner (horizon)) / trove")
    assert list(annotate(stack, facts(), today=TODAY, has_pages=True)) == ["heat", "horizon", "trove"]


def test_annotations_are_joined_in_order() -> None:
    joined = join_annotations(
        {"zaqar": Annotation(("down from 4", "was Marconi"), change="down")},
        {"zaqar": Annotation(("was Marconi", "incubating"), "incubating", url="/z/"), "nova": Annotation(url="/n/")},
        {"nova": Annotation(url="/other/", is_highlighted=True)},
    )
    assert joined == {
        "zaqar": Annotation(("down from 4", "was Marconi", "incubating"), "incubating", "down", "/z/"),
        "nova": Annotation(url="/n/", is_highlighted=True),
    }


def test_a_stack_of_an_earlier_day_looks_as_it_did_and_says_what_came_later() -> None:
    stack = read("1 XaaS: sahara, zaqar, ceph")
    then, now = datetime.date(2017, 2, 27), datetime.date(2026, 11, 22)
    said = annotate(stack, facts(), today=now, has_pages=False, drawn_on=then)
    assert (said["sahara"].notes, said["sahara"].look) == (("now retired",), "")
    assert (said["ceph"].notes, said["ceph"].look) == (("not OpenStack",), "outside")
    assert (said["zaqar"].notes, said["zaqar"].look) == ((), "")
