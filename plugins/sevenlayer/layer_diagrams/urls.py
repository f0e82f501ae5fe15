"""URL of the page of all editions, and whether the site has the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sevenlayer.openstack.page_urls import has_templates

#: The page, relative to the site's root.
PAGE = "/layers/"
SETTING = "LAYER_DIAGRAMS_PAGE"
URL = PAGE.removeprefix("/")
SAVE_AS = f"{URL}index.html"
TEMPLATE = "layers"


def has_page(settings: Mapping[str, Any]) -> bool:
    """Whether the page is enabled and the theme has its template."""
    return settings.get(SETTING) is not False and has_templates(settings, (TEMPLATE,))


def layer_id(year: str, number: str) -> str:
    """Return the id of a layer on the page of all editions."""
    return f"{year}-{number}"
