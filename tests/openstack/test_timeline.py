"""What the timeline draws, and who was called what."""

from __future__ import annotations

import datetime

import pytest
from sevenlayer.openstack.facts.cycles import (
    END_OF_LIFE,
    EXTENDED,
    LONGEST_MAINTENANCE,
    MAINTAINED,
    UNMAINTAINED,
    SeriesStatus,
    cycle_on,
    status_on,
)
from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.facts.lookup import make_lookup
from sevenlayer.openstack.facts.renames import renamings_in, renamings_of
from sevenlayer.openstack.links.official import links_of_project, links_of_series
from sevenlayer.openstack.pages.age_notice import AgeNotice, age_notice
from sevenlayer.openstack.pages.timeline import Bar, Timeline, draw_timeline

DAY = datetime.date.fromisoformat
#: From the youngest status on. Those after maintenance come in no order: Antelope is kept for upgrades, Bobcat after it ended.
AGES = {"future": 0, "development": 1, MAINTAINED: 2, EXTENDED: 3, UNMAINTAINED: 3, END_OF_LIFE: 3}


def statuses(day: datetime.date) -> dict[str, SeriesStatus]:
    return {one.name: status_on(one, day) for one in facts().series}


def drawn(name: str, today: str) -> list[tuple[str, str, str]]:
    """The bars of a series: what they are, their first day, and the day after their last."""
    timeline = draw_timeline(facts().series, DAY(today))
    first = datetime.date(timeline.years[0].number, 1, 1)
    (row,) = (row for row in timeline.rows if row.series.name == name)
    days = [(bar.kind, bar.start, bar.start + bar.length) for bar in row.bars]
    return [(kind, *(str(first + datetime.timedelta(day)) for day in (start, end))) for kind, start, end in days]


def test_series_is_developed_and_lives() -> None:
    assert drawn("icehouse", "2026-11-22") == [
        ("development", "2013-10-18", "2014-04-17"),
        ("life", "2014-04-17", "2015-07-02"),
    ]


def test_what_is_still_to_come_is_drawn_apart() -> None:
    assert drawn("icehouse", "2014-01-01") == [
        ("development", "2013-10-18", "2014-01-01"),
        ("expected", "2014-01-01", "2014-04-17"),
        ("expected", "2014-04-17", "2015-07-02"),
    ]
    assert drawn("flamingo", "2026-11-22")[-1] == ("expected", "2026-11-22", "2027-04-28")


def test_series_without_an_announced_end_lives_to_this_day() -> None:
    assert drawn("hibiscus", "2026-11-22")[-1] == ("life", "2026-09-30", "2026-11-22")


def test_life_that_ended_on_an_unknown_day_is_not_drawn() -> None:
    assert drawn("cactus", "2026-11-22") == [("development", "2011-02-04", "2011-04-15")]


@pytest.mark.parametrize("today", ["2009-05-05", "2026-11-22", "2044-02-29"])
def test_scale_has_whole_years_from_the_first_day_to_the_last(today: str) -> None:
    timeline = draw_timeline(facts().series, DAY(today))
    starts = [year.start for year in timeline.years]
    assert starts[0] == 0
    assert {later - earlier for earlier, later in zip(starts, [*starts[1:], timeline.length], strict=True)} == {
        365,
        366,
    }
    assert 0 <= timeline.today < timeline.length
    assert all(0 <= bar.start < bar.start + bar.length <= timeline.length for bar in bars(timeline))


def bars(timeline: Timeline) -> list[Bar]:
    return [bar for row in timeline.rows for bar in row.bars]


def test_each_former_name_became_the_one_after_it() -> None:
    def story(project: str) -> list[tuple[str, str]]:
        return [(one.was, one.next) for one in renamings_of(facts().projects[project])]

    assert story("sahara") == [("Savanna", "Sahara"), ("EHO", "Savanna")]
    assert story("neutron") == [("Quantum", "Neutron"), ("Melange", "Neutron")]
    assert story("devstack") == [("openstack-dev/devstack", "openstack/devstack")]


def test_cycle_knows_what_was_renamed_in_it() -> None:
    found = renamings_in(facts().projects.values(), "icehouse")
    assert [(one.was, one.next, str(one.former.until)) for one in found] == [
        ("oslo.sphinx", "oslosphinx", "2014-02-24"),
        ("Savanna", "Sahara", "2014-03-10"),
    ]


def official(project: str, today: str = "2026-11-22") -> dict[str, str]:
    known = facts()
    links = links_of_project(known, known.projects[project], make_lookup(known), today=DAY(today))
    return {link.what: link.url for link in links}


def test_active_project_links_to_what_is_current() -> None:
    assert official("neutron") == {
        "Documentation": "https://docs.openstack.org/neutron/latest/",
        "API reference": "https://docs.openstack.org/api-ref/network/",
        "Repository": "https://opendev.org/openstack/neutron",
        "Bugs": "https://bugs.launchpad.net/neutron",
        "Release notes": "https://docs.openstack.org/releasenotes/neutron/2026.2.html",
    }


def test_retired_project_links_to_its_last_series() -> None:
    assert official("sahara") == {
        "Documentation": "https://docs.openstack.org/sahara/2023.2/",
        "Repository": "https://opendev.org/openstack/sahara",
        "Release notes": "https://docs.openstack.org/releasenotes/sahara/2023.2.html",
    }


