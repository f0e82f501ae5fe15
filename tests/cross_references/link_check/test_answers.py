"""What a link is worth, by what its server answers."""

from __future__ import annotations

import asyncio
import datetime
import email.utils
import tomllib
from http import HTTPStatus
from pathlib import Path

import pytest
from sevenlayer.link_check.addresses import address_to_ask
from sevenlayer.link_check.client import USER_AGENT
from sevenlayer.link_check.results import Result, Verdict

from .conftest import Check
from .servers import Behaviour, Server, Talk, answer, by_method, endless, in_turn, raw, reset, silence

GOOD = Result(Verdict.GOOD)
NO_ANSWER = Result(Verdict.UNSURE, "closes the connection without an answer")
NO_HTTP = Result(Verdict.UNSURE, "does not answer in HTTP")
TOO_LATE = Result(Verdict.UNSURE, "does not answer in time")
NO_HOST = Result(Verdict.DEAD, "names a host that does not exist", no_host=True)


@pytest.mark.parametrize("status", [200, 201, 204, 206, 300, 304])
def test_a_link_that_is_answered_is_good_and_asked_once(server: Server, check: Check, status: int) -> None:
    server.paths["/"] = answer(status)
    assert check(server.url()) == [GOOD]
    assert server.asked() == ["HEAD /"]


@pytest.mark.parametrize(("status", "reason"), [(404, "answers 404 Not Found"), (410, "answers 410 Gone")])
def test_a_link_to_what_is_not_there_is_dead(server: Server, check: Check, status: int, reason: str) -> None:
    server.paths["/"] = answer(status)
    assert check(server.url()) == [Result(Verdict.DEAD, reason)]
    assert server.asked() == ["HEAD /", "GET /"]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (400, "answers 400 Bad Request"),
        (401, "answers 401 Unauthorized"),
        (403, "answers 403 Forbidden"),
        (418, "answers 418 I'm a Teapot"),
        (451, "answers 451 Unavailable For Legal Reasons"),
        (999, "answers 999"),
    ],
)
def test_what_may_be_meant_for_robots_is_unsure(server: Server, check: Check, status: int, reason: str) -> None:
    server.paths["/"] = answer(status)
    assert check(server.url()) == [Result(Verdict.UNSURE, reason)]
    assert server.asked() == ["HEAD /", "GET /"]


HEAD: dict[str, Behaviour] = {
    "403": answer(403),
    "404": answer(404),
    "405": answer(405),
    "500": answer(500),
    "501": answer(501),
    "silence": silence,
    "reset": reset,
    "end": raw(),
    "garbage": raw(b"what?\r\n\r\n"),
    "a body": raw(b"HTTP/1.1 404 No\r\nContent-Length: 3\r\n\r\nNo!"),
}


@pytest.mark.parametrize("name", HEAD)
def test_a_server_that_does_not_do_head_gets_another_chance(server: Server, check: Check, name: str) -> None:
    server.paths["/"] = by_method(HEAD=HEAD[name], GET=answer(200, b"Here!"))
    assert check(server.url(), timeout=1 if name == "silence" else 20) == [GOOD]
    assert server.asked()[-1] == "GET /"


MISBEHAVIOUR: dict[str, tuple[Behaviour, Result]] = {
    "silence": (silence, TOO_LATE),
    "end": (raw(), NO_ANSWER),
    "reset": (reset, NO_ANSWER),
    "end in the status line": (raw(b"HTTP/1.1 200"), NO_ANSWER),
    "end in the headers": (raw(b"HTTP/1.1 200 OK\r\nContent-Ty"), NO_ANSWER),
    "garbage": (raw(bytes(range(256)) * 16), NO_HTTP),
    "another protocol": (raw(b"220 mail.example ESMTP ready\r\n"), NO_HTTP),
    "a page without headers": (raw(b"<html><title>1991</title>Welcome to the Web!</html>\n"), NO_HTTP),
    "a status that is no number": (raw(b"HTTP/1.1 abc OK\r\n\r\n"), NO_HTTP),
    "a status with many digits": (raw(b"HTTP/1.1 200200200 OK\r\n\r\n"), NO_HTTP),
    "a version of the future": (raw(b"HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n"), NO_HTTP),
    "a huge header": (raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 2**20 + b"\r\n\r\n"), NO_HTTP),
    "a header without end": (endless(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 1000), NO_HTTP),
    "headers without end": (endless(b"HTTP/1.1 200 OK\r\n", b"X: x\r\n" * 100), NO_HTTP),
    "a length that is no number": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"), NO_HTTP),
    "a negative length": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"), NO_HTTP),
    "two lengths": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx"), NO_HTTP),
    "more than the length says": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + b"x" * 10), NO_HTTP),
    "a slow drip": (endless(b"HTTP/1.1 200 OK\r\nX: ", b"x", pause=0.05), TOO_LATE),
    "promises without end": (endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", pause=0.001), TOO_LATE),
    "another protocol from now on": (
        raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
        Result(Verdict.UNSURE, "answers 101 Switching Protocols"),
    ),
}


