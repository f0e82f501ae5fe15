"""What each post says of projects: which it is about, which it mentions, and what its former names are called now."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pelican.contents import Article, Content, Page

from sevenlayer.diagnostics import Code, Location, did_you_mean, error
from sevenlayer.directives import Vocabulary
from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.facts.model import Project
from sevenlayer.openstack.links.locate import place_of_name
from sevenlayer.openstack.links.name_roles import name_roles, project_address
from sevenlayer.openstack.links.page_urls import has_pages
from sevenlayer.pelican_site.build_state import problems_of
from sevenlayer.pelican_site.content_html import body_html, set_body_html

from .explain import Explanation, FormerNames
from .glossary import explain
from .matcher import NameFinder
from .text import read_prose
from .topics import SafeNames, Topics, projects_about, says_openstack, speaks_of_openstack

SETTING = "OPENSTACK_NAMES"
_SELF_DESCRIPTIONS = ("SITENAME", "SITESUBTITLE", "SITEDESCRIPTION")


def check_settings(sender: Any) -> None:
    """:raises ValueError: the setting is neither True nor False; the build stops and says so."""
    if not isinstance(sender.settings.get(SETTING, True), bool):
        raise ValueError(f"{SETTING} must be True or False, not {sender.settings[SETTING]!r}")


def add_name_roles(vocabulary: Vocabulary, settings: Mapping[str, Any]) -> None:
    """Add the roles of names; where they lead depends on the site."""
    vocabulary.roles |= name_roles(facts(), has_pages=has_pages(settings))


def look_at_names(content: Content) -> None:
    """Set ``projects_about``, ``projects_mentioned`` and ``former_names``, and explain the latter in the post's HTML.

    What another plugin's reader has read is not looked into: nobody has made sure of its HTML.
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
        on_site=any(says_openstack(str(content.settings.get(name) or "")) for name in _SELF_DESCRIPTIONS),
    )
    on_openstack = speaks_of_openstack(facts(), topics)
    about = projects_about(facts(), topics, on_openstack=on_openstack)
    written = _names().find(topics.prose.text)
    found: tuple[Explanation, ...] = ()
    if content.settings.get(SETTING, True) and content.metadata.get("openstack_names", True) is not False:
        date = content.date.date() if hasattr(content, "date") else None
        found = _former_names().find(written, topics.prose, date, on_openstack=on_openstack)
    mentioned = _safe_names().find(written, found) if on_openstack else ()
    content.projects_about = about
    content.projects_mentioned = tuple(project for project in mentioned if project not in about)
    content.former_names = found
    if found:
        pages = has_pages(content.settings)
        set_body_html(content, explain(html, found, facts(), lambda one: project_address(one, has_pages=pages)))


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
            hint = did_you_mean(name, facts().projects_by_any_name) or "name it as its repository does, as in 'nova'"
            message = f"there is no project '{name.strip()[:60]}'"
            problems_of(content.settings).add(
                error(Code.OPENSTACK_UNKNOWN_PROJECT, message, place_of_name(name.strip(), where), hint)
            )
    return found


@cache
def _former_names() -> FormerNames:
    return FormerNames(facts())


@cache
def _safe_names() -> SafeNames:
    return SafeNames(facts())


@cache
def _names() -> NameFinder:
    """What finds all names in one go."""
    return NameFinder({*_former_names().names, *_safe_names().projects})
