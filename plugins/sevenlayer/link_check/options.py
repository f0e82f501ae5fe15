"""How patient and how polite a check is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """Numbers are counts, times are seconds.

    *delay* is the least time between two questions to one host, *longest_wait* the most that a server can make us wait
    with ``Retry-After``. After *patience* failures in a row an origin is asked no more. *private* are addresses that may be
    asked although they are not on the public internet.
    """

    at_once: int = 16
    per_host: int = 2
    delay: float = 0.1
    connect_timeout: float = 10
    timeout: float = 30
    retries: int = 2
    back_off: float = 1
    longest_wait: float = 60
    patience: int = 3
    redirects: int = 10
    private: frozenset[str] = frozenset()
