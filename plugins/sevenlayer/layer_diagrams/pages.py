"""Data for the page of all editions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from sevenlayer.openstack.facts import Edition, Layer

from .diagram import Diagram, Knowledge, below, diagram_of_edition, draw_pictures
from .editions import ProjectHistory, project_histories
from .layout import DrawingOptions
from .model import Annotation
from .render.html import layer_label, service_html
from .urls import layer_id


@dataclass(frozen=True)
class PageLayer:
    """A layer of an edition; *id* is the target of links to it."""

    id: str
    label: str
    layer: Layer


@dataclass(frozen=True)
class PageEdition:
    """An edition, its *layers* from the uppermost on; URLs of the site are made when it is shown.

    The pictures of the one that *is_first* on the page have the style of all.
    """

    edition: Edition
    layers: tuple[PageLayer, ...]
    diagram: Diagram
    is_first: bool

    def pictures(self, siteurl: str) -> Markup:
        drawn = draw_pictures(self.diagram, f"layers-{self.edition.year}", siteurl, has_style=self.is_first)
        return Markup(drawn)  # noqa: S704 - made by us

    def services(self, shown: PageLayer, siteurl: str) -> tuple[Markup, ...]:
        """Return the services of a layer as HTML: linked, with their annotations."""
        drawn = self.diagram.stack.layers[self.layers.index(shown)]
        annotations = self.diagram.annotations
        return tuple(
            Markup(service_html(one, below(annotations.get(one.name, Annotation()), siteurl)))  # noqa: S704 - escaped there
            for one in drawn.services
        )


@dataclass(frozen=True)
class LayersPage:
    """The template variable ``layer_diagrams``. *url* is that of the page, empty if the site has none."""

    url: str
    knowledge: Knowledge

    @cached_property
    def editions(self) -> tuple[PageEdition, ...]:
        return tuple(self._shown(edition) for edition in self.knowledge.facts.editions)

    @cached_property
    def histories(self) -> tuple[ProjectHistory, ...]:
        return project_histories(self.knowledge.facts)

    @property
    def has_projects(self) -> bool:
        return self.knowledge.has_pages

    def link(self, edition: Edition, layer: Layer | None = None) -> str:
        """Return the URL of an edition or of one of its layers on the page, relative to the site's root."""
        return f"{self.url}#{layer_id(edition.year, layer.number) if layer else edition.year}"

    def _shown(self, edition: Edition) -> PageEdition:
        diagram = diagram_of_edition(edition.year, self.knowledge, DrawingOptions())
        layers = zip(reversed(edition.layers), diagram.stack.layers, strict=True)
        shown = (PageLayer(layer_id(edition.year, one.number), layer_label(drawn), one) for one, drawn in layers)
        return PageEdition(edition, tuple(shown), diagram, edition is self.knowledge.facts.editions[0])
