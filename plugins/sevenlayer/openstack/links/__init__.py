"""Links to OpenStack and to pages of the site: roles, moved links, URLs."""

from __future__ import annotations

from .locate import locate_list_item
from .name_roles import make_name_roles, project_link
from .official import OfficialLink, links_of_project, links_of_series

__all__ = [
    "OfficialLink",
    "links_of_project",
    "links_of_series",
    "locate_list_item",
    "make_name_roles",
    "project_link",
]
