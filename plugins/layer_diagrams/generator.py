"""Writes the page of all editions, and tells templates of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from pelican import signals
from pelican.generators import Generator
from pelican.plugins.openstack.loading import facts
from pelican.plugins.openstack.pages import has_pages, project_url
from pelican.plugins.openstack.today import build_day, declared_day

from . import pages
from .diagram import Knowledge
from .directive import Site, register_layers


class LayersGenerator(Generator):
    shown: pages.ShownLayers | None = None

    def claimed_pages(self, _generators: list[Any]) -> Iterator[tuple[str, str]]:
        """The path of the page, with its owner in words; *shown* need not be set."""
        if pages.has_page(self.settings):
            yield pages.SAVE_AS, "the page of all editions of the layers"

    def generate_output(self, writer: Any) -> None:
        if self.shown and self.shown.url:
            writer.write_file(
                pages.SAVE_AS,
                self.get_template(pages.TEMPLATE),
                self.context,
                self.settings["RELATIVE_URLS"],
                url=pages.URL,
                page_url=pages.URL,
                project_url=project_url,
            )


def register_page() -> None:
    signals.initialized.connect(prepare_layers)
    signals.get_generators.connect(choose_generator)
    signals.all_generators_finalized.connect(show_layers)


def prepare_layers(sender: Any) -> None:
    """Register the directive; what it draws depends on the site.

    :raises ValueError: a setting is wrong; the build stops and says so.
    """
    pages.check_page_setting(sender.settings)
    register_layers(Site(read_knowledge(sender.settings), sender.settings["PATH"]))


def read_knowledge(settings: Mapping[str, Any]) -> Knowledge:
    """Return what diagrams are made with. Their day is the declared one or that of the facts: a post knows no others.

    :raises ValueError: the declared day is none.
    """
    known = facts()
    today = build_day(declared_day(settings, os.environ), (), known.origins["projects.yaml"].updated)
    return Knowledge(known, today, has_pages(settings))


def choose_generator(_sender: Any) -> type[LayersGenerator]:
    return LayersGenerator


def show_layers(generators: list[Any]) -> None:
    """All posts are read, and nothing is written yet."""
    for generator in generators:
        if isinstance(generator, LayersGenerator):
            url = pages.URL if pages.has_page(generator.settings) else ""
            generator.shown = pages.ShownLayers(url, read_knowledge(generator.settings))
            generator.context["layer_diagrams"] = generator.shown
