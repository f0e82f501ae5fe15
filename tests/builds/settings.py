"""The settings files of small sites in tests: ours, with an author of their own.

This is the one place that knows where our settings come from. Nothing of the demonstration's author is left in them, so the
repository's ``pelicanconf.py`` may say who and what it likes.
"""

from __future__ import annotations

from collections.abc import Mapping

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
    "SITE_URL": SITE_URL,
    "TIMEZONE": "UTC",
    "DEFAULT_LANG": "en",
}


def settings_text(*lines: str, published: bool = False, **values: object) -> str:
    """Return the text of a settings file: what every site has (to preview, or to publish), then an author's lines, then
    *values* by their names, and *lines* as they are."""
    names = {**_OF_AN_AUTHOR, "PATH": "content"}
    if published:
        names |= {"SITEURL": SITE_URL, "FEED_DOMAIN": SITE_URL, "PUBLISH_EXAMPLE_URL": True}
    names |= values
    return (
        "from sevenlayer.defaults import *\n"
        + ("from sevenlayer.publish_defaults import *\n" if published else "")
        + "".join(f"{name} = {value!r}\n" for name, value in names.items())
        + "".join(f"{line}\n" for line in lines)
    )
