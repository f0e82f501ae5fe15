"""One question to one server. Whatever the server does, there is one answer or one reason why there is none."""

from __future__ import annotations

import socket
import ssl
from functools import cached_property
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp.abc import ResolveResult
from aiohttp.resolver import ThreadedResolver
from yarl import URL

from .addresses import is_public
from .failures import NotPublic, failure_of
from .options import Options
from .results import Answer, Failure

#: Sent with every question, so that those who run a server know whom they have to do with.
USER_AGENT = "Sevenlayer-linkcheck/0.2.0"

# Bytes. Some sites' policies for scripts are long; bodies are not read at all, beyond what comes with the headers.
_LONGEST_HEADER = 32 * 1024
_READ_AHEAD = 4 * 1024


class Asker:
    """Asks servers; an asynchronous context manager.

    No cookies, no proxies, no passwords: neither what a server sets nor what the environment or a ``.netrc`` holds goes out. A
    proxy would look names up itself, and so reach what we must not.
    """

    def __init__(self, options: Options) -> None:
        self._private = options.private
        connector = aiohttp.TCPConnector(
            limit=0,
            ttl_dns_cache=None,
            resolver=_Resolver(),
            socket_factory=self._open_socket,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": USER_AGENT},
            timeout=aiohttp.ClientTimeout(total=options.timeout, connect=options.connect_timeout),
            auto_decompress=False,
            trust_env=False,
            read_bufsize=_READ_AHEAD,
            max_line_size=_LONGEST_HEADER,
            max_field_size=_LONGEST_HEADER,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, exception: BaseException | None, place: TracebackType | None
    ) -> None:
        await self._session.close()

    async def ask(self, method: str, address: URL) -> Answer | Failure:
        """Send one question, without following a redirect, and read the headers of the answer."""
        try:
            tls = self._tls if address.scheme == "https" else True
            async with self._session.request(method, address, allow_redirects=False, ssl=tls) as response:
                headers = response.headers
                return Answer(response.status, headers.get("Location"), headers.get("Retry-After"))
        except Exception as exception:  # noqa: BLE001 - one odd server must not end the check of all others
            return failure_of(exception)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        """The authorities that this machine trusts; reading them takes longer than a question."""
        return ssl.create_default_context()

    def _open_socket(self, where: tuple[Any, ...]) -> socket.socket:
        """Called with each address that is about to be connected to, whichever name or redirect led there."""
        family, kind, protocol, _name, address = where
        if address[0] not in self._private and not is_public(address[0]):
            raise NotPublic
        return socket.socket(family, kind, protocol)


class _Resolver(ThreadedResolver):
    """The system's resolver."""

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        if host.rstrip(".").endswith(".invalid"):
            # Such a name exists nowhere, and no server need be asked (RFC 6761, 6.4).
            raise socket.gaierror(socket.EAI_NONAME, "this name never exists")
        return await super().resolve(host, port, family)
