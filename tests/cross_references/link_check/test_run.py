"""A whole check: from references to problems."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from sevenlayer.cross_references.settings import read_texts
from sevenlayer.diagnostics import Location
from sevenlayer.diagnostics.formats import as_text
from sevenlayer.document import Reference
from sevenlayer.link_check.allow_list import SETTING, is_allowed
from sevenlayer.link_check.cache import Ages, Checked
from sevenlayer.link_check.options import Options
from sevenlayer.link_check.results import Result, Verdict
from sevenlayer.link_check.run import Report, check_references

from .conftest import HASTY
from .servers import Server, answer

NOW = datetime.datetime(2024, 5, 17, 12, 0, tzinfo=datetime.UTC)

Run = Callable[..., Report]


@pytest.fixture
def run() -> Run:
    """Check URLs that stand in the lines of one post, one below the other."""

    def run_check(*urls: str, allow: tuple[str, ...] = (), cache: dict[str, Checked] | None = None) -> Report:
        references = [Reference(url, Location("post.md", line, 3)) for line, url in enumerate(urls, 1)]
        options = Options(**HASTY)  # type: ignore[arg-type]
        steps: list[tuple[int, int]] = []
        report = check_references(
            references,
            allow=allow,
            options=options,
            cache={} if cache is None else cache,
            now=lambda: NOW,
            progress=lambda *step: steps.append(step),
        )
        asked = report.checked - report.from_cache
        assert steps == [(number, asked) for number in range(1, asked + 1)]
        return report

    return run_check


def test_every_place_of_a_dead_link_is_told_and_the_link_asked_once(server: Server, run: Run) -> None:
    gone = server.url("/gone")
    report = run(gone, server.url("/gone#part"), gone.replace("http", "HTTP"), f"  {gone}")
    assert server.asked() == ["HEAD /gone", "GET /gone"]
    assert [(str(problem.where), problem.message) for problem in report.problems] == [
        ("post.md:1:3", f"'{gone}' is dead: it answers 404 Not Found"),
        ("post.md:2:3", f"'{gone}#part' is dead: it answers 404 Not Found"),
        ("post.md:3:3", f"'{gone.replace('http', 'HTTP')}' is dead: it answers 404 Not Found"),
        ("post.md:4:3", f"'  {gone}' is dead: it answers 404 Not Found"),
    ]
    assert report.checked == 1


def test_each_verdict_has_its_problem(server: Server, run: Run) -> None:
    server.paths = {
        "/good": answer(200),
        "/forbidden": answer(403),
        "/old": answer(301, Location="/good"),
        "/older": answer(301, Location="/good#there"),
    }
    near = f"http://127.0.0.2:{server.port}/"
    urls = [server.url(path) for path in ("/good", "/gone", "/forbidden", "/old#here", "/older#here")]
    report = run(*urls, near, "http://[::1")
    assert (
        as_text(report.problems, show_info=True)
        == f"""\
post.md:2:3: error: '{urls[1]}' is dead: it answers 404 Not Found [cross_references.dead-link]
  hint: correct it, or link to an archived copy
post.md:3:3: warning: '{urls[2]}' may be dead: it answers 403 Forbidden [cross_references.unsure-link]
  hint: look at it in a browser; if all is well, add it to CROSS_REFERENCES_LINK_CHECK_ALLOW
post.md:4:3: info: '{urls[3]}' has moved for good [cross_references.moved-link]
  hint: write '{server.url("/good#here")}'
post.md:5:3: info: '{urls[4]}' has moved for good [cross_references.moved-link]
  hint: write '{server.url("/good#there")}'
post.md:6:3: info: '{near}' was not checked: it is not on the public internet [cross_references.unchecked-link]
  hint: readers elsewhere cannot reach it; --allow-private HOST has it checked all the same
post.md:7:3: error: 'http://[::1' is dead: it is no address (Invalid IPv6 URL) [cross_references.dead-link]
  hint: correct it, or link to an archived copy