@pytest.mark.parametrize("name", MISBEHAVIOUR)
def test_a_server_that_does_not_behave_gives_a_reason(server: Server, check: Check, name: str) -> None:
    server.paths["/"], expected = MISBEHAVIOUR[name]
    assert check(server.url(), timeout=0.3 if expected == TOO_LATE else 20) == [expected]


GOOD_ENOUGH: dict[str, Behaviour] = {
    "a body without end": endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 2**16),
    "a body that never comes": endless(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", b"", pause=0.01),
    "a body that is too short": raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nx"),
    "broken chunks": raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"xyz\r\nnot a chunk\r\n"),
    "broken compression": raw(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\n", b"abcde"),
    "an unknown encoding": raw(b"HTTP/1.1 200 OK\r\nContent-Encoding: rot13\r\nContent-Length: 1\r\n\r\n", b"x"),
    "promises and then an answer": raw(*[b"HTTP/1.1 103 Early Hints\r\n\r\n"] * 5, b"HTTP/1.1 200 OK\r\n\r\n"),
    "an old version": raw(b"HTTP/1.0 200 OK\r\n\r\n", b"x"),
    "no phrase": raw(b"HTTP/1.1 200\r\n\r\n", b"x"),
    "headers in no encoding": raw(b"HTTP/1.1 200 \xff\r\nX: \xfe\r\n\r\n", b"x"),
    "bad cookies": answer(200, Set_Cookie="=;;;,a=b"),
}


@pytest.mark.parametrize("name", GOOD_ENOUGH)
def test_what_comes_after_good_headers_does_not_matter(server: Server, check: Check, name: str) -> None:
    server.paths["/"] = by_method(HEAD=answer(405), GET=GOOD_ENOUGH[name])
    assert check(server.url()) == [GOOD]


def test_a_server_that_closes_before_it_is_asked_gives_a_reason(server: Server, check: Check) -> None:
    server.on_connect = raw()
    assert check(server.url()) == [NO_ANSWER]


def test_a_port_where_nobody_listens_is_dead(check: Check, server: Server) -> None:
    server.paths["/"] = answer(302, Location="http://127.0.0.1:1/")
    dead, behind = check("http://127.0.0.1:1/", server.url())
    assert dead == Result(Verdict.DEAD, "refuses connections")
    assert behind == Result(Verdict.DEAD, "redirects to 'http://127.0.0.1:1/', which refuses connections")


def test_a_name_that_does_not_exist_is_dead(check: Check) -> None:
    assert check("https://nothing.invalid/x") == [NO_HOST]


def test_a_redirect_to_a_name_that_does_not_exist_says_nothing_of_the_own_host(server: Server, check: Check) -> None:
    server.paths["/"] = answer(302, Location="https://nothing.invalid/x")
    reason = "redirects to 'https://nothing.invalid/x', which names a host that does not exist"
    assert check(server.url()) == [Result(Verdict.DEAD, reason)]


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("//docs.example.org/x?y#z", "https://docs.example.org/x?y"),
        (" //docs.example.org:80 ", "https://docs.example.org:80/"),
        ("HTTP://docs.example.org//x", "http://docs.example.org//x"),
    ],
)
def test_a_link_with_the_scheme_of_its_page_is_asked_by_https(url: str, asked: str) -> None:
    assert str(address_to_ask(url)) == asked


def test_a_link_with_the_scheme_of_its_page_is_worth_what_its_server_answers(check: Check) -> None:
    assert check("//nothing.invalid/x", "//127.0.0.1:1/") == [NO_HOST, Result(Verdict.DEAD, "refuses connections")]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://[::1", "is no address (Invalid IPv6 URL)"),
        ("http://example.org:port/", "is no address (Invalid URL: port can't be converted to integer)"),
        ("http://example.org:99999/", "is no address (Port out of range 0-65535)"),
        ("http:///path", "names no host"),
        ("file:///etc/passwd", "is no http or https address"),
        (f"http://{'x' * 64}.org/", "is no address that can be asked"),
        ("http://127.0.0.1./", "is no address that can be asked"),
        ("http://2130706433/", "is no address that can be asked"),
        ("///path", "names no host"),
    ],
)
def test_what_is_no_address_is_dead(check: Check, url: str, reason: str) -> None:
    assert check(url) == [Result(Verdict.DEAD, reason)]


def test_an_address_is_asked_as_browsers_do(server: Server, check: Check) -> None:
    path = "/a%2Fb/~c/%7E/%C3%BC/%C3%BC?q=%2F/+%20%22&r[]=1"
    server.paths[path] = answer(200)
    assert check(server.url("/a%2Fb/~c/%7E/%C3%BC/ü?q=%2F/+ %22&r[]=1#part")) == [GOOD]
    assert server.asked() == [f"HEAD {path}"]


