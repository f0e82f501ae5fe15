"""What Pelican's generators will write, and what must not be written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from pelican.contents import Content
from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator

_LISTS = {
    ArticlesGenerator: (
        "articles",
        "translations",
        "drafts",
        "drafts_translations",
        "hidden_articles",
        "hidden_translations",
    ),
    PagesGenerator: (
        "pages",
        "translations",
        "hidden_pages",
        "hidden_translations",
        "draft_pages",
        "draft_translations",
    ),
    StaticGenerator: ("staticfiles",),
}


def all_contents(generators: list[Any]) -> Iterator[tuple[Any, Content]]:
    """Every post, page and file, with its generator."""
    for generator in generators:
        for contents in _lists(generator):
            yield from ((generator, content) for content in contents)


def leave_out(generators: list[Any], dropped: Collection[Content]) -> None:
    """Take contents out of every list that something is written from, and with them the lists that are empty then."""
    ids = {id(content) for content in dropped}
    if not ids:
        return

    def keep(contents: list[Any]) -> None:
        contents[:] = [content for content in contents if id(content) not in ids]

    for generator in generators:
        for contents in _lists(generator):
            keep(contents)
            for content in contents:
                keep(content.translations)
        if isinstance(generator, ArticlesGenerator):
            keep(generator.dates)
            for groups in (generator.categories, generator.authors):
                for _group, articles in groups:
                    keep(articles)
                groups[:] = [group for group in groups if group[1]]
            for tag, articles in list(generator.tags.items()):
                keep(articles)
                if not articles:
                    del generator.tags[tag]
            generator.context["tags"] = list(generator.tags.items())
            for periods in generator.period_archives.values():
                for period in periods:
                    keep(period["articles"])
                    keep(period["dates"])
                periods[:] = [period for period in periods if period["dates"]]


def _lists(generator: Any) -> Iterator[list[Content]]:
    for kind, names in _LISTS.items():
        if isinstance(generator, kind):
            yield from (getattr(generator, name) for name in names)


def newest_first(article: Any) -> tuple[float, str]:
    """Order posts by date; those of one moment by their path, so that every build has one order. For ``ARTICLE_ORDER_BY``."""
    return (-article.date.timestamp(), article.get_relative_source_path())


def by_path(page: Any) -> str:
    """Order pages by path. For ``PAGE_ORDER_BY``."""
    return str(page.get_relative_source_path())