2 errors, 1 warning and 3 notes in 1 file
"""
    )


def test_a_second_check_asks_nothing_anew(server: Server, run: Run) -> None:
    server.paths["/good"] = answer(200)
    cache: dict[str, Checked] = {}
    urls = [server.url("/good"), server.url("/gone")]
    first = run(*urls, cache=cache)
    assert cache == {
        urls[0]: Checked(Result(Verdict.GOOD), NOW),
        urls[1]: Checked(Result(Verdict.DEAD, "answers 404 Not Found"), NOW),
    }
    before = server.asked()
    second = run(*urls, cache=cache)
    assert server.asked() == before
    assert second == Report(first.problems, checked=2, from_cache=2, skipped=0)
    assert not any(Ages().is_fresh(checked, NOW + datetime.timedelta(days=7)) for checked in cache.values())


def test_passwords_are_not_kept(server: Server, run: Run) -> None:
    cache: dict[str, Checked] = {}
    run(f"http://me:secret@127.0.0.1:{server.port}/", cache=cache)
    assert list(cache) == [server.url()]


@pytest.mark.parametrize("pattern", ["http://127.0.0.1:*/gone", "*/gone", "http*", "http://127.0.0.1:*/g[aeiou]??"])
def test_links_of_the_allow_list_are_not_asked(server: Server, run: Run, pattern: str) -> None:
    assert run(server.url("/gone"), allow=("x", pattern)) == Report([], checked=0, from_cache=0, skipped=1)
    assert server.connections == 0


@pytest.mark.parametrize("pattern", ["", "http://127.0.0.1", "*/GONE", "gone", "/gone", "*/gone/"])
def test_a_pattern_has_to_fit_the_whole_address(server: Server, run: Run, pattern: str) -> None:
    assert run(server.url("/gone"), allow=(pattern,)).skipped == 0


@pytest.mark.parametrize(
    "url", ["//review.opendev.org/c/1", " //review.opendev.org/c/1", "https://review.opendev.org/c/1"]
)
def test_a_pattern_fits_a_link_with_the_scheme_of_its_page(url: str) -> None:
    assert is_allowed(url, ["https://review.opendev.org/*"])


@pytest.mark.parametrize("value", ["https://example.org/*", 7, {"a": 1}, ["https://example.org/*", 7]])
def test_a_setting_that_is_no_list_of_patterns_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"^CROSS_REFERENCES_LINK_CHECK_ALLOW must be a list of texts, not ") as caught:
        read_texts({SETTING: value}, SETTING)
    assert str(caught.value).endswith(repr(value))


@pytest.mark.parametrize("settings", [{}, {SETTING: None}, {SETTING: ()}])
def test_a_site_without_the_setting_allows_nothing(settings: dict[str, object]) -> None:
    assert read_texts(settings, SETTING) == ()


# Without a network


LOST = tuple(f"https://{name}.invalid/" for name in "abc")


def test_where_no_host_is_found_no_link_is_dead_and_nothing_is_remembered(run: Run) -> None:
    cache: dict[str, Checked] = {}
    report = run(*LOST, "//a.invalid/x", cache=cache)
    assert [(problem.code, problem.message) for problem in report.problems] == [
        ("cross_references.unsure-link", f"'{url}' may be dead: it names a host that cannot be looked up now")
        for url in (*LOST, "//a.invalid/x")
    ]
    assert (report.offline, report.checked, cache) == (True, 4, {})


def test_two_hosts_that_are_not_found_are_dead_however_many_links_lead_there(run: Run) -> None:
    cache: dict[str, Checked] = {}
    report = run(*LOST[:2], "https://a.invalid/x", "http://B.invalid:81/y", cache=cache)
    assert {problem.code for problem in report.problems} == {"cross_references.dead-link"}
    assert (report.offline, len(cache)) == (False, 4)


def test_one_host_that_is_found_shows_that_there_is_a_network(server: Server, run: Run) -> None:
    cache: dict[str, Checked] = {}
    report = run(*LOST, server.url("/gone"), cache=cache)
    assert {problem.code for problem in report.problems} == {"cross_references.dead-link"}
    assert (report.offline, len(cache)) == (False, 4)


def test_what_is_not_asked_does_not_show_that_there_is_a_network(run: Run) -> None:
    cache = {"https://example.org/": Checked(Result(Verdict.GOOD), NOW)}
    report = run(*LOST, "http://127.0.0.2/", "http://[::1", "https://example.org/", cache=cache)
    assert [problem.severity.value for problem in report.problems] == ["warning"] * 3 + ["info", "error"]
    assert report.offline
    assert not cache.keys() & set(LOST)


def test_results_of_earlier_checks_are_no_hosts_that_are_not_found_now(run: Run) -> None:
    cache = dict.fromkeys(LOST[:2], Checked(Result(Verdict.DEAD, "names a host that does not exist"), NOW))
    assert not run(*LOST, cache=cache).offline
