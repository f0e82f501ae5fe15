"""Links to https, with certificates made here."""

from __future__ import annotations

import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from sevenlayer.link_check.results import Result, Verdict

from .conftest import Check
from .servers import Server, answer, running, silence

NAME = ("-subj", "/CN=Test", "-addext", "subjectAltName=IP:127.0.0.1")
OTHER_NAME = ("-subj", "/CN=Test", "-addext", "subjectAltName=DNS:other.example")


class Certificates:
    """Makes certificates and their keys in *folder*."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, name: str, *options: str) -> Path:
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        files = ["-keyout", f"{name}.key", "-out", f"{name}.pem"]
        subprocess.run([*command, *files, *options], cwd=self.folder, check=True, capture_output=True)
        return self.folder / f"{name}.pem"

    def context(self, certificate: Path) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, certificate.with_suffix(".key"))
        return context


@pytest.fixture
def certificates(tmp_path: Path, needs_tool: Callable[[str], NoReturn]) -> Certificates:
    if not shutil.which("openssl"):
        needs_tool("openssl is not installed")
    return Certificates(tmp_path)


@pytest.fixture
def self_signed(certificates: Certificates) -> Path:
    return certificates.make("self", *NAME)


@pytest.fixture
def safe_server(certificates: Certificates, self_signed: Path) -> Iterator[Server]:
    with running(certificates.context(self_signed)) as server:
        server.paths["/"] = answer(200)
        yield server


def https(server: Server) -> str:
    return server.url().replace("http:", "https:")


def test_a_certificate_that_nobody_signed_is_dead(safe_server: Server, check: Check) -> None:
    (result,) = check(https(safe_server))
    assert result.verdict is Verdict.DEAD
    assert result.reason.startswith("has a bad certificate (self")
    assert safe_server.requests == []


def test_a_certificate_that_the_machine_trusts_is_good(
    safe_server: Server, self_signed: Path, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(self_signed))
    assert check(https(safe_server)) == [Result(Verdict.GOOD)]


def test_a_certificate_for_another_name_is_dead(
    certificates: Certificates, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = certificates.make("other", *OTHER_NAME)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with running(certificates.context(certificate)) as server:
        (result,) = check(https(server))
    assert result.verdict is Verdict.DEAD
    assert result.reason.startswith("has a bad certificate (IP address mismatch")


def test_a_certificate_from_an_unknown_authority_is_unsure(certificates: Certificates, check: Check) -> None:
    certificates.make("authority", "-subj", "/CN=Authority")
    signed = certificates.make("signed", *NAME, "-CA", "authority.pem", "-CAkey", "authority.key")
    with running(certificates.context(signed)) as server:
        (result,) = check(https(server))
    assert result.verdict is Verdict.UNSURE
    assert result.reason.startswith("has a certificate that cannot be checked here (unable to")


def test_a_server_that_speaks_no_tls_is_unsure(server: Server, check: Check) -> None:
    server.on_connect = lambda talk: talk.say(b"HTTP/1.1 200 OK\r\n\r\n")
    (result,) = check(https(server))
    assert result.verdict is Verdict.UNSURE
    assert result.reason.startswith("does not agree on a safe connection (")


def test_a_server_that_never_shakes_hands_is_unsure(server: Server, check: Check) -> None:
    server.on_connect = silence
    expected = Result(Verdict.UNSURE, "cannot be reached (no connection in time)")
    assert check(https(server), connect_timeout=0.3) == [expected]
    assert server.connections == 1


def test_a_server_that_hangs_up_on_the_handshake_gives_a_reason(server: Server, check: Check) -> None:
    server.on_connect = lambda talk: talk.say(b"")
    (result,) = check(https(server))
    assert result.verdict is Verdict.UNSURE
