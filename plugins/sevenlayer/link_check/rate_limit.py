"""Taking turns: how many questions are asked at once, and how soon one after another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from yarl import URL

from .options import Options
from .results import Answer, Failure
from .retry import is_failure


@dataclass
class _Host:
    places: asyncio.Semaphore
    #: In the loop's time.
    next_question: float = 0


class Turns:
    """Who may be asked when. A host is one machine to be kind to, whatever its ports; what fails is an origin."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._everyone = asyncio.Semaphore(options.at_once)
        self._hosts: dict[str, _Host] = {}
        self._given_up: dict[URL, Answer | Failure] = {}
        self._failures: dict[URL, int] = {}

    @asynccontextmanager
    async def place(self, address: URL) -> AsyncIterator[None]:
        """Wait for a place at the host of *address*.

        Who asks again keeps the place: a host in trouble is not asked for all its other links meanwhile.
        """
        async with self._host(address).places:
            yield

    @asynccontextmanager
    async def question(self, address: URL) -> AsyncIterator[Answer | Failure | None]:
        """Wait until the host of *address* may be asked something, and then for one of the places that all hosts share.

        Where its origin is given up there is nothing to wait for: give what it was given up for.
        """
        loop = asyncio.get_running_loop()
        host = self._host(address)
        while True:
            if given_up := self.given_up(address):
                yield given_up
                return
            await asyncio.sleep(max(0, host.next_question - loop.time()))
            async with self._everyone:
                # Meanwhile another may have been quicker, or the host asked for a longer rest, or was given up.
                if host.next_question <= loop.time() and not self.given_up(address):
                    host.next_question = loop.time() + self._options.delay
                    yield None
                    return

    def rest(self, address: URL, seconds: float) -> None:
        """Leave the whole host of *address* alone for so long."""
        host = self._host(address)
        host.next_question = max(host.next_question, asyncio.get_running_loop().time() + seconds)

    def give_up(self, address: URL, last: Answer | Failure) -> None:
        """Ask nothing more of the origin of *address*: *last* stands for whatever it would say."""
        self._given_up.setdefault(address.origin(), last)

    def given_up(self, address: URL) -> Answer | Failure | None:
        """Return what the origin of *address* was given up for, or None."""
        return self._given_up.get(address.origin())

    def note(self, address: URL, last: Answer | Failure) -> None:
        """Count *last*, which is all that patience brought; give the origin up when it has failed too often in a row."""
        origin = address.origin()
        self._failures[origin] = self._failures.get(origin, 0) + 1 if is_failure(last) else 0
        if self._failures[origin] >= self._options.patience:
            self.give_up(address, last)

    def _host(self, address: URL) -> _Host:
        return self._hosts.setdefault(address.host or "", _Host(asyncio.Semaphore(self._options.per_host)))
