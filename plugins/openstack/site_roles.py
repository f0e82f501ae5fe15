"""Roles for links that a site adds in its settings, in the form that Sphinx's extlinks has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from pelican.plugins.markup.links import is_allowed_url

from .link_roles import MAX_LENGTH, Link, NoLink

# docutils looks roles up in lower case.
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-._+:][a-z0-9]+)*")
# What an argument may have that means something in an address; the rest is quoted.
_KEPT = "/#?=&;,.~!$'()*+:@%-_"


@dataclass(frozen=True)
class SiteRole:
    """*address* and *caption* have ``%s`` for the argument and ``%%`` for a percent sign; no *caption* means the address."""

    address: str
    caption: str | None


def read_site_roles(setting: Any) -> Mapping[str, SiteRole]:
    """Read ``OPENSTACK_LINK_ROLES``: names, each with an address and a caption.

    :raises ValueError: it cannot be used.
    """
    if not isinstance(setting, dict):
        raise ValueError(f"OPENSTACK_LINK_ROLES must be names with addresses and captions, not {setting!r}")
    return {name: _site_role(name, value) for name, value in setting.items()}


def _site_role(name: Any, value: Any) -> SiteRole:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ValueError(
            f"OPENSTACK_LINK_ROLES has {name!r}, which is no name of a role: write lower-case letters and hyphens"
        )
    said = f"OPENSTACK_LINK_ROLES, '{name}'"
    match value:
        case (str(address), str() | None as caption):
            pass
        case _:
            raise ValueError(f"{said}: write an address and a caption, as in ('https://example.org/%s', 'page %s')")
    if _places(address, said) != 1:
        raise ValueError(f"{said}: the address needs '%s' once, where the argument goes")
    if caption is not None and _places(caption, said) > 1:
        raise ValueError(f"{said}: the caption may have '%s' once only")
    if not is_allowed_url(address % "x"):
        raise ValueError(f"{said}: '{address}' is no address that may be linked")
    return SiteRole(address, caption)


def _places(text: str, said: str) -> int:
    rest = text.replace("%%", "").replace("%s", "\0")
    if "%" in rest:
        raise ValueError(f"{said}: write '%%' for a percent sign in '{text}'")
    return rest.count("\0")


def make_site_link(role: SiteRole, argument: str) -> Link | NoLink:
    """Return the link that *argument* stands for in *role*."""
    argument = argument.strip()
    if not argument or len(argument) > MAX_LENGTH:
        return NoLink(
            "the text is empty" if not argument else f"a text of {len(argument):,} characters is too long", None
        )
    address = role.address % quote(argument, safe=_KEPT)
    if not is_allowed_url(address):
        return NoLink(f"'{address[:60]}' is no address that may be linked", None)
    caption = (
        address
        if role.caption is None
        else role.caption % ((argument,) if "%s" in role.caption.replace("%%", "") else ())
    )
    return Link(address, caption, True)
