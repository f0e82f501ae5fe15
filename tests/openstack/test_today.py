"""The day for which a site is built."""

from __future__ import annotations

import datetime

import pytest
from sevenlayer.openstack.facts.today import build_day, declared_day, latest_day

DAY = datetime.date.fromisoformat


def test_environment_wins_over_the_setting() -> None:
    assert declared_day({"OPENSTACK_TODAY": "2020-01-01"}, {"SOURCE_DATE_EPOCH": "1404259200"}) == DAY("2014-07-02")


def test_setting_says_the_day() -> None:
    assert declared_day({"OPENSTACK_TODAY": "2026-11-22"}, {}) == DAY("2026-11-22")


@pytest.mark.parametrize("environment", [{}, {"SOURCE_DATE_EPOCH": ""}])
def test_nothing_needs_to_say_a_day(environment: dict[str, str]) -> None:
    assert declared_day({}, environment) is None


@pytest.mark.parametrize("epoch", ["soon", "-1", "1.5", "²", "9" * 30])
def test_epoch_that_is_no_number_of_seconds_is_refused(epoch: str) -> None:
    with pytest.raises(ValueError, match="must be a number") as caught:
        declared_day({}, {"SOURCE_DATE_EPOCH": epoch})
    assert str(caught.value) == f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, not '{epoch}'"


@pytest.mark.parametrize("setting", ["yesterday", "2026-02-30", 2026, DAY("2026-11-22")])
def test_setting_that_is_no_day_is_refused(setting: object) -> None:
    with pytest.raises(ValueError, match="must be a day") as caught:
        declared_day({"OPENSTACK_TODAY": setting}, {})
    assert str(caught.value) == f"OPENSTACK_TODAY must be a day such as '2026-11-22', not '{setting}'"


@pytest.mark.parametrize(
    ("declared", "posts", "day"),
    [
        ("2014-01-01", ["2015-01-01"], "2014-01-01"),
        (None, ["2013-07-19", "2027-01-01"], "2027-01-01"),
        (None, ["2013-07-19"], "2026-11-22"),
        (None, [], "2026-11-22"),
    ],
)
def test_day_is_the_declared_one_or_the_last_that_has_surely_come(
    declared: str | None, posts: list[str], day: str
) -> None:
    assert build_day(DAY(declared) if declared else None, map(DAY, posts), DAY("2026-11-22")) == DAY(day)


@pytest.mark.parametrize(
    ("posts", "day"),
    [
        (["2030-10-18"], "2026-11-22"),
        (["2013-07-19", "2026-11-25", "2030-10-18"], "2026-11-25"),
        (["2026-11-26"], "2026-11-22"),
    ],
)
def test_a_post_from_the_future_does_not_tell_what_day_it_is(posts: list[str], day: str) -> None:
    assert build_day(None, map(DAY, posts), DAY("2026-11-22"), latest=DAY("2026-11-25")) == DAY(day)


def test_latest_day_has_begun_somewhere() -> None:
    before = datetime.datetime.now(datetime.UTC).date()
    assert before <= latest_day() <= datetime.datetime.now(datetime.UTC).date() + datetime.timedelta(days=1)
