"""A whole check: from the places where links stand, through cache and allow-list, to the problems at those places."""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Collection, MutableMapping
from dataclasses import dataclass

from sevenlayer.diagnostics import Problem
from sevenlayer.document import Reference

from .addresses import BadAddress, address_to_ask
from .allow_list import is_allowed
from .cache import Checked
from .checker import check_links
from .failures import CANNOT_LOOK_UP
from .network import is_offline
from .options import Options
from .report import problems_of
from .results import Result, Verdict

Clock = Callable[[], datetime.datetime]


@dataclass(frozen=True)
class Report:
    """The problems in the order of their places, and how many different addresses there were of each kind.

    *checked* includes those *from_cache*. *offline* says that no host was found, so that nothing could be asked.
    """

    problems: list[Problem]
    checked: int
    from_cache: int
    skipped: int
    offline: bool = False


def check_references(
    references: Collection[Reference],
    *,
    allow: Collection[str],
    options: Options,
    cache: MutableMapping[str, Checked],
    now: Clock,
    progress: Callable[[int, int], None],
) -> Report:
    """Check every address of *references* once, and report it wherever it stands.

    *cache* is believed, and gets each result as it comes, so that an interrupted check is not lost. Only of hosts that are not
    found it hears at the end, and nothing if no host was: then these links are unsure. *progress* is told how many addresses are
    done, and of how many.
    """
    written = {reference.url for reference in references}
    skipped = {url for url in written if is_allowed(url, allow)}
    addresses = {url: _address(url) for url in written - skipped}
    results = {address: cache[address].result for address in addresses.values() if address in cache}
    from_cache = len(results)
    to_ask = sorted(set(addresses.values()) - results.keys())

    def tell(address: str, result: Result) -> None:
        results[address] = result
        if not result.no_host:
            cache[address] = Checked(result, now())
        progress(len(results) - from_cache, len(to_ask))

    if to_ask:
        asyncio.run(check_links(to_ask, options, tell, now))
    offline = is_offline({address: results[address] for address in to_ask})
    for address in to_ask:
        if results[address].no_host and offline:
            results[address] = Result(Verdict.UNSURE, CANNOT_LOOK_UP, no_host=True)
        elif results[address].no_host:
            cache[address] = Checked(results[address], now())
    problems = problems_of(references, {url: results[address] for url, address in addresses.items()})
    return Report(problems, len(results), from_cache, len({_address(url) for url in skipped}), offline)


def _address(url: str) -> str:
    """What two links have in common that need one question; a bad one is itself, and is told so when it is asked."""
    try:
        return str(address_to_ask(url))
    except BadAddress:
        return url
