"""The settings files of small sites in tests: ours, with an author of their own.

This is the one place that knows where our settings come from. Nothing of the demonstration's author is left in them, so the
repository's ``pelicanconf.py`` may say who and what it likes.
"""

from __future__ import annotations

from collections.abc import Mapping

from .run import REPOSITORY

__all__ = ["AUTHOR", "SITE_NAME", "SITE_URL", "settings_text"]

SITE_NAME = "Seven Tests"
SITE_URL = "https://tests.example"
AUTHOR = "Ada Tester"

#: The lines of an author.
_OF_AN_AUTHOR: Mapping[str, object] = {
    "SITENAME": SITE_NAME,
    "SITESUBTITLE": "Notes of tests on OpenStack",
    "SITEDESCRIPTION": "A blog about OpenStack that nobody reads but tests, and they read all of it.",
    "AUTHOR": AUTHOR,
    "CROSS_REFERENCES_SITE_URL": SITE_URL,
    "TIMEZONE": "UTC",
    "DEFAULT_LANG": "en",
}


def settings_text(*lines: str, published: bool = False, **values: object) -> str:
    """Return the text of a settings file: what every site has (to preview, or to publish), then an author's lines, then
    *values* by their names, and *lines* as they are."""
    base = "publishconf" if published else "pelicanconf"
    names = dict(_OF_AN_AUTHOR) | {"THEME": str(REPOSITORY / "theme"), "PATH": "content"}
    if published:
        names |= {"SITEURL": SITE_URL, "FEED_DOMAIN": SITE_URL}
    names |= values
    return (
        f"import sys\nsys.path.insert(0, {str(REPOSITORY)!r})\nfrom {base} import *\n"
        + "".join(f"{name} = {value!r}\n" for name, value in names.items())
        + "".join(f"{line}\n" for line in lines)
    )
