"""All settings of ours: what docs/settings.md says of each, and how it is checked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sevenlayer.cross_references.settings import read_former_sites, read_redirects, read_site_url, read_tables
from sevenlayer.front_matter.dialects import read_dialect_setting
from sevenlayer.front_matter.schema import read_own_fields
from sevenlayer.openstack.facts.today import declared_day
from sevenlayer.openstack.page_urls import read_feed
from sevenlayer.readers.options import RAW_HTML_MODES
from sevenlayer.series.urls import read_pattern

from .model import BadSetting, Setting, choice, flag, list_of_texts, shown, text

__all__ = ["SETTINGS", "is_example"]

SITE, PUBLISHING, POSTS, REFERENCES, OPENSTACK, DIAGRAMS = (
    "The site",
    "Publishing",
    "Posts",
    "References between posts",
    "OpenStack",
    "Layer diagrams",
)
_EXAMPLE_ENDS = (".example", ".invalid", ".test", ".localhost")
_EXAMPLE_HOSTS = ("example.org", "example.com", "example.net", "localhost")


def is_example(url: str) -> bool:
    """Whether the host of *url* is one of those that are set aside for examples (RFC 2606)."""
    host = (urlsplit(url).hostname or "").lower()
    return (
        host in _EXAMPLE_HOSTS
        or host.endswith(_EXAMPLE_ENDS)
        or host.endswith(tuple(f".{one}" for one in _EXAMPLE_HOSTS))
    )


def _site_url(settings: Mapping[str, Any]) -> None:
    url = settings.get("SITE_URL") or ""
    if url:
        read_site_url("SITE_URL", url)
    if not settings.get("PUBLISHING") or settings.get("PUBLISH_EXAMPLE_URL"):
        return
    url = url or settings.get("SITEURL") or ""
    if not url:
        raise BadSetting(
            "SITE_URL is empty, and a site cannot be published without its URL",
            "write where readers find the site into pelicanconf.py, as in SITE_URL = 'https://blog.your-domain.org'",
        )
    if is_example(str(url)):
        raise BadSetting(
            f"SITE_URL is '{url}', which is no more than an example",
            "write where readers find the site; PUBLISH_EXAMPLE_URL = True lets an example pass",
        )


def _former_sites(settings: Mapping[str, Any]) -> None:
    for site in read_former_sites(settings):
        if ".." in site.folder.split("/") or not Path(settings["PATH"], site.folder).is_dir():
            raise ValueError(f"CROSS_REFERENCES_FORMER_SITES: there is no folder '{site.folder}' in the content folder")


def _link_roles(settings: Mapping[str, Any]) -> None:
    value = settings.get("OPENSTACK_LINK_ROLES") or {}
    if not isinstance(value, Mapping):
        raise ValueError(f"OPENSTACK_LINK_ROLES must be names with URLs and captions, not {shown(value)}")


def _projects(settings: Mapping[str, Any]) -> None:
    value = settings.get("OPENSTACK_PROJECTS") or ()
    if isinstance(value, str) or not isinstance(value, Iterable) or not all(isinstance(name, str) for name in value):
        raise ValueError(f"OPENSTACK_PROJECTS must be a list of names, not {shown(value)}")


SETTINGS = (
    Setting(
        "SITE_URL",
        "text",
        '`""`',
        "Where readers find the site, without a slash at the end; a path is fine. Links and feeds of the published site begin "
        "with it, and links to the site by its whole URL are checked like others. Needed for publishing.",
        "'https://blog.example.org'",
        SITE,
        _site_url,
    ),
    Setting(
        "DIAGNOSTICS_FAIL_ON",
        "`'error'` or `'warning'`",
        "`'error'`; `'warning'` in publishing",
        "What makes a build fail. Where warnings do, nothing is written if there is one.",
        "'warning'",
        PUBLISHING,
        choice("DIAGNOSTICS_FAIL_ON", ("error", "warning")),
    ),
    Setting(
        "PUBLISHING",
        "True or False",
        "`False`; `True` in `sevenlayer.publish_defaults`",
        "Whether the site is built for readers: `SITE_URL` must be set then.",
        "True",
        PUBLISHING,
        flag("PUBLISHING"),
    ),
    Setting(
        "PUBLISH_EXAMPLE_URL",
        "True or False",
        "`False`",
        "Lets a site be published with a `SITE_URL` such as `https://blog.example`, for demonstrations and tests.",
        "True",
        PUBLISHING,
        flag("PUBLISH_EXAMPLE_URL"),
    ),
    Setting(
        "PUBLISH_TARGET",
        "text",
        '`""`',
        "Where `sevenlayer publish` copies the site with rsync; what is there and not in the site is deleted.",
        "'me@blog.example.org:/srv/www/blog'",
        PUBLISHING,
        text("PUBLISH_TARGET", may_be_none=True),
    ),
    Setting(
        "FRONT_MATTER_DIALECTS",
        "dict of folders and dialects",
        "`{}`",
        "Which generator's front matter the posts in a folder have, where that is not detected: `native`, `jekyll`, "
        "`octopress`, `blogofile`, `hugo`. A dict with `dialect` and `separator` says how tags are separated.",
        "{'posts/old': 'jekyll'}",
        POSTS,
        lambda settings: read_dialect_setting(settings.get("FRONT_MATTER_DIALECTS", {})),
    ),
    Setting(
        "FRONT_MATTER_FIELDS",
        "dict of names and types",
        "`{}`",
        "Fields of the site's own, with types of `sevenlayer.front_matter`: `Text`, `Date`, `Names`, `Number`, `Flag`, "
        "`Choice('a', 'b')`. They are checked as the known ones are, and are attributes of the article.",
        "{'tested_on': Date}",
        POSTS,
        lambda settings: read_own_fields(settings.get("FRONT_MATTER_FIELDS", {})),
    ),
    Setting(
        "MARKUP_RAW_HTML",
        "`'sanitise'`, `'trust'` or `'refuse'`",
        "`'sanitise'`",
        "What becomes of HTML in posts: what is not known to be safe is removed, nothing is, or all is.",
        "'trust'",
        POSTS,
        choice("MARKUP_RAW_HTML", RAW_HTML_MODES),
    ),
    Setting(
        "MARKUP_FRAME_HOSTS",
        "list of hosts",
        "six hosts of films, slides and terminal recordings",
        "The hosts that a frame in a post may show.",
        "['www.youtube-nocookie.com']",
        POSTS,
        list_of_texts("MARKUP_FRAME_HOSTS"),
    ),
    Setting(
        "CROSS_REFERENCES_SITE_URL",
        "text",
        "`SITE_URL`",
        "The URL of the site for references alone, where it is another one.",
        "'https://blog.example.org'",
        REFERENCES,
        lambda settings: (
            read_site_url("CROSS_REFERENCES_SITE_URL", settings["CROSS_REFERENCES_SITE_URL"])
            if settings.get("CROSS_REFERENCES_SITE_URL")
            else None
        ),
    ),
    Setting(
        "CROSS_REFERENCES_FORMER_SITES",
        "list of dicts",
        "`[]`",
        "Sites that posts came from: their `url`, the `folder` of these posts, and patterns of their URLs as `permalink`.",
        "[{'url': 'https://old.example.org', 'folder': 'posts/old', 'permalink': '/:year/:title/'}]",
        REFERENCES,
        _former_sites,
    ),
    Setting(
        "CROSS_REFERENCES_REDIRECTS",
        "dict of paths and targets",
        "`{}`",
        "Further former URLs: paths that begin with `/`, and what each leads to, in any form that a post may write.",
        "{'/old/page/': '/about/'}",
        REFERENCES,
        lambda settings: read_redirects(settings.get("CROSS_REFERENCES_REDIRECTS") or {}),
    ),
    Setting(
        "CROSS_REFERENCES_REDIRECT_TABLES",
        "list of names",
        "`[]`",
        "Tables of all redirects for servers: `nginx`, `apache`, `netlify`, `cloudflare`.",
        "['nginx']",
        REFERENCES,
        read_tables,
    ),
    Setting(
        "CROSS_REFERENCES_ALLOW_BROKEN",
        "list of patterns",
        "`['/feeds/*']`; `[]` in publishing",
        "URLs that may lead nowhere, with `*` and `?`.",
        "['/feeds/*']",
        REFERENCES,
        list_of_texts("CROSS_REFERENCES_ALLOW_BROKEN"),
    ),
    Setting(
        "CROSS_REFERENCES_LINK_CHECK_ALLOW",
        "list of patterns",
        "`[]`",
        "URLs of other sites that `sevenlayer linkcheck` does not ask.",
        "['https://intranet.example.org/*']",
        REFERENCES,
        list_of_texts("CROSS_REFERENCES_LINK_CHECK_ALLOW"),
    ),
    Setting(
        "CROSS_REFERENCES_SERIES_URL",
        "pattern",
        "`'blog/series/{slug}/'`",
        "The URL of the page of a series of posts.",
        "'series-of-posts/{slug}/'",
        REFERENCES,
        lambda settings: read_pattern(settings, "URL"),
    ),
    Setting(
        "CROSS_REFERENCES_SERIES_SAVE_AS",
        "pattern",
        "`'blog/series/{slug}/index.html'`",
        "Where that page is written.",
        "'series-of-posts/{slug}/index.html'",
        REFERENCES,
        lambda settings: read_pattern(settings, "SAVE_AS"),
    ),
    Setting(
        "CROSS_REFERENCES_SERIES_FEED_ATOM",
        "pattern or None",
        "`None`; `'feeds/blog-series/{slug}.atom.xml'` in publishing",
        "A feed for each series of posts.",
        "'feeds/blog-series/{slug}.atom.xml'",
        REFERENCES,
        lambda settings: read_pattern(settings, "FEED_ATOM"),
    ),
    Setting(
        "OPENSTACK_TODAY",
        "text",
        "`None`: the day of the newest post or of the facts",
        "The day for which the site is built: statuses of series and notices depend on it. `SOURCE_DATE_EPOCH` in the "
        "environment comes first.",
        "'2026-11-22'",
        OPENSTACK,
        lambda settings: declared_day(settings, os.environ),
    ),
    Setting(
        "OPENSTACK_PAGES",
        "True or False",
        "`True`",
        "Whether there are pages of release series and projects. Posts show their cycle without them too.",
        "False",
        OPENSTACK,
        flag("OPENSTACK_PAGES"),
    ),
    Setting(
        "OPENSTACK_SERIES_FEED_ATOM",
        "pattern or None",
        "`None`; `'feeds/series/{slug}.atom.xml'` in publishing",
        "A feed for each release series, of the posts of its cycle.",
        "'feeds/series/{slug}.atom.xml'",
        OPENSTACK,
        lambda settings: read_feed(settings, "OPENSTACK_SERIES_FEED_ATOM"),
    ),
    Setting(
        "OPENSTACK_PROJECT_FEED_ATOM",
        "pattern or None",
        "`None`; `'feeds/projects/{slug}.atom.xml'` in publishing",
        "A feed for each project, also before the first post about it.",
        "'feeds/projects/{slug}.atom.xml'",
        OPENSTACK,
        lambda settings: read_feed(settings, "OPENSTACK_PROJECT_FEED_ATOM"),
    ),
    Setting(
        "OPENSTACK_NAMES",
        "True or False",
        "`True`",
        "Whether former names of projects in posts are explained.",
        "False",
        OPENSTACK,
        flag("OPENSTACK_NAMES"),
    ),
    Setting(
        "OPENSTACK_MOVED_LINKS",
        "True or False",
        "`True`",
        "Whether links to hosts that moved lead to the present ones.",
        "False",
        OPENSTACK,
        flag("OPENSTACK_MOVED_LINKS"),
    ),
    Setting(
        "OPENSTACK_DEMO_SECRETS",
        "list of texts",
        "`[]`",
        "Values in code that look like secrets and are none.",
        "['labstack']",
        OPENSTACK,
        list_of_texts("OPENSTACK_DEMO_SECRETS"),
    ),
    Setting(
        "OPENSTACK_PROJECTS",
        "list of names",
        "`[]`",
        "Further projects that roles such as `lp` accept.",
        "['ubuntu']",
        OPENSTACK,
        _projects,
    ),
    Setting(
        "OPENSTACK_LINK_ROLES",
        "dict of names and pairs",
        "`{}`",
        "Further roles that link: a URL with `%s` for the argument, and a caption, or None to show the URL.",
        "{'rfc': ('https://www.rfc-editor.org/rfc/rfc%s', 'RFC %s')}",
        OPENSTACK,
        _link_roles,
    ),
    Setting(
        "LAYER_DIAGRAMS_PAGE",
        "True or False",
        "`True`",
        "Whether there is a page `/layers/` of all [editions](layer_diagrams.md).",
        "False",
        DIAGRAMS,
        flag("LAYER_DIAGRAMS_PAGE"),
    ),
)
