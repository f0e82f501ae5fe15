"""How many questions servers get, and how many at once."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from sevenlayer.link_check.results import Result, Verdict

from .conftest import Check
from .servers import Behaviour, Server, Talk, answer, raw, reset, running, silence

GOOD = Result(Verdict.GOOD)


def slow_answer(seconds: float) -> Behaviour:
    async def behave(talk: Talk) -> None:
        await asyncio.sleep(seconds)
        await answer(200)(talk)

    return behave


@pytest.mark.parametrize(("limits", "most"), [({"per_host": 2}, 2), ({"per_host": 8, "at_once": 3}, 3)])
def test_two_hundred_links_to_one_host_wait_for_their_turns(
    server: Server, check: Check, limits: dict[str, int], most: int
) -> None:
    paths = [f"/{number}" for number in range(200)]
    server.paths = dict.fromkeys(paths, slow_answer(0.002))
    assert check(*(server.url(path) for path in paths), **limits) == [GOOD] * 200
    assert sorted(server.asked()) == sorted(f"HEAD {path}" for path in paths)
    assert server.most_at_once <= most


def test_links_are_asked_at_the_same_time(server: Server, check: Check) -> None:
    meeting = asyncio.Barrier(4)

    async def answer_together(talk: Talk) -> None:
        await meeting.wait()
        await answer(200)(talk)

    server.paths = dict.fromkeys(("/a", "/b", "/c", "/d"), answer_together)
    results = check(*(server.url(path) for path in server.paths), per_host=4)
    assert results == [GOOD] * 4


def test_questions_to_one_host_keep_a_distance(server: Server, check: Check) -> None:
    times = []

    async def note_time(talk: Talk) -> None:
        times.append(asyncio.get_running_loop().time())
        await answer(200)(talk)

    server.paths = dict.fromkeys(("/a", "/b", "/c"), note_time)
    check(*(server.url(path) for path in server.paths), per_host=1, delay=0.2)
    # Each is asked only when the one before was answered, so that the server's times cannot be nearer than ours.
    assert [later - earlier > 0.1 for earlier, later in pairwise(times)] == [True, True]


def test_a_page_where_many_links_lead_is_asked_once(server: Server, check: Check) -> None:
    paths = [f"/{number}" for number in range(20)]
    server.paths = dict.fromkeys(paths, answer(302, Location="/login")) | {"/login": answer(200)}
    assert check(server.url("/login"), *(server.url(path) for path in paths)) == [GOOD] * 21
    assert server.asked("/login") == ["HEAD"]


def test_a_host_where_nobody_listens_is_not_tried_for_every_link(check: Check) -> None:
    urls = [f"http://127.0.0.1:1/{number}" for number in range(100)]
    results = check(*urls, per_host=1, retries=2, back_off=0.05)
    assert results == [Result(Verdict.DEAD, "refuses connections")] * 100


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (answer(429), "answers 429 Too Many Requests"),
        (answer(503, Retry_After="1"), "answers 503 Service Unavailable"),
    ],
    ids=["429", "503"],
)
def test_a_host_that_had_enough_is_asked_no_more(
    server: Server, check: Check, behaviour: Behaviour, reason: str
) -> None:
    paths = [f"/{number:03}" for number in range(100)]
    server.paths = dict.fromkeys(paths, behaviour)
    results = check(*(server.url(path) for path in paths), per_host=1, retries=1)
    assert results == [Result(Verdict.UNSURE, reason)] * 100
    assert server.asked() == ["HEAD /000", "GET /000", "GET /000"]


def test_who_waits_to_ask_again_hears_that_the_host_had_enough(server: Server, check: Check) -> None:
    stopped = asyncio.Event()

    async def stop(talk: Talk) -> None:
        await answer(429, Retry_After="3600")(talk)
        stopped.set()

    async def fail_after_that(talk: Talk) -> None:
        await stopped.wait()
        await answer(429)(talk)

    server.paths = {"/a": fail_after_that, "/b": stop}
    results = check(server.url("/a"), server.url("/b"), per_host=2, back_off=1)
    assert results == [Result(Verdict.UNSURE, "answers 429 Too Many Requests")] * 2
    assert server.asked() == ["HEAD /a", "HEAD /b"]


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (silence, "does not answer in time"),
        (reset, "closes the connection without an answer"),
        (raw(b"220 mail.example ESMTP ready\r\n"), "does not answer in HTTP"),
        (answer(502), "answers 502 Bad Gateway"),
        (answer(503), "answers 503 Service Unavailable"),
        (answer(504), "answers 504 Gateway Timeout"),
    ],
    ids=["silence", "reset", "no HTTP", "502", "503", "504"],
)
def test_an_origin_that_fails_three_times_in_a_row_is_asked_no_more(
    server: Server, check: Check, behaviour: Behaviour, reason: str
) -> None:
    paths = [f"/{number:03}" for number in range(100)]
    server.paths = dict.fromkeys(paths, behaviour)
    timeout = 0.2 if behaviour is silence else 20
    results = check(*(server.url(path) for path in paths), per_host=1, retries=1, timeout=timeout)
    assert results == [Result(Verdict.UNSURE, reason)] * 100
    assert {path for path in paths if server.asked(path)} == {"/000", "/001", "/002"}


@pytest.mark.parametrize("status", [200, 302, 403, 404, 500])
def test_an_answer_between_failures_begins_the_count_anew(server: Server, check: Check, status: int) -> None:
    paths = [f"/{number}" for number in range(9)]
    server.paths = dict.fromkeys(paths, answer(502)) | dict.fromkeys(paths[2::3], answer(status))
    check(*(server.url(path) for path in paths), per_host=1, retries=1)
    assert [path for path in paths if not server.asked(path)] == []


def test_pages_with_errors_of_their_own_do_not_keep_others_from_being_asked(server: Server, check: Check) -> None:
    paths = [f"/{number}" for number in range(9)]
    server.paths = dict.fromkeys(paths, answer(500)) | {"/8": answer(200)}
    assert check(*(server.url(path) for path in paths), per_host=1)[-1] == GOOD


def test_another_port_of_a_host_is_another_origin(server: Server, check: Check) -> None:
    with running() as other:
        server.paths = dict.fromkeys(("/a", "/b", "/c", "/d"), reset)
        other.paths["/"] = answer(200)
        *_, last = check(*(server.url(path) for path in server.paths), other.url(), per_host=1)
    assert (last, server.asked("/d")) == (GOOD, [])
