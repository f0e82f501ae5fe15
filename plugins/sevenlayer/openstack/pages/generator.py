"""Generate the pages and feeds of series and projects."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from pelican.contents import Article
from pelican.generators import ArticlesGenerator, Generator
from pelican.utils import DateFormatter

from sevenlayer.openstack import page_urls
from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.facts.lookup import make_lookup
from sevenlayer.openstack.facts.today import build_day, latest_day
from sevenlayer.openstack.options import OpenStackOptions
from sevenlayer.pelican_site.build_state import build_of
from sevenlayer.pelican_site.contents import all_contents

from .age_notice import set_age_notice, written_on
from .projects import ProjectPage, group_projects, make_project_pages
from .series import TimelinePage, make_series_pages


@dataclass(frozen=True)
class OpenStackContext:
    """The template variable ``openstack``. *has_pages* is False if the site has no pages to link to.

    The URL of a single series or project is that of its list, its name and a slash. *day* formats a date (not a datetime) with
    ``DEFAULT_DATE_FORMAT``, and caches the result.
    """

    has_pages: bool
    day: Callable[[datetime.date], str]
    timeline: TimelinePage
    projects: tuple[ProjectPage, ...]
    series_index: str = page_urls.SERIES_INDEX
    projects_index: str = page_urls.PROJECTS


class OpenStackGenerator(Generator):
    """Writes pages and feeds from *shown*, which is set after all posts are read."""

    env: Any
    shown: OpenStackContext | None = None

    @property
    def _options(self) -> OpenStackOptions:
        return build_of(self.settings).get(OpenStackOptions)

    def claimed_pages(self, _generators: list[Any]) -> Iterator[tuple[str, str]]:
        """The paths of the pages that will be written, each with its owner in words; *shown* need not be set."""
        if self._options.has_pages:
            yield page_urls.save_as(page_urls.SERIES_INDEX), "the page of all OpenStack series"
            for series in facts().series:
                yield page_urls.save_as(page_urls.series_url(series.name)), f"the page of the {series.title} series"
            yield page_urls.save_as(page_urls.PROJECTS), "the page of all projects"
            for name in facts().projects:
                yield page_urls.save_as(page_urls.project_url(name)), f"the page of project '{name}'"

    def claimed_files(self, generators: list[Any]) -> Iterator[tuple[str, str]]:
        """The same for feeds: one for each page, also before its first post; without pages, for those that have posts."""
        feeds, posts = self._options.feeds, Posts(generators)
        every = self._options.has_pages
        if feeds.series:
            for name in [series.name for series in facts().series] if every else posts.by_cycle:
                yield feeds.series.format(slug=name), f"the feed of series '{name}'"
        if feeds.projects:
            for name in facts().projects if every else posts.about:
                yield feeds.projects.format(slug=name), f"the feed of project '{name}'"

    def share_templates(self, generators: list[Any]) -> None:
        """Use the environment of the articles' generator: Pelican compiles templates for each generator."""
        self.env = next((one.env for one in generators if isinstance(one, ArticlesGenerator)), self.env)
        # Templates do not change during a build; checking takes a tenth of the time of a small page.
        self.env.auto_reload = False

    def generate_output(self, writer: Any) -> None:
        if self.shown is None:
            return
        timeline, projects = self.shown.timeline, self.shown.projects
        if self.shown.has_pages:
            self._write_page(writer, page_urls.SERIES_INDEX_TEMPLATE, page_urls.SERIES_INDEX, timeline=timeline)
            for series in timeline.series:
                self._write_page(writer, page_urls.SERIES_TEMPLATE, series.url, shown=series, today=timeline.today)
            groups = group_projects(projects)
            self._write_page(
                writer, page_urls.PROJECTS_TEMPLATE, page_urls.PROJECTS, groups=groups, count=len(projects)
            )
            for project in projects:
                self._write_page(writer, page_urls.PROJECT_TEMPLATE, project.url, shown=project)
        for series in timeline.series:
            self._write_feed(writer, series.feed, series.posts, f"{series.series.title} cycle")
        for project in projects:
            self._write_feed(writer, project.feed, project.about, project.name)

    def _write_page(self, writer: Any, template: str, url: str, **values: Any) -> None:
        writer.write_file(
            page_urls.save_as(url),
            self.get_template(template),
            self.context,
            self.settings["RELATIVE_URLS"],
            url=url,
            page_url=url,
            **values,
        )

    def _write_feed(self, writer: Any, feed: str | None, posts: tuple[Article, ...], title: str) -> None:
        if feed is not None and self.shown and (posts or self.shown.has_pages):
            # Newest first, as in Pelican's feeds: FEED_MAX_ITEMS truncates the end.
            newest_first = sorted(posts, key=lambda article: article.date, reverse=True)
            writer.write_feed(newest_first, self.context, feed, feed, feed_title=title)


class Posts:
    """Published posts by cycle, by the projects they are about, and by the projects they mention."""

    def __init__(self, generators: list[Any]) -> None:
        self.all = [
            article
            for generator in generators
            if isinstance(generator, ArticlesGenerator)
            for article in generator.articles
        ]
        self.by_cycle: Mapping[str, list[Article]] = defaultdict(list)
        self.about: Mapping[str, list[Article]] = defaultdict(list)
        self.mentioning: Mapping[str, list[Article]] = defaultdict(list)
        for article in self.all:
            if cycle := getattr(article, "cycle", None):
                self.by_cycle[cycle.name].append(article)
            about = [project.name for project in getattr(article, "projects_about", ())]
            for name in about:
                self.about[name].append(article)
            for project in getattr(article, "projects_mentioned", ()):
                if project.name not in about:
                    self.mentioning[project.name].append(article)


def date_empty_feed(context: Any, feed: Any) -> None:
    """Date a feed without posts by the facts: Pelican would use the time of the build.

    The date is not after the build date.
    """
    if not feed.items:
        day = max(origin.updated for origin in facts().origins.values())
        if shown := context.get("openstack"):
            day = min(day, shown.timeline.today)
        feed.latest_post_date = lambda: datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def set_openstack_context(generators: list[Any]) -> None:
    """Set the template variable and the age notices, after all posts are read and before anything is written."""
    for generator in generators:
        if isinstance(generator, OpenStackGenerator):
            generator.share_templates(generators)
            generator.shown = _shown(generators, generator.settings)
            generator.context["openstack"] = generator.shown
            for _generator, content in all_contents(generators):
                if isinstance(content, Article):
                    set_age_notice(content, generator.shown.timeline.today)


def _shown(generators: list[Any], settings: Mapping[str, Any]) -> OpenStackContext:
    options = build_of(settings).get(OpenStackOptions)
    known, posts, feeds = facts(), Posts(generators), options.feeds
    published = [day for day in map(written_on, posts.all) if day]
    declared, updated = options.declared_day, known.origins["series.yaml"].updated
    today = build_day(declared, published, updated, latest=latest_day())
    look_up = make_lookup(known)
    return OpenStackContext(
        has_pages=options.has_pages,
        day=cache(partial(DateFormatter(), date_format=settings["DEFAULT_DATE_FORMAT"])),
        timeline=make_series_pages(known, look_up, today, posts.by_cycle, feeds.series),
        projects=make_project_pages(known, look_up, posts.about, posts.mentioning, feeds.projects, today=today),
    )