def test_a_host_in_any_script_is_asked_by_its_name_in_ascii(check: Check) -> None:
    assert check("http://bücher.invalid/", "http://exa mple.org/") == [NO_HOST, NO_HOST]


def test_nothing_is_sent_that_could_be_a_secret(
    server: Server, check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, repository: Path
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1/")
    server.paths["/"] = answer(302, Location="/next", Set_Cookie="a=secret")
    server.paths["/next"] = answer(302, Location=f"http://u:secret@127.0.0.1:{server.port}/end")
    server.paths["/end"] = answer(200)
    assert check(f"http://me:secret@127.0.0.1:{server.port}/#secret") == [GOOD]
    assert server.asked() == ["HEAD /", "HEAD /next", "HEAD /end"]
    version = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"Sevenlayer-linkcheck/{version}" == USER_AGENT
    for request in server.requests:
        assert request.headers == {
            "Host": f"127.0.0.1:{server.port}",
            "User-Agent": USER_AGENT,
            "Accept": "*/*",
            "Accept-Encoding": request.headers["Accept-Encoding"],
        }


# Patience


def test_an_overburdened_server_is_asked_again(server: Server, check: Check) -> None:
    server.paths["/"] = in_turn(answer(503), answer(503), answer(200))
    assert check(server.url()) == [GOOD]
    assert server.asked() == ["HEAD /", "GET /", "GET /"]


def test_a_server_that_is_always_in_trouble_is_unsure(server: Server, check: Check) -> None:
    server.paths["/"] = answer(500)
    assert check(server.url(), retries=3) == [Result(Verdict.UNSURE, "answers 500 Internal Server Error")]
    assert server.asked() == ["HEAD /", "GET /", "GET /", "GET /", "GET /"]


def test_a_connection_that_breaks_is_tried_again(server: Server, check: Check) -> None:
    server.paths["/"] = in_turn(reset, reset, answer(200))
    assert check(server.url()) == [GOOD]


def only_after(seconds: float, retry_after: str, status: int = 429) -> Behaviour:
    """Too many requests, or whatever *status* says, until so much time has passed since the first."""
    first: list[float] = []

    async def behave(talk: Talk) -> None:
        now = asyncio.get_running_loop().time()
        first.append(now)
        early = now - first[0] < seconds
        await (answer(status, Retry_After=retry_after) if early else answer(200))(talk)

    return behave


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_says_when_to_come_back_is_left_alone_until_then(
    server: Server, check: Check, status: int
) -> None:
    server.paths["/seconds"] = only_after(1, "1", status)
    assert check(server.url("/seconds")) == [GOOD]
    assert server.asked() == ["HEAD /seconds", "GET /seconds"]


def test_a_server_may_say_it_as_a_date(server: Server, check: Check) -> None:
    soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=2)
    server.paths["/"] = only_after(0.5, email.utils.format_datetime(soon, usegmt=True))
    assert check(server.url(), longest_wait=3) == [GOOD]
    assert server.asked() == ["HEAD /", "GET /"]


@pytest.mark.parametrize("nonsense", ["soon", "-5", "1e9", "٣", "Thu, 99 Foo 2000", "Fri, 01 Jan 1999 00:00:00 GMT"])
def test_nonsense_about_when_to_come_back_is_no_reason_to_wait(server: Server, check: Check, nonsense: str) -> None:
    server.paths["/"] = in_turn(raw(f"HTTP/1.1 429 Hm\r\nRetry-After: {nonsense}\r\n\r\n".encode()), answer(200))
    assert check(server.url()) == [GOOD]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("later", ["3600", "9" * 5000, "Fri, 31 Dec 9999 23:59:59 GMT"])
def test_a_host_that_asks_for_too_much_patience_is_left_alone(
    server: Server, check: Check, later: str, status: int
) -> None:
    for path in ("/a", "/b", "/c"):
        server.paths[path] = answer(status, Retry_After=later)
    results = check(*(server.url(path) for path in ("/a", "/b", "/c")), per_host=1)
    assert results == [Result(Verdict.UNSURE, f"answers {status} {HTTPStatus(status).phrase}")] * 3
    assert server.asked() == ["HEAD /a"]


def test_a_page_in_trouble_leaves_the_others_alone(server: Server, check: Check) -> None:
    server.paths["/a"] = answer(503)
    server.paths["/b"] = answer(200)
    results = check(server.url("/a"), server.url("/b"), per_host=1)
    assert results == [Result(Verdict.UNSURE, "answers 503 Service Unavailable"), GOOD]
    assert server.asked() == ["HEAD /a", "GET /a", "GET /a", "HEAD /b"]
