"""Generate the page of all editions, and set its template variable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pelican.generators import Generator

from sevenlayer.directives import Vocabulary
from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.facts.today import build_day
from sevenlayer.openstack.options import OpenStackOptions, read_openstack_options
from sevenlayer.openstack.page_urls import project_url
from sevenlayer.pelican_site.build_state import find_build

from . import urls
from .diagram import Knowledge
from .directive import Site, layers_directive
from .pages import LayersPage


class LayersGenerator(Generator):
    """Writes the page from *shown*, which is set after all posts are read."""

    shown: LayersPage | None = None

    def claimed_pages(self, _generators: list[Any]) -> Iterator[tuple[str, str]]:
        """Yield the path of the page, with a description; *shown* need not be set."""
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


def add_layers_directive(vocabulary: Vocabulary, settings: Mapping[str, Any]) -> None:
    """Add the directive to *vocabulary*."""
    vocabulary.add_directive("layers", layers_directive(Site(read_knowledge(settings), settings["PATH"])))


def read_knowledge(settings: Mapping[str, Any]) -> Knowledge:
    """Return what diagrams are made with. Their day is the declared one or that of the facts: a post knows no others."""
    known = facts()
    build = find_build(settings)
    options = (build.find(OpenStackOptions) if build else None) or read_openstack_options(settings)
    today = build_day(options.declared_day, (), known.origins["projects.yaml"].updated)
    return Knowledge(known, today, options.has_pages)


def set_layers_context(generators: list[Any]) -> None:
    """Set the template variable, after all posts are read and before anything is written."""
    for generator in generators:
        if isinstance(generator, LayersGenerator):
            url = urls.URL if urls.has_page(generator.settings) else ""
            generator.shown = LayersPage(url, read_knowledge(generator.settings))
            generator.context["layer_diagrams"] = generator.shown
