"""Link roles and moved URLs, beyond the examples that stand in the data."""

from __future__ import annotations

import datetime

import pytest
from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.facts.lookup import make_lookup
from sevenlayer.openstack.facts.obsolete_names import ObsoleteName, obsolete_names, unchanged_names
from sevenlayer.openstack.link_rules.moved import MoveResult, archived, find_move
from sevenlayer.openstack.link_rules.role import Link, NoLink, make_link


def link(role: str, argument: str, project: str | None = None) -> Link | NoLink:
    return make_link(facts().roles[role], argument, make_lookup(facts()), project)


def test_a_role_gives_address_and_caption() -> None:
    assert link("lpbug", "#1404268") == Link("https://bugs.launchpad.net/bugs/1404268", "bug 1404268", True)


def test_an_argument_that_is_none_is_answered_with_an_example() -> None:
    assert link("lpbug", "soon") == NoLink(
        "'soon' is not the number of a bug", "write the number of a bug, as in '1404268'"
    )


def test_an_unknown_series_is_answered_with_the_nearest() -> None:
    assert link("release", "hawana") == NoLink("there is no release series 'hawana'", "did you mean 'havana'?")


def test_an_unknown_service_is_answered_with_the_nearest() -> None:
    assert link("apiref", "keyston") == NoLink(
        "no service or service type 'keyston' has an API reference", "did you mean 'keystone'?"
    )


def test_a_project_is_found_whose_api_has_another_name() -> None:
    assert link("apiref", "freezer") == Link(
        "https://docs.openstack.org/api-ref/backup/", "freezer API reference", True
    )


def test_the_series_of_documentation_has_its_number_from_2023_on() -> None:
    found = [link("{project}-doc", f"{name}:x.html", "nova") for name in ("Zed", "antelope")]
    assert [one.url for one in found if isinstance(one, Link)] == [
        "https://docs.openstack.org/nova/zed/x.html",
        "https://docs.openstack.org/nova/2023.1/x.html",
    ]


def test_characters_that_addresses_do_not_have_are_quoted() -> None:
    found = link("etherpad", 'a"<b>')
    assert isinstance(found, Link)
    assert found.url == "https://etherpad.opendev.org/p/a%22%3Cb%3E"


def test_an_address_that_nobody_has_seen_to_work_is_not_certain() -> None:
    found = link("zuuljob", "tempest-full")
    assert isinstance(found, Link)
    assert not found.certain


def test_a_long_argument_is_no_argument() -> None:
    assert link("etherpad", "x" * 301) == NoLink(
        f"'{'x' * 57}...' is not the name of an etherpad", "write the name of an etherpad, as in 'icehouse-summit-oslo'"
    )


@pytest.mark.parametrize("argument", ["a\u200bb", "a\u202eb", "a\u00a0b", "a\x00b"])
def test_an_argument_with_characters_that_nobody_sees_is_no_argument(argument: str) -> None:
    assert link("etherpad", argument) == NoLink(
        f"'{argument}' is not the name of an etherpad", "write the name of an etherpad, as in 'icehouse-summit-oslo'"
    )


def test_a_site_that_has_a_project_of_a_former_name_means_that() -> None:
    assert make_link(facts().roles["repo"], "quantum", make_lookup(facts(), ["quantum"])) == Link(
        "https://opendev.org/openstack/quantum", "openstack/quantum", True
    )


def test_a_name_that_was_given_up_leads_to_the_present_one() -> None:
    known, look_up = facts(), make_lookup(facts())
    gone = obsolete_names(known)
    assert gone["python-savannaclient"] == ObsoleteName(
        "savanna has been called sahara since 2014-03-10", "python-saharaclient"
    )
    for name in gone:
        assert isinstance(link("repo", name), NoLink), name
    for now in {one.now for name, one in gone.items() if name in known.projects_by_former_name}:
        assert isinstance(make_link(known.roles["repo"], now, look_up), Link), now


def test_an_address_with_a_former_name_is_not_said_to_have_moved() -> None:
    known = facts()
    for name, project in known.projects_by_former_name.items():
        gone = obsolete_names(known).get(name)
        if gone and "has been called" in gone.story and "/" not in name:
            for url in (
                f"http://docs.openstack.org/developer/{name}/",
                f"https://git.openstack.org/openstack/{name}",
            ):
                found = find_move(known.moves, url)
                assert found is not None, project.name
                assert found.status == "unsure", url


KEPT = "https://opendev.org/openstack/"
NO_REPOSITORY = "is not a known repository in openstack/"


