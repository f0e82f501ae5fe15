"""Whether to ask again, and when."""

from __future__ import annotations

import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from .results import Answer, Failure

_WITH_RETRY_AFTER = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)

# A 500 may be one page's own trouble; with these, what stands behind the server does not answer.
_OUT_OF_ORDER = (HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT)


def is_settled(answer: Answer | Failure, method: str) -> bool:
    """Tell whether asking again would not change the *answer* that *method* got.

    Many servers do not do HEAD, and say so in every possible way: only a good answer to it counts.
    """
    if isinstance(answer, Failure):
        return not answer.again and (answer.of_host or method != "HEAD")
    if method == "HEAD":
        return answer.status < 400
    return not wants_rest(answer) and answer.status not in range(500, 600)


def wants_rest(answer: Answer | Failure) -> bool:
    """Tell whether the server wants to be left alone, and not only with this.

    A 503 is often a page's or only a moment's; with a time to come back it is the server's (RFC 9110, 15.6.4).
    """
    if isinstance(answer, Failure):
        return False
    is_closed = answer.status == HTTPStatus.SERVICE_UNAVAILABLE and answer.retry_after is not None
    return is_closed or answer.status == HTTPStatus.TOO_MANY_REQUESTS


def is_failure(answer: Answer | Failure) -> bool:
    """Tell whether there was no answer from the server itself: several such in a row are no page's fault."""
    return isinstance(answer, Failure) or answer.status in _OUT_OF_ORDER


def pause_after(answer: Answer | Failure, attempt: int, back_off: float, now: datetime.datetime) -> float:
    """Return the seconds to wait after an *answer* that is not settled; *attempt* counts from 0, which is the HEAD.

    Twice as long each time, or for as long as the server asks. A GET after a HEAD is another question and no
    repetition, unless the whole host is in trouble.
    """
    repeated = attempt > 0 or wants_rest(answer) or (isinstance(answer, Failure) and answer.of_host)
    pause = back_off * 2**attempt if repeated else 0.0
    if isinstance(answer, Answer) and answer.status in _WITH_RETRY_AFTER:
        return max(pause, seconds_to_wait(answer.retry_after, now))
    return pause


def seconds_to_wait(retry_after: str | None, now: datetime.datetime) -> float:
    """Return what a ``Retry-After`` header asks for (RFC 9110, 10.2.3); 0 where it is absent, past or nonsense."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        date = parsedate_to_datetime(text)
        if date.tzinfo is None:
            date = date.replace(tzinfo=datetime.UTC)
        return max(0.0, (date - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0.0
