"""A redirect from one URL of the site to another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Redirect:
    """*source* is a decoded path of the site (``/x/blog/2013/09/05/Überblick/``), *target* the percent-encoded path of the
    present page (``/blog/2013/09/05/uberblick/``). Both begin with a slash.
    """

    source: str
    target: str
