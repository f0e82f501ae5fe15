"""The facts that come with the plugin."""

from __future__ import annotations

import datetime
import re

import pytest
from sevenlayer.openstack.facts.comparison import changes_since, find_differences, load_comparison
from sevenlayer.openstack.facts.cycles import SeriesStatus, cycle_on, status_on
from sevenlayer.openstack.facts.load import DATA, facts, load_facts
from sevenlayer.openstack.facts.service_types import find_service_type, official_service_types, service_types_of

DAY = datetime.date.fromisoformat


def test_there_is_no_fault_in_them_and_every_example_holds() -> None:
    _facts, problems = load_facts(DATA, thorough=True)
    assert problems == ()


def test_every_file_says_where_it_comes_from() -> None:
    comparison, problems = load_comparison(DATA)
    assert problems == ()
    assert comparison is not None
    origins = {**facts().origins, "service_types.yaml": comparison.origin}
    assert set(origins) == {path.name for path in DATA.iterdir()}
    assert all(origin.sources for origin in origins.values())


def test_projects_and_roles_stand_in_the_order_of_the_alphabet() -> None:
    assert list(facts().projects) == sorted(facts().projects)
    # {project}-doc stands where 'project' would.
    roles = [re.sub(r"\W", "", name) for name in facts().roles]
    assert roles == sorted(roles)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2010-07-12", None),
        ("2010-07-13", "austin"),
        ("2012-09-27", "folsom"),
        ("2012-09-28", "grizzly"),
        ("2013-07-19", "havana"),
        ("2026-11-22", "indri"),
        ("2027-03-25", None),
    ],
)
def test_a_day_falls_into_one_cycle(day: str, name: str | None) -> None:
    found = cycle_on(facts().series, DAY(day))
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("name", "day", "status"),
    [
        ("havana", "2013-04-04", SeriesStatus("future", None, True)),
        ("havana", "2013-04-05", SeriesStatus("development", DAY("2013-04-05"), True)),
        ("havana", "2013-10-17", SeriesStatus("maintained", DAY("2013-10-17"), True)),
        ("havana", "2014-09-30", SeriesStatus("end of life", DAY("2014-09-30"), True)),
        ("austin", "2010-08-01", SeriesStatus("development", DAY("2010-07-13"), False)),
    ],
)
def test_the_status_of_a_series_depends_on_the_day(name: str, day: str, status: SeriesStatus) -> None:
    series = facts().find_series(name)
    assert series is not None
    assert status_on(series, DAY(day)) == status


@pytest.mark.parametrize(
    ("name", "day", "status"),
    [
        # Extended maintenance began on a day that is not known.
        ("ocata", "2018-10-15", SeriesStatus("maintained", DAY("2017-02-22"), False)),
        ("ocata", "2018-10-16", SeriesStatus("extended maintenance", None, False)),
        ("ocata", "2021-06-15", SeriesStatus("end of life", DAY("2021-06-15"), True)),
        # Seen to be unmaintained; since when is not known.
        ("yoga", "2026-08-20", SeriesStatus("unmaintained", None, False)),
        ("yoga", "2026-08-21", SeriesStatus("unmaintained", None, True)),
        # Announced.
        ("epoxy", "2026-10-01", SeriesStatus("maintained", DAY("2025-04-02"), True)),
        ("epoxy", "2026-10-02", SeriesStatus("unmaintained", DAY("2026-10-02"), False)),
        ("indri", "2027-03-24", SeriesStatus("maintained", DAY("2027-03-24"), False)),
    ],
)
def test_a_status_that_nobody_has_seen_is_not_certain(name: str, day: str, status: SeriesStatus) -> None:
    series = facts().find_series(name)
    assert series is not None
    assert status_on(series, DAY(day)) == status


def test_a_series_is_found_by_name_and_by_number() -> None:
    by_name, by_number = facts().find_series("Antelope"), facts().find_series("2023.1")
    assert by_name is not None
    assert by_name is by_number
    assert by_name.docs == "2023.1"
    assert facts().find_series("hawana") is None


