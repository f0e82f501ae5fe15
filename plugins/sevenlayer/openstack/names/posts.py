"""Set the projects that a post is about and mentions, and explain its former names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pelican.contents import Article, Content, Page

from sevenlayer.diagnostics import Code, Location, did_you_mean, error
from sevenlayer.directives.registry import Vocabulary
from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.facts.model import Project
from sevenlayer.openstack.links.locate import locate_list_item
from sevenlayer.openstack.links.name_roles import make_name_roles, project_link
from sevenlayer.openstack.options import OpenStackOptions
from sevenlayer.pelican_site.build_state import build_of, problems_of
from sevenlayer.pelican_site.content_html import body_html, set_body_html

from .former_names import Explanation, FormerNames
from .glossary import add_glossary
from .matcher import NameFinder
from .prose import read_prose
from .topics import Topics, UnambiguousNames, is_about_openstack, mentions_openstack, projects_about

_SELF_DESCRIPTIONS = ("SITENAME", "SITESUBTITLE", "SITEDESCRIPTION")


def add_name_roles(vocabulary: Vocabulary, settings: Mapping[str, Any]) -> None:
    """Add the roles of names; where they lead depends on the site."""
    vocabulary.roles |= make_name_roles(facts(), has_pages=build_of(settings).get(OpenStackOptions).has_pages)


def annotate_names(content: Content) -> None:
    """Set ``projects_about``, ``projects_mentioned`` and ``former_names``, and explain the latter in the HTML of *content*.

    The HTML of other plugins' readers is not examined: it is not known to be well-formed.
    """
    if not isinstance(content, Article | Page):
        return
    post = getattr(content, "post", None)
    html = body_html(content) if post else ""
    topics = Topics(
        title=str(content.metadata.get("title", "")),
        labels=_labels(content.metadata),
        named=_named_projects(content, post),
        html=html,
        prose=read_prose(html),
        on_site=any(mentions_openstack(str(content.settings.get(name) or "")) for name in _SELF_DESCRIPTIONS),
    )
    options = build_of(content.settings).get(OpenStackOptions)
    about_openstack = is_about_openstack(facts(), topics)
    about = projects_about(facts(), topics, about_openstack=about_openstack)
    written = _names().find(topics.prose.text)
    found: tuple[Explanation, ...] = ()
    if options.explain_names and content.metadata.get("openstack_names", True) is not False:
        date = content.date.date() if hasattr(content, "date") else None
        found = _former_names().find(written, topics.prose, date, about_openstack=about_openstack)
    mentioned = _unambiguous_names().find(written, found) if about_openstack else ()
    content.projects_about = about
    content.projects_mentioned = tuple(project for project in mentioned if project not in about)
    content.former_names = found
    if found:
        pages = options.has_pages
        set_body_html(content, add_glossary(html, found, facts(), lambda one: project_link(one, has_pages=pages)))


def _labels(metadata: Mapping[str, Any]) -> list[str]:
    categories = metadata.get("categories") or [metadata.get("category") or ""]
    return [str(one) for one in (*categories, *(metadata.get("tags") or ()))]


def _named_projects(content: Content, post: Any) -> list[Project]:
    value = content.metadata.get("projects") or ()
    names = value.split(",") if isinstance(value, str) else [str(one) for one in value]
    where = (post.where.get("projects") if post else None) or Location(content.source_path)
    found = []
    for name in names:
        if project := facts().find_project(name):
            found.append(project)
        else:
            hint = did_you_mean(name, facts().projects_by_any_name) or "use the name of its repository, as in 'nova'"
            message = f"there is no project '{name.strip()[:60]}'"
            problems_of(content.settings).add(
                error(Code.OPENSTACK_UNKNOWN_PROJECT, message, locate_list_item(name.strip(), where), hint)
            )
    return found


@cache
def _former_names() -> FormerNames:
    return FormerNames(facts())


@cache
def _unambiguous_names() -> UnambiguousNames:
    return UnambiguousNames(facts())


@cache
def _names() -> NameFinder:
    """Return the finder of all names, for a single pass."""
    return NameFinder({*_former_names().names, *_unambiguous_names().projects})
