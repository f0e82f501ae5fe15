"""Where redirects lead, and where they may not."""

from __future__ import annotations

import pytest
from sevenlayer.link_check.addresses import addresses_of, is_public
from sevenlayer.link_check.results import Result, Verdict

from .conftest import Check
from .servers import Server, answer, raw

GOOD = Result(Verdict.GOOD)
NOT_PUBLIC = Result(Verdict.UNCHECKED, "is not on the public internet")


@pytest.mark.parametrize("status", [301, 308])
def test_a_link_that_moved_for_good_gives_the_new_address(server: Server, check: Check, status: int) -> None:
    server.paths["/old"] = answer(status, Location=server.url("/new?a=%2F"))
    server.paths["/new?a=%2F"] = answer(200)
    assert check(server.url("/old")) == [Result(Verdict.MOVED, moved_to=server.url("/new?a=%2F"))]
    assert server.asked() == ["HEAD /old", "HEAD /new?a=%2F"]


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_link_that_is_elsewhere_for_now_is_good(server: Server, check: Check, status: int) -> None:
    server.paths["/old"] = answer(status, Location="/new")
    server.paths["/new"] = answer(200)
    assert check(server.url("/old")) == [GOOD]


def test_a_link_has_moved_as_far_as_it_moved_for_good(server: Server, check: Check) -> None:
    server.paths["/a"] = answer(301, Location="/b")
    server.paths["/b"] = answer(308, Location="/c")
    server.paths["/c"] = answer(302, Location="/d")
    server.paths["/d"] = answer(301, Location="/e")
    server.paths["/e"] = answer(200)
    assert check(server.url("/a"), server.url("/c")) == [Result(Verdict.MOVED, moved_to=server.url("/c")), GOOD]


@pytest.mark.parametrize(
    ("location", "target"),
    [("new", "/a/new"), ("../new", "/new"), ("/new", "/new"), ("?q", "/a/old?q"), ("new#part", "/a/new")],
)
def test_a_redirect_may_be_relative(server: Server, check: Check, location: str, target: str) -> None:
    server.paths["/a/old"] = answer(301, Location=location)
    server.paths[target] = answer(200)
    expected = server.url(target) + ("#part" if "#" in location else "")
    assert check(server.url("/a/old")) == [Result(Verdict.MOVED, moved_to=expected)]


def test_a_redirect_may_be_in_any_encoding(server: Server, check: Check) -> None:
    start = b"HTTP/1.1 301 Moved\r\nContent-Length: 0\r\nLocation: "
    server.paths["/latin"] = raw(start + "/é".encode("latin-1") + b"\r\n\r\n")
    server.paths["/utf"] = raw(start + "/é".encode() + b"\r\n\r\n")
    server.paths["/%E9"] = server.paths["/%C3%A9"] = answer(200)
    assert check(server.url("/latin"), server.url("/utf")) == [
        Result(Verdict.MOVED, moved_to=server.url("/%E9")),
        Result(Verdict.MOVED, moved_to=server.url("/%C3%A9")),
    ]


def test_a_redirect_to_what_is_not_there_is_dead(server: Server, check: Check) -> None:
    server.paths["/"] = answer(301, Location="/gone")
    expected = f"redirects to '{server.url('/gone')}', which answers 404 Not Found"
    assert check(server.url()) == [Result(Verdict.DEAD, expected)]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_nowhere_is_unsure(server: Server, check: Check, status: int) -> None:
    server.paths["/"] = answer(status)
    assert check(server.url()) == [Result(Verdict.UNSURE, "redirects without saying where to")]


@pytest.mark.parametrize(
    "location",
    [
        "http://[::1",
        "http://example.org:port/",
        "file:///etc/passwd",
        "ftp://example.org/",
        "javascript:alert(1)",
    ],
)
def test_a_redirect_that_cannot_be_followed_is_unsure(server: Server, check: Check, location: str) -> None:
    server.paths["/"] = answer(302, Location=location)
    assert check(server.url()) == [Result(Verdict.UNSURE, f"redirects to '{location}', which cannot be followed")]


def test_what_a_server_sends_is_told_in_moderation(server: Server, check: Check) -> None:
    server.paths["/bytes"] = raw(b"HTTP/1.1 302 Found\r\nLocation: ftp://\xff\r\n\r\n")
    server.paths["/long"] = answer(302, Location="ftp://" + "x" * 1000)
    server.paths["/far"] = answer(302, Location="/" + "x" * 1000)
    assert check(server.url("/bytes"), server.url("/long"), server.url("/far")) == [
        Result(Verdict.UNSURE, "redirects to 'ftp://\ufffd', which cannot be followed"),
        Result(Verdict.UNSURE, f"redirects to 'ftp://{'x' * 194}…', which cannot be followed"),
        Result(Verdict.DEAD, f"redirects to '{server.url('/' + 'x' * 1000)[:200]}…', which answers 404 Not Found"),
    ]


@pytest.mark.parametrize("location", ["/", "", "#elsewhere", "/b"])
def test_a_redirect_in_a_circle_is_unsure(server: Server, check: Check, location: str) -> None:
    server.paths["/"] = answer(302, Location=location)
    server.paths["/b"] = answer(302, Location="/")
    assert check(server.url()) == [Result(Verdict.UNSURE, "redirects in a circle")]


def test_ten_redirects_are_followed_and_eleven_are_not(server: Server, check: Check) -> None:
    for number in range(11):
        server.paths[f"/{number}"] = answer(302, Location=f"/{number + 1}")
    server.paths["/11"] = answer(200)
    assert check(server.url("/0"), server.url("/1")) == [Result(Verdict.UNSURE, "redirects more than 10 times"), GOOD]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0x7f.0.0.1", "0.0.0.0"])
def test_what_is_near_is_not_asked(server: Server, check: Check, host: str) -> None:
    server.paths["/"] = answer(200)
    (result,) = check(server.url(host=host), private=frozenset())
    assert (result, server.connections) == (NOT_PUBLIC, 0)


@pytest.mark.parametrize("status", [301, 302])
def test_a_redirect_to_what_is_near_is_not_followed(server: Server, check: Check, status: int) -> None:
    near = server.url("/secret", host="127.0.0.2")
    server.paths["/"] = answer(status, Location=near)
    expected = f"redirects to '{near}', which is not on the public internet"
    assert check(server.url()) == [Result(Verdict.UNCHECKED, expected)]
    assert server.asked() == ["HEAD /"]


def test_a_host_that_is_allowed_is_asked_by_all_its_names(server: Server, check: Check) -> None:
    server.paths["/"] = answer(200)
    private = addresses_of(["localhost", "[::1]"])
    assert check(server.url(host="localhost"), private=private) == [GOOD]
    assert check(server.url(host="127.0.0.1"), private=private) == [GOOD]


def test_a_host_that_is_allowed_has_to_exist() -> None:
    with pytest.raises(ValueError, match=r"^there is no host 'nothing.invalid'$"):
        addresses_of(["nothing.invalid"])


@pytest.mark.parametrize(
    "address",
    """
    0.0.0.0 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.255 169.254.169.254 172.16.0.1 192.0.0.1 192.0.2.1 192.168.0.1 198.18.0.1
    224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 fe80::1 fe80::1%1 fc00::1 fd00:ec2::254
    ff02::1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 2001:db8::1 2002:7f00:1::1 2001:0:7f00:1::1 100::1
    """.split(),
)
def test_special_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_others_are(address: str) -> None:
    assert is_public(address)