@pytest.mark.parametrize(
    ("url", "status", "now", "reason"),
    [
        ("git.openstack.org/cgit/openstack/nova", "moved", f"{KEPT}nova", None),
        ("git.openstack.org/cgit/openstack/python-novaclient/", "moved", f"{KEPT}python-novaclient", None),
        ("git.openstack.org/cgit/openstack/oslo-incubator", "moved", f"{KEPT}oslo-incubator", None),
        (
            "git.openstack.org/cgit/openstack/nova-docker",
            "unsure",
            f"{KEPT}nova-docker",
            f"'nova-docker' {NO_REPOSITORY}",
        ),
        (
            "git.openstack.org/cgit/openstack/networking-cisco/tree/setup.cfg?h=stable/pike#n1",
            "unsure",
            f"{KEPT}networking-cisco/src/branch/stable/pike/setup.cfg#L1",
            f"'networking-cisco' {NO_REPOSITORY}",
        ),
        (
            "git.openstack.org/cgit/openstack/networking-cisco/tree/setup.cfg",
            "unsure",
            f"{KEPT}networking-cisco/src/branch/master/setup.cfg",
            f"'networking-cisco' {NO_REPOSITORY}",
        ),
        (
            "git.openstack.org/openstack/networking-cisco/commit/?id=ee3fe4e836",
            "unsure",
            f"{KEPT}networking-cisco/commit/ee3fe4e836",
            f"'networking-cisco' {NO_REPOSITORY}",
        ),
        # No part of OpenStack, or in another namespace.
        ("git.openstack.org/openstack/mogan", "unsure", f"{KEPT}mogan", f"'mogan' {NO_REPOSITORY}"),
        ("git.openstack.org/openstack/zuul", "unsure", f"{KEPT}zuul", f"'zuul' {NO_REPOSITORY}"),
        ("docs.openstack.org/developer/nova/", "moved", "https://docs.openstack.org/nova/latest/", None),
        (
            "docs.openstack.org/developer/nvoa/",
            "unsure",
            "https://docs.openstack.org/nvoa/latest/",
            f"'nvoa' {NO_REPOSITORY}",
        ),
        (
            "docs.openstack.org/developer/openstack-projects.html",
            "unsure",
            None,
            "this page of developer/ is not of a project; its replacement is not known",
        ),
        ("developer.openstack.org/api-ref/compute/", "moved", "https://docs.openstack.org/api-ref/compute/", None),
        (
            "developer.openstack.org/api-ref/networking/v2/",
            "unsure",
            "https://docs.openstack.org/api-ref/networking/v2/",
            "'networking' is not a known service type",
        ),
    ],
)
def test_only_what_is_known_to_have_kept_its_name_has_moved(
    url: str, status: str, now: str | None, reason: str | None
) -> None:
    known = facts()
    assert find_move(known.moves, f"http://{url}", unchanged_names(known)) == MoveResult(status, now, reason)


def test_every_example_of_what_has_moved_is_under_a_name_that_was_kept() -> None:
    known = facts()
    for move in known.moves:
        for old, new in move.examples:
            found = find_move(known.moves, old, unchanged_names(known))
            assert found is not None
            assert (found.status, found.url) == (move.status, new)


def test_a_caption_has_only_what_the_author_wrote() -> None:
    captions = [made.caption for text in ("nova", "nova/zed") if isinstance(made := link("docs", text), Link)]
    assert captions == ["nova documentation", "nova documentation, Zed"]


@pytest.mark.parametrize(
    "url",
    [
        "https://docs.openstack.org/nova/latest/",
        "https://example.org/review.openstack.org/129795",
        "https://review.openstack.org.example.org/129795",
        "https://review.openstack.org:8443/129795",
        "https://somebody@review.openstack.org/129795",
        "https://review.openstack.org/129795 ",
        "https://review.open\nstack.org/129795",
        "ftp://review.openstack.org/129795",
        "review.openstack.org/129795",
        "/review.openstack.org/129795",
        "///review.openstack.org/129795",
        "//review.openstack.org.example.org/129795",
        "https://[review.openstack.org/129795",
        "https://review.openstack.org/" + "1" * 2_000,
        "",
    ],
)
def test_other_addresses_have_not_moved(url: str) -> None:
    assert find_move(facts().moves, url) is None


def test_the_case_of_a_host_and_its_usual_port_do_not_matter() -> None:
    expected = MoveResult("moved", "https://review.opendev.org/129795", None)
    assert find_move(facts().moves, "HTTPS://Review.OpenStack.org:443/129795") == expected


def test_an_address_without_a_scheme_is_one_of_the_web() -> None:
    expected = MoveResult("moved", "https://etherpad.opendev.org/p/x", None)
    assert find_move(facts().moves, "//etherpad.openstack.org/p/x") == expected


def test_a_guess_is_no_move() -> None:
    assert find_move(facts().moves, "http://wiki.openstack.org/Melange") == MoveResult(
        "unsure",
        "https://wiki.openstack.org/wiki/Melange",
        "since 2013 pages of the wiki are below /wiki/; not all older ones exist",
    )


def test_an_archived_copy_is_that_of_the_day() -> None:
    assert archived("http://planet.openstack.org/", datetime.date(2013, 7, 19)) == (
        "https://web.archive.org/web/20130719/http://planet.openstack.org/"
    )
    assert archived("//planet.openstack.org/", None) == "https://web.archive.org/web/https://planet.openstack.org/"