def test_what_nobody_has_sourced_is_marked() -> None:
    marked = {
        (series.name, event.kind, field)
        for series in facts().series
        for event in series.events
        for field in event.unsure
    }
    assert ("essex", "design summit", "begins") in marked
    assert ("dalmatian", "summit", "place") in marked
    assert ("grizzly", "design summit", "begins") not in marked


@pytest.mark.parametrize(
    ("former", "project", "until", "cycle"),
    [
        ("quantum", "neutron", "2013-07-06", "havana"),
        ("savanna", "sahara", "2014-03-10", "icehouse"),
        ("marconi", "zaqar", "2014-08-16", "juno"),
        ("moniker", "designate", "2013-06-14", "havana"),
        ("melange", "neutron", "2012-06-12", "folsom"),
        ("reddwarf", "trove", "2013-06-14", "havana"),
        ("bash8", "bashate", "2014-06-27", "juno"),
        ("climate", "blazar", "2014-05-23", "juno"),
    ],
)
def test_a_former_name_leads_to_its_project(former: str, project: str, until: str, cycle: str) -> None:
    found = facts().projects_by_former_name[former]
    (name,) = (one for one in found.formerly if one.name == former)
    assert (found.name, name.until, name.cycle) == (project, DAY(until), cycle)


def test_only_names_that_mean_nothing_else_are_safe_in_prose() -> None:
    former = {one.name: one for project in facts().projects.values() for one in project.formerly}
    safe = {word for one in former.values() if one.is_unambiguous for word in one.written}
    assert {"RedDwarf", "bash8", "nova-volume", "django-nova"} <= safe
    unsafe = {"Climate", "Quantum", "Savanna", "Marconi", "Moniker", "Melange", "Nomad"}
    assert not unsafe & safe
    assert former["quantum"].ambiguous == "a word of physics, and part of other names"
    projects = facts().projects
    assert not any(projects[name].is_unambiguous for name in ("heat", "swift", "glance", "ironic", "trove"))
    assert all(projects[name].is_unambiguous for name in ("nova", "keystone", "neutron", "cinder"))


def test_a_name_that_nobody_has_sourced_is_not_safe_in_prose() -> None:
    (glazier,) = (one for one in facts().projects["murano"].formerly if one.name == "glazier")
    assert "name" in glazier.unsure
    assert not glazier.is_unambiguous


def test_layers_depend_on_the_edition() -> None:
    layers = {year: facts().layer_of("neutron", year) for year in ("2013", "2014", "2017")}
    assert {year: (one.number, one.name) for year, one in layers.items() if one} == {
        "2013": ("2", "Extending the Base"),
        "2014": ("1", "Nucleus"),
        "2017": ("2", "The Compute Basics"),
    }
    assert facts().layer_of("octavia", "2017") is None


def test_differences_from_os_service_types_are_those_that_have_a_reason() -> None:
    comparison, _problems = load_comparison(DATA)
    assert comparison is not None
    found = {(one.service_type, one.ours, one.theirs) for one in find_differences(facts(), official_service_types())}
    assert found == {
        ("backup", "freezer", "freezer-api"),
        ("metric-storage", "aetos", None),
        ("monitoring", "monasca", "monasca-api"),
        ("monitoring-events", "monasca", "monasca-events-api"),
        ("monitoring-logging", "monasca", "monasca-log-api"),
    }
    assert found == {(one.service_type, one.ours, one.theirs) for one in comparison.known}
    assert all(comparison.known.values())


def test_os_service_types_has_not_changed_since_the_comparison() -> None:
    comparison, _problems = load_comparison(DATA)
    assert comparison is not None
    assert list(changes_since(comparison, official_service_types())) == []


def test_service_types_are_found_by_their_aliases() -> None:
    found = find_service_type("volumev3")
    assert found is not None
    assert (found.name, found.project) == ("block-storage", "cinder")
    assert found.api_reference == "https://docs.openstack.org/api-ref/block-storage/"
    assert find_service_type("quantum") is None
    assert [one.name for one in service_types_of("nova")] == ["compute"]
