"""Whether there is a network at all: without one, no link can be told from a dead one."""

from __future__ import annotations

from collections.abc import Mapping

from .addresses import BadAddress, address_to_ask
from .results import Result, Verdict

# One or two hosts may well be gone together.
_FEWEST_HOSTS = 3


def is_offline(asked: Mapping[str, Result]) -> bool:
    """Tell whether none of at least three hosts was found; *asked* are results of this run, by their addresses.

    What is not public was not asked, and what is no address has no host: neither says anything.
    """
    found: dict[str, bool] = {}
    for address, result in asked.items():
        if result.verdict is not Verdict.UNCHECKED and (host := _host(address)):
            found[host] = found.get(host, False) or not result.no_host
    return len(found) >= _FEWEST_HOSTS and not any(found.values())


def _host(address: str) -> str:
    try:
        return address_to_ask(address).host or ""
    except BadAddress:
        return ""
