"""A server on loopback that does what it is told, however wrong, and remembers what it was asked."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]


@dataclass
class Talk:
    """One request and the way to answer it."""

    request: Request
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def say(self, text: bytes) -> None:
        self.writer.write(text)
        await self.writer.drain()


Behaviour = Callable[[Talk], Awaitable[None]]


@dataclass
class Server:
    """Answers each path by its behaviour; the connection is closed when the behaviour ends."""

    port: int = 0
    paths: dict[str, Behaviour] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    connections: int = 0
    open_now: int = 0
    most_at_once: int = 0
    #: When set, what happens instead of reading a request.
    on_connect: Behaviour | None = None

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def asked(self, path: str | None = None) -> list[str]:
        """The methods and paths asked for, in their order; only the methods where *path* is given."""
        if path is not None:
            return [request.method for request in self.requests if request.path == path]
        return [f"{request.method} {request.path}" for request in self.requests]

    def wait_for(self, *asked: str, seconds: float = 60) -> bool:
        """Wait until all of these were asked for; tells whether they were."""
        until = time.monotonic() + seconds
        while not set(asked) <= set(self.asked()) and time.monotonic() < until:
            time.sleep(0.01)
        return set(asked) <= set(self.asked())

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.open_now += 1
        self.most_at_once = max(self.most_at_once, self.open_now)
        try:
            if self.on_connect:
                await self.on_connect(Talk(Request("", "", {}), reader, writer))
                return
            first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
            method, path, _version = first.split(" ")
            headers = dict(line.split(": ", 1) for line in lines if line)
            request = Request(method, path, headers)
            self.requests.append(request)
            await self.paths.get(path, answer(404))(Talk(request, reader, writer))
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.open_now -= 1
            writer.close()
            with contextlib.suppress(ConnectionError, ssl.SSLError, asyncio.CancelledError):
                await writer.wait_closed()


@contextlib.contextmanager
def running(context: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server in a thread of its own, on a port of its own, at 127.0.0.1."""
    server = Server()
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()

    async def main() -> None:
        async with await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=context) as listening:
            server.port = listening.sockets[0].getsockname()[1]
            ready.set()
            await stop.wait()
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    thread = threading.Thread(target=lambda: loop.run_until_complete(main()))
    thread.start()
    ready.wait()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


def answer(status: int, body: bytes = b"", **headers: str) -> Behaviour:
    """A proper answer; underscores in the names of *headers* stand for hyphens."""
    phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else "Whatever"
    lines = [f"HTTP/1.1 {status} {phrase}", f"Content-Length: {len(body)}", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    head = "\r\n".join([*lines, "", ""]).encode("latin-1")

    async def behave(talk: Talk) -> None:
        await talk.say(head if talk.request.method == "HEAD" else head + body)

    return behave


def raw(*pieces: bytes) -> Behaviour:
    """Exactly these bytes, with a short rest between them, and then the end."""

    async def behave(talk: Talk) -> None:
        for piece in pieces:
            await talk.say(piece)
            await asyncio.sleep(0.01)

    return behave


def endless(start: bytes, again: bytes, pause: float = 0) -> Behaviour:
    """*start*, and then *again* until the other side has had enough."""

    async def behave(talk: Talk) -> None:
        await talk.say(start)
        while not talk.writer.is_closing():
            await talk.say(again)
            await asyncio.sleep(pause)

    return behave


async def silence(talk: Talk) -> None:
    """No answer, until the other side goes away."""
    await talk.reader.read()


async def reset(talk: Talk) -> None:
    """The end, without the politeness of TCP."""
    talk.writer.transport.abort()


def by_method(**behaviours: Behaviour) -> Behaviour:
    async def behave(talk: Talk) -> None:
        await behaviours[talk.request.method](talk)

    return behave


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Each once, and the last for ever."""
    left = list(behaviours)

    async def behave(talk: Talk) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(talk)

    return behave
