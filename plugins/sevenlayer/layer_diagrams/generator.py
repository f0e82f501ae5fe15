"""Writes the page of all editions, and tells templates of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from pelican.generators import Generator

from sevenlayer.directives import Vocabulary
from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.facts.today import build_day, declared_day
from sevenlayer.openstack.links.page_urls import has_pages, project_url

from . import urls
from .diagram import Knowledge
from .directive import Site, layers_directive
from .pages import ShownLayers


class LayersGenerator(Generator):
    shown: ShownLayers | None = None

    def claimed_pages(self, _generators: list[Any]) -> Iterator[tuple[str, str]]:
        """The path of the page, with its owner in words; *shown* need not be set."""
        if urls.has_page(self.settings):
            yield urls.SAVE_AS, "the page of all editions of the layers"

    def generate_output(self, writer: Any) -> None:
        if self.shown and self.shown.url:
            writer.write_file(
                urls.SAVE_AS,
                self.get_template(urls.TEMPLATE),
                self.context,
                self.settings["RELATIVE_URLS"],
                url=urls.URL,
                page_url=urls.URL,
                project_url=project_url,
            )


def check_settings(sender: Any) -> None:
    """:raises ValueError: a setting is wrong; the build stops and says so."""
    urls.check_page_setting(sender.settings)
    read_knowledge(sender.settings)


def add_layers_directive(vocabulary: Vocabulary, settings: Mapping[str, Any]) -> None:
    """Add the directive; what it draws depends on the site."""
    vocabulary.add_directive("layers", layers_directive(Site(read_knowledge(settings), settings["PATH"])))


def read_knowledge(settings: Mapping[str, Any]) -> Knowledge:
    """Return what diagrams are made with. Their day is the declared one or that of the facts: a post knows no others.

    :raises ValueError: the declared day is none.
    """
    known = facts()
    today = build_day(declared_day(settings, os.environ), (), known.origins["projects.yaml"].updated)
    return Knowledge(known, today, has_pages(settings))


def show_layers(generators: list[Any]) -> None:
    """All posts are read, and nothing is written yet."""
    for generator in generators:
        if isinstance(generator, LayersGenerator):
            url = urls.URL if urls.has_page(generator.settings) else ""
            generator.shown = ShownLayers(url, read_knowledge(generator.settings))
            generator.context["layer_diagrams"] = generator.shown
