"""A redirect from one URL of the site to another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Redirect:
    """*source* is a path of the site as readers' browsers decode it (``/x/blog/2013/09/05/Überblick/``), *target* the path of
    the page that is there now, percent-encoded (``/blog/2013/09/05/uberblick/``). Both begin with a slash.
    """

    source: str
    target: str
