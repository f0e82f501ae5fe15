"""What is known about a link after it was asked."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Verdict(enum.Enum):
    """UNSURE is what only a person with a browser can tell, UNCHECKED what may not be asked from here."""

    GOOD = "good"
    MOVED = "moved"
    UNSURE = "unsure"
    DEAD = "dead"
    UNCHECKED = "unchecked"


@dataclass(frozen=True)
class Result:
    """What became of one link.

    *reason* is what the link does, without its subject ("answers 404 Not Found"), and empty for a good one. *moved_to* is
    the address that a link has moved to for good; only MOVED has one. *no_host* says that no address was found for the name of
    the link's own host.
    """

    verdict: Verdict
    reason: str = ""
    moved_to: str | None = None
    no_host: bool = False


@dataclass(frozen=True)
class Answer:
    """What a server said: the status, and those headers that matter here, as they came."""

    status: int
    location: str | None = None
    retry_after: str | None = None


@dataclass(frozen=True)
class Failure:
    """Why there was no answer.

    *again* says whether it may be otherwise in a moment, *of_host* whether every address of the host shares it, *no_host* that
    no address was found for its name.
    """

    verdict: Verdict
    reason: str
    again: bool = False
    of_host: bool = False
    no_host: bool = False
