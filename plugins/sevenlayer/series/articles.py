"""Sets ``article.series`` for templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup, escape
from pelican.contents import Article, Content, Page
from pelican.generators import ArticlesGenerator, PelicanTemplateNotFound

from sevenlayer.diagnostics import Code, Location, warning
from sevenlayer.front_matter.slugs import make_slug
from sevenlayer.pelican_site.build_state import build_of, problems_of
from sevenlayer.pelican_site.contents import all_contents

from .model import Part, Series, gather_series, series_problems
from .urls import SeriesUrls


@dataclass(frozen=True)
class ListedSeries:
    """A series as passed to templates.

    *name* is HTML, as titles are. *url* is relative to the site root, None without a page: the theme has no template
    ``series``, or no post of the series is listed. *feed* likewise, but needs no template. *all* has the listed posts in order.
    """

    name: Markup
    slug: str
    url: str | None
    feed: str | None
    all: tuple[Article, ...]


@dataclass(frozen=True)
class SeriesPosition(ListedSeries):
    """``article.series``: the series and the position of the article. The names are those of the plugin pelican-series.

    *index* counts from 1. A draft or hidden post, which is not in *all*, has the index that it would have.
    """

    index: int
    is_listed: bool

    @property
    def all_previous(self) -> tuple[Article, ...]:
        return self.all[: self.index - 1]

    @property
    def all_next(self) -> tuple[Article, ...]:
        return self.all[self.index if self.is_listed else self.index - 1 :]

    @property
    def previous(self) -> Article | None:
        return next(reversed(self.all_previous), None)

    @property
    def next(self) -> Article | None:
        return next(iter(self.all_next), None)


def listed_series(generator: ArticlesGenerator) -> Iterator[Series]:
    """Return the series with listed posts."""
    return (series for series in gather_series(_parts(generator)) if series.parts)


def has_series_template(generator: ArticlesGenerator) -> bool:
    """Whether the theme has a template ``series``."""
    try:
        generator.get_template("series")
    except PelicanTemplateNotFound:
        return False
    return True


def assign_series(generators: list[Any]) -> tuple[ListedSeries, ...]:
    """Set ``series`` of each post, report problems, and return the series with listed posts."""
    found = []
    for generator in generators:
        if not isinstance(generator, ArticlesGenerator):
            continue
        posts = {_path(article): article for article in _originals(generator)}
        for series in gather_series(_parts(generator)):
            problems_of(generator.settings).extend(series_problems(series))
            listed = _listed(generator, series, posts)
            for part in (*series.parts, *series.unlisted):
                index = series.parts_before(part) + 1
                _set_place(posts[part.path], SeriesPosition(**vars(listed), index=index, is_listed=part.is_listed))
            if series.parts:
                found.append(listed)
    for _generator, content in all_contents(generators):
        if isinstance(content, Article | Page):
            _check_other(content)
    return tuple(found)


def _listed(generator: ArticlesGenerator, series: Series, posts: Mapping[str, Article]) -> ListedSeries:
    addresses = build_of(generator.settings).get(SeriesUrls).of(series.slug)
    has_page = series.parts and addresses.save_as and has_series_template(generator)
    return ListedSeries(
        name=escape(series.name),
        slug=series.slug,
        url=addresses.url if has_page else None,
        feed=addresses.feed or None if series.parts else None,
        all=tuple(posts[part.path] for part in series.parts),
    )


def _set_place(article: Article, place: SeriesPosition) -> None:
    """Set the position of an article and its translations, which list posts in their own language where these exist."""
    article.series = place
    for translation in article.translations:
        posts = tuple(_in_language(post, translation.lang) for post in place.all)
        translation.series = replace(place, all=posts)


def _in_language(article: Article, lang: str) -> Article:
    return next((translation for translation in article.translations if translation.lang == lang), article)


def _check_other(content: Article | Page) -> None:
    """Report a page or a translation with a ``series`` that is ignored."""
    name, place = _series_name(content), getattr(content, "series", None)
    if not name:
        return
    if isinstance(place, SeriesPosition):
        if place.slug == make_slug(name):
            return
        message = f"'series' of a translation is ignored: its original is in '{place.name.unescape()[:60]}'"
    else:
        content.series = None
        message = "'series' of a translation is ignored: its original is in no series"
        if isinstance(content, Page):
            message = "a page cannot be part of a series"
    problems_of(content.settings).add(
        warning(Code.CROSS_REFERENCES_SERIES_IGNORED, message, _where(content, "series"), "remove the field 'series'")
    )


def _originals(generator: ArticlesGenerator) -> Iterator[Article]:
    yield from generator.articles
    yield from generator.hidden_articles
    yield from generator.drafts


def _parts(generator: ArticlesGenerator) -> Iterator[Part]:
    for article in _originals(generator):
        if name := _series_name(article):
            yield Part(
                path=_path(article),
                series=name,
                number=_number(article.metadata.get("series_index")),
                date=article.date,
                status=article.status,
                where=_where(article, "series"),
                where_number=_where(article, "series_index"),
            )


def _series_name(content: Content) -> str:
    """Return ``series`` of the metadata, since another plugin may have set the attribute."""
    name = content.metadata.get("series")
    return " ".join(name.split()) if isinstance(name, str) else ""


def _number(value: Any) -> int | None:
    """Return *value* as a positive number; readers of other plugins leave it as text."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 and int(text) > 0 else None


def _where(content: Content, field: str) -> Location:
    """Return the location of *field*, or of the file if the reader has no locations."""
    where: Location | None = getattr(getattr(content, "post", None), "where", {}).get(field)
    return where or Location(content.source_path)


def _path(content: Content) -> str:
    return str(content.get_relative_source_path())
