"""The plugin's settings."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from sevenlayer.document import served_path
from sevenlayer.redirects import TABLES

from .names import Sites, check_path, check_query
from .permalinks import FormerSite, read_pattern


@dataclass(frozen=True)
class Options:
    """What the site's settings say about references.

    *allow_broken* are glob patterns of addresses that are not looked for. *redirects* lead from decoded paths to addresses,
    beside those that posts' names make. *tables* are names of ``TABLES``.
    """

    sites: Sites = field(default_factory=Sites)
    allow_broken: tuple[str, ...] = ()
    redirects: tuple[tuple[str, str], ...] = ()
    tables: tuple[str, ...] = ()


def read_options(settings: Mapping[str, Any]) -> Options:
    """Read the settings.

    :raises ValueError: one is wrong; the text says which, and what may stand there.
    """
    return Options(
        sites=_read_sites(settings),
        allow_broken=read_texts(settings, "CROSS_REFERENCES_ALLOW_BROKEN"),
        redirects=read_redirects(settings.get("CROSS_REFERENCES_REDIRECTS") or {}),
        tables=read_tables(settings),
    )


def read_texts(settings: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return the list of texts that the setting *name* is; none where it is not set.

    :raises ValueError: it is no list of texts.
    """
    value = settings.get(name) or ()
    if not isinstance(value, Sequence) or isinstance(value, str) or not all(isinstance(one, str) for one in value):
        raise ValueError(f"{name} must be a list of texts, not {value!r}")
    return tuple(value)


def _read_sites(settings: Mapping[str, Any]) -> Sites:
    names = ("CROSS_REFERENCES_SITE_URL", "SITE_URL", "SITEURL")
    setting = next((name for name in names if settings.get(name)), "SITEURL")
    url = settings.get(setting) or ""
    if setting == "SITEURL" and not str(url).startswith(("http:", "https:", "//")):
        host, prefix = "", str(url).rstrip("/") if str(url).startswith("/") else ""
    else:
        host, prefix = read_site_url(setting, url)
    return Sites(host, prefix, read_former_sites(settings))


def read_former_sites(settings: Mapping[str, Any]) -> tuple[FormerSite, ...]:
    """Read ``CROSS_REFERENCES_FORMER_SITES``.

    :raises ValueError: an entry is wrong.
    """
    former = settings.get("CROSS_REFERENCES_FORMER_SITES") or ()
    if not isinstance(former, Sequence) or isinstance(former, str):
        raise ValueError("CROSS_REFERENCES_FORMER_SITES must be a list of dicts")
    return tuple(_read_former(number, one) for number, one in enumerate(former))


def read_site_url(setting: str, url: Any) -> tuple[str, str]:
    """Return the host and the path, without a slash at its end.

    :raises ValueError: *url* is no URL of a site.
    """
    try:
        parts = urlsplit(url)
        host = parts.netloc.lower()
    except (ValueError, AttributeError, TypeError):
        host = ""
    if not host or parts.scheme not in ("http", "https", ""):
        raise ValueError(f"{setting} must be a URL as in 'https://example.org', not {url!r}")
    return host, parts.path.rstrip("/")


_FORMER_KEYS = ("url", "folder", "permalink")


def _read_former(number: int, entry: Any) -> FormerSite:
    setting = f"CROSS_REFERENCES_FORMER_SITES[{number}]"
    if not isinstance(entry, Mapping) or "url" not in entry or not set(entry) <= set(_FORMER_KEYS):
        raise ValueError(f"{setting} must be a dict with 'url' and, if need be, 'folder' and 'permalink'")
    host, prefix = read_site_url(f"{setting}['url']", entry["url"])
    folder = str(entry.get("folder") or "").strip("/")
    folder = "" if folder in ("", ".") else posixpath.normpath(folder)
    permalink = entry.get("permalink") or ()
    patterns = (permalink,) if isinstance(permalink, str) else permalink
    if not isinstance(patterns, Sequence) or not all(isinstance(pattern, str) for pattern in patterns):
        raise ValueError(f"{setting}['permalink'] must be a pattern or a list of patterns, not {permalink!r}")
    try:
        return FormerSite(host, prefix, folder, tuple(map(read_pattern, patterns)))
    except ValueError as exception:
        raise ValueError(f"{setting}['permalink']: {exception}") from None


def read_redirects(setting: Any) -> tuple[tuple[str, str], ...]:
    """Read ``CROSS_REFERENCES_REDIRECTS``.

    :raises ValueError: an entry is wrong.
    """
    if not isinstance(setting, Mapping):
        raise ValueError("CROSS_REFERENCES_REDIRECTS must be a dict of paths and URLs")
    for source, target in setting.items():
        if not (isinstance(source, str) and source.startswith("/") and isinstance(target, str) and target):
            raise ValueError(f"CROSS_REFERENCES_REDIRECTS[{source!r}] must lead from a path that begins with '/'")
        try:
            path, _, query = source.partition("?")
            check_path(unquote(path), source)
            check_query(query, source)
        except ValueError as exception:
            raise ValueError(f"CROSS_REFERENCES_REDIRECTS: {exception}") from None
    first: dict[str, str] = {}
    for source in sorted(setting):
        if (other := first.setdefault(served_path(unquote(source)), source)) != source:
            raise ValueError(f"CROSS_REFERENCES_REDIRECTS: '{other}' and '{source}' are one URL")
    return tuple(sorted(setting.items()))


def read_tables(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """Read ``CROSS_REFERENCES_REDIRECT_TABLES``.

    :raises ValueError: a table is unknown, or two have one file.
    """
    setting = "CROSS_REFERENCES_REDIRECT_TABLES"
    tables = read_texts(settings, setting)
    for table in tables:
        if table not in TABLES:
            known = ", ".join(f"'{one}'" for one in TABLES)
            raise ValueError(f"{setting}: there is no table '{table}'; there are {known}")
    files = [TABLES[table].path for table in tables]
    if len(set(files)) < len(files):
        raise ValueError(f"{setting}: two of {', '.join(tables)} are written to one file")
    return tables
