"""Checking links: all at once, each with patience, through its redirects."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Iterable
from http import HTTPStatus

from yarl import URL

from .addresses import BadAddress, address_to_ask, follow, shown
from .client import Asker
from .options import Options
from .rate_limit import Turns
from .results import Answer, Failure, Result, Verdict
from .retry import is_settled, pause_after, wants_rest

_PERMANENT = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
_REDIRECTS = (*_PERMANENT, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT)
_GOOD = (*range(200, 300), HTTPStatus.MULTIPLE_CHOICES, HTTPStatus.NOT_MODIFIED)
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_PHRASES = {status.value: status.phrase for status in HTTPStatus}


async def check_links(
    urls: Iterable[str],
    options: Options,
    tell: Callable[[str, Result], None],
    now: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC),
) -> None:
    """Ask each of *urls*, which should be distinct, and *tell* its result as soon as it is known.

    When this is cancelled, what was told stays true.
    """
    async with Asker(options) as asker, asyncio.TaskGroup() as group:
        check = _Check(asker, options, now)

        async def check_one(url: str) -> None:
            tell(url, await check.result_of(url))

        for url in urls:
            group.create_task(check_one(url))


class _Check:
    def __init__(self, asker: Asker, options: Options, now: Callable[[], datetime.datetime]) -> None:
        self._asker = asker
        self._options = options
        self._now = now
        self._turns = Turns(options)
        self._asked: dict[URL, asyncio.Task[Answer | Failure]] = {}

    async def result_of(self, url: str) -> Result:
        """Ask *url*, and follow its redirects to their end."""
        try:
            passed = [address_to_ask(url)]
        except BadAddress as exception:
            return Result(Verdict.DEAD, str(exception))
        moved_to: URL | None = None
        for_good = True
        while True:
            answer = await self._ask_once(passed[-1])
            if isinstance(answer, Failure):
                is_lost = answer.no_host and len(passed) == 1
                return Result(answer.verdict, _at_the_end_of(passed, answer.reason), no_host=is_lost)
            if answer.status not in _REDIRECTS:
                return _judge(answer.status, passed, moved_to)
            try:
                target = follow(passed[-1], answer.location)
            except BadAddress as exception:
                return Result(Verdict.UNSURE, _at_the_end_of(passed, str(exception)))
            for_good = for_good and answer.status in _PERMANENT
            if for_good:
                moved_to = target
            address = target.with_fragment(None)
            # Without cookies, which we do not keep, some sites turn in circles that no reader sees.
            if address in passed:
                return Result(Verdict.UNSURE, "redirects in a circle")
            if len(passed) > self._options.redirects:
                return Result(Verdict.UNSURE, f"redirects more than {self._options.redirects} times")
            passed.append(address)

    async def _ask_once(self, address: URL) -> Answer | Failure:
        """Many links may be redirected to one page, such as one where people log in."""
        if address not in self._asked:
            self._asked[address] = asyncio.create_task(self._ask_patiently(address))
        return await self._asked[address]

    async def _ask_patiently(self, address: URL) -> Answer | Failure:
        async with self._turns.place(address):
            answer = await self._ask("HEAD", address)
            method = "HEAD"
            for attempt in range(self._options.retries + 1):
                if is_settled(answer, method):
                    break
                if given_up := self._turns.given_up(address):
                    return given_up
                pause = pause_after(answer, attempt, self._options.back_off, self._now())
                if pause > self._options.longest_wait:
                    break
                if wants_rest(answer):
                    self._turns.rest(address, pause)
                await asyncio.sleep(pause)
                method = "GET"
                answer = await self._ask(method, address)
            if wants_rest(answer) or (isinstance(answer, Failure) and answer.of_host):
                self._turns.give_up(address, answer)
            self._turns.note(address, answer)
            return answer

    async def _ask(self, method: str, address: URL) -> Answer | Failure:
        async with self._turns.question(address) as given_up:
            return given_up or await self._asker.ask(method, address)


def _judge(status: int, passed: list[URL], moved_to: URL | None) -> Result:
    if status in _GOOD:
        return Result(Verdict.MOVED, moved_to=str(moved_to)) if moved_to else Result(Verdict.GOOD)
    verdict = Verdict.DEAD if status in _GONE else Verdict.UNSURE
    # The phrase that the server sends may be anything.
    answer = f"answers {status} {_PHRASES.get(status, '')}".rstrip()
    return Result(verdict, _at_the_end_of(passed, answer))


def _at_the_end_of(passed: list[URL], reason: str) -> str:
    """*reason* with the redirects that led there; the last of *passed* is the address that it is about."""
    return reason if len(passed) == 1 else f"redirects to '{shown(str(passed[-1]))}', which {reason}"