@pytest.mark.parametrize(
    ("project", "today", "series"),
    [
        ("neutron", "2026-03-31", "2025.2"),
        ("neutron", "2016-04-07", "mitaka"),
        ("neutron", "2016-04-06", None),
        ("sahara", "2019-10-16", "train"),
        ("aetos", "2020-01-01", None),
    ],
)
def test_release_notes_are_those_of_the_last_series_that_was_out(project: str, today: str, series: str | None) -> None:
    url = f"https://docs.openstack.org/releasenotes/{project}/{series}.html" if series else None
    assert official(project, today).get("Release notes") == url


@pytest.mark.parametrize(
    ("project", "url"),
    [
        ("bashate", "https://bugs.launchpad.net/bash8"),
        ("glance_store", "https://bugs.launchpad.net/glance-store"),
        ("skyline", "https://bugs.launchpad.net/skyline-apiserver"),
        ("heat", "https://storyboard.openstack.org/#!/project/openstack/heat"),
        ("openstackdocstheme", None),
        ("sahara", None),
    ],
)
def test_bugs_are_where_the_project_takes_them(project: str, url: str | None) -> None:
    assert official(project).get("Bugs") == url


@pytest.mark.parametrize("project", ["kubernetes", "melange", "bandit", "cue", "astara"])
def test_documentation_that_may_not_be_there_is_not_linked(project: str) -> None:
    assert "Documentation" not in official(project)


@pytest.mark.parametrize(
    ("name", "urls"),
    [
        ("havana", ["https://releases.openstack.org/havana/index.html"]),
        ("icehouse", ["https://releases.openstack.org/icehouse/index.html", "https://docs.openstack.org/icehouse/"]),
        ("antelope", ["https://releases.openstack.org/antelope/index.html", "https://docs.openstack.org/2023.1/"]),
        ("indri", ["https://releases.openstack.org/indri/index.html"]),
    ],
)
def test_series_links_to_its_documentation_where_there_is_some(name: str, urls: list[str]) -> None:
    known = facts()
    series = known.find_series(name)
    assert series is not None
    assert [link.url for link in links_of_series(known, series, make_lookup(known))] == urls


def test_every_project_has_good_links_or_none() -> None:
    assert all(url.startswith("https://") for name in facts().projects for url in official(name).values())


@pytest.mark.parametrize(
    ("day", "status", "names"),
    [
        ("2026-07-01", SeriesStatus(END_OF_LIFE, None, False), ["austin", "bexar", "cactus"]),
        ("2026-08-21", SeriesStatus(END_OF_LIFE, None, True), ["austin", "bexar", "cactus"]),
        ("2026-07-01", SeriesStatus(UNMAINTAINED, None, False), ["yoga", "zed", "antelope", "caracal"]),
        ("2026-08-21", SeriesStatus(UNMAINTAINED, None, True), ["yoga", "zed", "antelope", "caracal"]),
        ("2021-06-14", SeriesStatus(EXTENDED, None, False), ["ocata", "pike", "queens", "rocky", "stein"]),
        ("2025-12-18", SeriesStatus(UNMAINTAINED, None, False), ["victoria", "wallaby", "xena", "yoga"]),
        ("2010-12-01", SeriesStatus(MAINTAINED, DAY("2010-10-21"), False), ["austin"]),
        ("2035-01-01", SeriesStatus(MAINTAINED, DAY("2026-09-30"), False), ["hibiscus"]),
    ],
)
def test_a_phase_that_began_on_an_unknown_day_has_begun_when_maintenance_must_be_over(
    day: str, status: SeriesStatus, names: list[str]
) -> None:
    found = statuses(DAY(day))
    assert {name: found[name] for name in names} == dict.fromkeys(names, status)


def test_no_series_is_younger_than_one_after_it() -> None:
    """On each day from the first cycle to the last known; a series after one that has ended may still be looked after."""
    day = DAY("2010-07-01")
    while day < DAY("2030-01-01"):
        ages = [AGES[one.status] for one in statuses(day).values()]
        assert ages == sorted(ages, reverse=True), day
        day += datetime.timedelta(days=1)


def test_no_series_is_known_to_have_been_maintained_for_longer_than_any_can_be() -> None:
    lives = [one.phases[0].since - one.released for one in facts().series if one.phases and one.phases[0].since]
    assert DAY("2013-05-06") - DAY("2011-09-22") == max(lives) < LONGEST_MAINTENANCE


def test_each_series_only_grows_older() -> None:
    order = ["future", "development", MAINTAINED, EXTENDED, UNMAINTAINED, END_OF_LIFE]
    for one in facts().series:
        days = [DAY("2010-07-01") + datetime.timedelta(days=10 * number) for number in range(720)]
        found = [order.index(status_on(one, day).status) for day in days]
        assert found == sorted(found), one.name


@pytest.mark.parametrize(
    ("written", "cycle"), [("2010-12-01", "bexar"), ("2010-08-01", "austin"), ("2011-03-01", "cactus")]
)
def test_posts_of_series_whose_end_is_not_dated_are_old_all_the_same(written: str, cycle: str) -> None:
    series = cycle_on(facts().series, DAY(written))
    assert series is not None
    assert series.name == cycle
    notice = age_notice(series, DAY(written), DAY("2026-07-01"), ())
    assert notice == AgeNotice(series, SeriesStatus(END_OF_LIFE, None, False), ())
