"""Roles for links that a site adds in its settings, in the form that Sphinx's extlinks has."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sevenlayer.document import is_allowed_url
from sevenlayer.openstack.link_rules.role import MAX_LENGTH, Link, NoLink

# docutils looks roles up in lower case.
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-._+:][a-z0-9]+)*")
# What an argument may have that means something in an address; the rest is quoted.
_KEPT = "/#?=&;,.~!$'()*+:@%-_"


@dataclass(frozen=True)
class SiteRole:
    """*address* and *caption* have ``%s`` for the argument and ``%%`` for a percent sign; no *caption* means the address."""

    address: str
    caption: str | None


def read_site_roles(setting: Any, others: Container[str]) -> Mapping[str, SiteRole]:
    """Read ``OPENSTACK_LINK_ROLES``: names, each with an address and a caption. *others* are roles that stay what they are.

    :raises ValueError: it cannot be used; the text has all that is wrong, in one line.
    """
    if not isinstance(setting, dict):
        raise ValueError(f"OPENSTACK_LINK_ROLES must be names with addresses and captions, not {setting!r}")
    faults = [fault for name, value in setting.items() for fault in _faults(name, value, others)]
    if faults:
        raise ValueError("; ".join(faults))
    return {name: SiteRole(*value) for name, value in setting.items()}


def _faults(name: Any, value: Any, others: Container[str]) -> Iterator[str]:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        yield f"OPENSTACK_LINK_ROLES has {name!r}, which is no name of a role: write lower-case letters and hyphens"
        return
    said = f"OPENSTACK_LINK_ROLES, '{name}'"
    if name in others:
        yield f"{said}: a role of this name does something else than link; choose another name"
    match value:
        case (str(address), str() | None as caption):
            yield from (f"{said}: {fault}" for fault in (*_faults_of_address(address), *_faults_of_caption(caption)))
        case _:
            yield f"{said}: write an address and a caption, as in ('https://example.org/%s', 'page %s')"


def _faults_of_address(address: str) -> Iterator[str]:
    places = _places(address)
    if places is None:
        yield _percent_sign(address)
    elif places != 1:
        yield "the address needs '%s' once, where the argument goes"
    elif not is_allowed_url(address % "x"):
        yield f"'{address}' is no address that may be linked"


def _faults_of_caption(caption: str | None) -> Iterator[str]:
    if caption is None:
        return
    places = _places(caption)
    if not caption.strip():
        yield "the caption is empty; write None to show the address"
    elif places is None:
        yield _percent_sign(caption)
    elif places > 1:
        yield "the caption may have '%s' once only"


def _places(text: str) -> int | None:
    """How often *text* has ``%s``; None if it has a percent sign besides."""
    rest = text.replace("%%", "").replace("%s", "\0")
    return None if "%" in rest else rest.count("\0")


def _percent_sign(text: str) -> str:
    return f"write '%%' for a percent sign in '{text}'"


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
