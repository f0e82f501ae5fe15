"""Links to OpenStack and to pages of the site: roles, moved links, URLs."""

from __future__ import annotations

from . import page_urls
from .locate import locate_list_item
from .name_roles import make_name_roles, project_link
from .official import OfficialLink, links_of_project, links_of_series
from .page_urls import has_pages, has_templates, project_url, series_url

__all__ = [
    "OfficialLink",
    "has_pages",
    "has_templates",
    "links_of_project",
    "links_of_series",
    "locate_list_item",
    "make_name_roles",
    "page_urls",
    "project_link",
    "project_url",
    "series_url",
]
