"""What the site's settings say about OpenStack."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .facts.today import declared_day
from .page_urls import Feeds, has_pages, read_feeds

__all__ = ["OpenStackOptions", "read_openstack_options"]


@dataclass(frozen=True)
class OpenStackOptions:
    """*has_pages*: whether the site has pages of projects and series. *declared_day*: the day it is built for, if it says one.

    *explain_names* and *rewrite_links* switch on the explanation of former names and the links of moved hosts. *demo_secrets* are
    values that are no secrets.
    """

    has_pages: bool
    feeds: Feeds
    declared_day: datetime.date | None
    explain_names: bool
    rewrite_links: bool
    demo_secrets: frozenset[str]


def read_openstack_options(settings: Mapping[str, Any]) -> OpenStackOptions:
    """Read the settings.

    :raises ValueError: one is wrong.
    """
    return OpenStackOptions(
        has_pages=has_pages(settings),
        feeds=read_feeds(settings),
        declared_day=declared_day(settings, os.environ),
        explain_names=bool(settings.get("OPENSTACK_NAMES", True)),
        rewrite_links=bool(settings.get("OPENSTACK_MOVED_LINKS", True)),
        demo_secrets=frozenset(settings.get("OPENSTACK_DEMO_SECRETS") or ()),
    )
