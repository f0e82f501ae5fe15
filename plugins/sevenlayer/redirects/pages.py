"""Redirect pages, which any host can serve."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

from .redirect import Redirect
from .table import check_redirect, check_source

__all__ = ["redirect_html", "redirect_path"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# In bytes: the limits of most file systems and servers.
_LONGEST_NAME = 255
_LONGEST_PATH = 1000


def redirect_path(source: str) -> str | None:
    """Return the path, relative to the output folder, of the redirect page for *source*, or None if no file can serve it.

    Paths without ``.html`` or ``.htm`` become a folder with an ``index.html``: hosts do not serve a file ``old.php`` or
    ``old.xhtml`` as HTML, but redirect ``/old.php`` to the folder ``/old.php/``. No file can serve a URL with a query, with
    hidden or empty segments, or with a segment too long for a file name.

    :raises ValueError: *source* does not begin with a slash, or has control characters or lone surrogates.
    """
    check_source(source)
    parts = source[1:].removesuffix("/").split("/") if source != "/" else []
    if "?" in source or "\\" in source or len(source.encode()) > _LONGEST_PATH or not all(map(_can_be_file, parts)):
        return None
    return "/".join(parts if source.lower().endswith((".html", ".htm")) else [*parts, "index.html"])


def _can_be_file(name: str) -> bool:
    # Hidden names include `..` and `.git`, as some keep a repository in the output folder.
    hidden = name.startswith(".") and name != ".well-known"
    return name != "" and not hidden and len(name.encode()) <= _LONGEST_NAME


def redirect_html(
    redirect: Redirect, site_url: str, title: str = "This page has moved", *, href: str | None = None
) -> str:
    """Return a page that redirects at once, without a script; the fragment of the requested URL is lost.

    *title* is plain text. *href* is the target relative to the page, for sites with relative links.

    :raises ValueError: as for `redirect_path`, or the target is not a path.
    """
    check_redirect(redirect)
    url = escape(site_url.rstrip("/")) + _reference(redirect.target)
    link = url if href is None else _reference(href)
    canonical = (url if site_url else link).partition("#")[0]
    heading = escape(" ".join(_CONTROL.sub(" ", title).split()))
    return f"""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{heading}</title>
<link rel="canonical" href="{canonical}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={link}">
</head>
<body>
<main>
<h1>{heading}</h1>
<p>This page is now at <a href="{link}">{canonical}</a>.</p>
</main>
</body>
</html>
"""


def _reference(url: str) -> str:
    # Encode apostrophes: one after `url=` would begin a quoted URL.
    return escape(quote(url, safe="/%:?#@!$&()*+,;="))
