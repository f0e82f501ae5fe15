"""Writes a page and a feed for each series."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pelican.generators import ArticlesGenerator, Generator

from sevenlayer.pelican_site.build_state import build_of

from .articles import ListedSeries, assign_series, has_series_template, listed_series
from .urls import SeriesUrls


class SeriesGenerator(Generator):
    """Writes the page and the feed of each series; *series* is set by ``set_series``."""

    series: tuple[ListedSeries, ...] = ()

    def claimed_pages(self, generators: list[Any]) -> Iterator[tuple[str, str]]:
        """Yield the path and a description of each page to write; *series* need not be set."""
        return self._claimed(generators, lambda addresses: addresses.save_as, "page")

    def claimed_files(self, generators: list[Any]) -> Iterator[tuple[str, str]]:
        """Yield the same for feeds."""
        return self._claimed(generators, lambda addresses: addresses.feed, "feed")

    def _claimed(
        self, generators: list[Any], path_of: Callable[[SeriesUrls], str], what: str
    ) -> Iterator[tuple[str, str]]:
        for generator in generators:
            if isinstance(generator, ArticlesGenerator) and (what == "feed" or has_series_template(generator)):
                addresses = build_of(generator.settings).get(SeriesUrls)
                for series in listed_series(generator):
                    if path := path_of(addresses.of(series.slug)):
                        yield path, f"the {what} of series '{series.name}'"

    def generate_output(self, writer: Any) -> None:
        for series in self.series:
            if series.url is not None:
                writer.write_file(
                    build_of(self.settings).get(SeriesUrls).of(series.slug).save_as,
                    self.get_template("series"),
                    self.context,
                    self.settings["RELATIVE_URLS"],
                    url=series.url,
                    series=series,
                )
            if series.feed is not None:
                # Newest first, as in Pelican's feeds: FEED_MAX_ITEMS drops the last ones.
                posts = sorted(series.all, key=lambda article: article.date, reverse=True)
                title = str(series.name.unescape())
                writer.write_feed(posts, self.context, series.feed, series.feed, feed_title=title)


def set_series(generators: list[Any]) -> None:
    """Set the series of posts and of `SeriesGenerator`, after all posts are read and before anything is written."""
    series = assign_series(generators)
    for generator in generators:
        if isinstance(generator, SeriesGenerator):
            generator.series = series
