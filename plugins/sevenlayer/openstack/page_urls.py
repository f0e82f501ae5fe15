"""URLs, templates and feeds of the site's pages of series and projects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SETTING = "OPENSTACK_PAGES"
SERIES_INDEX = "series/"
PROJECTS = "projects/"
SERIES_INDEX_TEMPLATE, SERIES_TEMPLATE = "series_index", "openstack_series"
PROJECTS_TEMPLATE, PROJECT_TEMPLATE = "projects", "project"
TEMPLATES = (SERIES_INDEX_TEMPLATE, SERIES_TEMPLATE, PROJECTS_TEMPLATE, PROJECT_TEMPLATE)


@dataclass(frozen=True)
class Feeds:
    """Where the feeds of series and of projects are, with ``{slug}``; "" for those that are not written."""

    series: str
    projects: str


def has_pages(settings: Mapping[str, Any]) -> bool:
    """Whether the pages are enabled and the theme has their templates."""
    return settings.get(SETTING) is not False and has_templates(settings, TEMPLATES)


def has_templates(settings: Mapping[str, Any], names: Iterable[str]) -> bool:
    """Whether the theme, or a folder that overrides its templates, has all of *names*."""
    folders = [Path(folder) for folder in settings.get("THEME_TEMPLATES_OVERRIDES") or ()]
    folders.append(Path(settings["THEME"]) / "templates")
    return all(any((folder / f"{name}.html").is_file() for folder in folders) for name in names)


def series_url(name: str) -> str:
    """Return the URL of the page of series *name*, relative to the site's root."""
    return f"{SERIES_INDEX}{name}/"


def project_url(name: str) -> str:
    """Return the URL of the page of project *name*, relative to the site's root."""
    return f"{PROJECTS}{name}/"


def save_as(url: str) -> str:
    return f"{url}index.html"


def read_feeds(settings: Mapping[str, Any]) -> Feeds:
    """Read ``OPENSTACK_SERIES_FEED_ATOM`` and ``OPENSTACK_PROJECT_FEED_ATOM``.

    :raises ValueError: two feeds would have one address.
    """
    return Feeds(read_feed(settings, "OPENSTACK_SERIES_FEED_ATOM"), read_feed(settings, "OPENSTACK_PROJECT_FEED_ATOM"))


def read_feed(settings: Mapping[str, Any], setting: str) -> str:
    """Return the pattern of *setting*, or "".

    :raises ValueError: two feeds would have one URL.
    """
    pattern = str(settings.get(setting) or "")
    try:
        is_wrong = pattern.format(slug="a") == pattern.format(slug="b") != ""
    except (LookupError, ValueError, AttributeError):
        is_wrong = True
    if is_wrong:
        raise ValueError(f"{setting} must be a URL with '{{slug}}' in it, not '{pattern}'")
    return pattern
