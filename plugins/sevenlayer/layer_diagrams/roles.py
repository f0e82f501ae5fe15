"""The role for links to a layer: in the edition that it names, or else in that of the time when the post was written."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from html import escape
from typing import Any

from pelican.contents import Article, Content, Page

from sevenlayer.diagnostics import Code, Location, error
from sevenlayer.directives import BadRole, Html, Vocabulary, split_target
from sevenlayer.document import Reference
from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.facts.model import Facts
from sevenlayer.pelican_site.build_state import problems_of
from sevenlayer.pelican_site.content_html import rewrite_html

from .editions.editions import NoEdition, edition_on, find_edition, find_layer, listed
from .urls import PAGE, has_page, layer_id

# What the role makes of a layer. The reading of a post knows neither its day nor the site's pages, so the year may be open.
_BY_ROLE = re.compile(r'<a class="layer" href="(/layers/#(?:([^"-]*)-)?([^"-]*))">([^<]*)</a>')
_FORMS = "write a layer's number, as in '4' or '2014/4'"


def add_layer_role(vocabulary: Vocabulary, _settings: Mapping[str, Any]) -> None:
    """Add the role. Its links lead to the page of all editions; where the site has none, to the edition's post."""
    vocabulary.add_role("layer", partial(layer_role, facts()))


def layer_role(known: Facts, text: str) -> Html:
    """``4`` or ``2014/4`` becomes a link, with a text of its own in ``text <4>``; that to ``4`` has no year yet.

    :raises BadRole: there is no such layer in the edition, or in any.
    """
    caption, target = split_target(text)
    year, slash, number = (" ".join(part.split()) for part in target.rpartition("/"))
    if not number:
        raise BadRole("there is no number of a layer", _FORMS)
    if slash and not year:
        raise BadRole("there is no year of an edition", f"write '{number[:60]}', or the year too, as in '2014/4'")
    if year:
        try:
            number = find_layer(find_edition(known, year), number).number
        except NoEdition as exception:
            raise BadRole(str(exception), exception.hint) from None
        return _link(layer_id(year, number), caption or f"layer {number} of {year}")
    numbers = dict.fromkeys(layer.number for edition in known.editions for layer in edition.layers)
    if number.upper() not in numbers:
        raise BadRole(f"no edition has a layer '{number[:60]}'", f"there are {listed(numbers)}")
    return _link(number.upper(), caption or f"layer {number.upper()}")


def _link(fragment: str, caption: str) -> Html:
    return Html(f'<a class="layer" href="{PAGE}#{escape(fragment)}">{escape(caption, quote=False)}</a>')


def resolve_layers(content: Content) -> None:
    """Put addresses into the links that the role has made in a post or page, and report layers that its time did not have."""
    if not isinstance(content, Article | Page):
        return
    links = _Links(content, has_page(content.settings))
    rewrite_html(content, links.resolve)
    links.finish()


class _Links:
    """The role's links in one post; *finish* tells of them all."""

    def __init__(self, content: Content, has_page: bool) -> None:
        day = content.metadata.get("date")
        self._content = content
        self._has_page = has_page
        self._day = day.date() if isinstance(day, datetime.datetime) else None
        # What became of each address that the role made: an address, or a fault.
        self._found: dict[str, str | NoEdition] = {}

    def resolve(self, html: str) -> str:
        return _BY_ROLE.sub(self._resolved, html)

    def finish(self) -> None:
        """Report the faults, and give the post's references the addresses that they have now."""
        post = getattr(self._content, "post", None)
        references: list[Reference] = []
        faults = {url: found for url, found in self._found.items() if isinstance(found, NoEdition)}
        places: list[tuple[str, Location]] = []
        for reference in post.references if post else ():
            if reference.url in faults:
                places.append((reference.url, reference.where))
            else:
                found = self._found.get(reference.url)
                references.append(replace(reference, url=found) if isinstance(found, str) else reference)
        for url, where in places:
            fault = faults[url]
            problems_of(self._content.settings).add(
                error(Code.LAYER_DIAGRAMS_UNKNOWN_LAYER, f"role 'layer': {fault}", where, fault.hint)
            )
        if post is not None and self._found:
            self._content.post = self._content.metadata["post"] = replace(post, references=tuple(references))

    def _resolved(self, link: re.Match[str]) -> str:
        url, year, number, caption = link.groups()
        if url not in self._found:
            self._found[url] = self._look_up(year, number)
        found = self._found[url]
        if isinstance(found, NoEdition):
            return f'<span class="problematic">{caption}</span>'
        return f'<a class="layer" href="{escape(found)}">{caption}</a>'

    def _look_up(self, year: str | None, number: str) -> str | NoEdition:
        known = facts()
        try:
            edition = find_edition(known, year) if year else edition_on(known, self._day)
            layer = find_layer(edition, number)
        except NoEdition as exception:
            if year:
                return exception
            others = [one.year for one in known.editions if any(layer.number == number for layer in one.layers)]
            in_force = f", and it was in force on {self._day}" if self._day else ""
            if self._day and self._day < edition.date:
                in_force = f"; it is the first, and younger than the post of {self._day}"
            more = f"; to mean another edition write '{others[-1]}/{number}'" if others else ""
            return NoEdition(f"{exception}{in_force}", f"{exception.hint}{more}")
        return f"{PAGE}#{layer_id(edition.year, layer.number)}" if self._has_page else edition.address
