"""Old addresses lead on: a page at each, which any host can serve, and a table for servers that read one (`TABLES`)."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote

from .formats import TABLES
from .redirect import Redirect
from .table import check_redirect, check_source

__all__ = ["TABLES", "redirect_html", "redirect_path"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# In bytes: what most file systems take, and what most servers read.
_LONGEST_NAME = 255
_LONGEST_PATH = 1000


def redirect_path(source: str) -> str | None:
    """Return the file below the output folder that is served at *source*, or None where no file can be.

    All but ``.html`` and ``.htm`` become a folder with an ``index.html``: hosts send a file ``old.php`` or ``old.xhtml`` as
    something else than HTML, but lead from ``/old.php`` to the folder ``/old.php/``. Nothing can be served at an address
    with a query, with hidden or empty segments, or with a name too long for a file.

    :raises ValueError: *source* does not begin with a slash, or has control characters or lone surrogates in it.
    """
    check_source(source)
    parts = source[1:].removesuffix("/").split("/") if source != "/" else []
    if "?" in source or "\\" in source or len(source.encode()) > _LONGEST_PATH or not all(map(_can_be_file, parts)):
        return None
    return "/".join(parts if source.lower().endswith((".html", ".htm")) else [*parts, "index.html"])


def _can_be_file(name: str) -> bool:
    # `..` is a hidden name, too, and so is the repository that some keep in their output folder.
    hidden = name.startswith(".") and name != ".well-known"
    return name != "" and not hidden and len(name.encode()) <= _LONGEST_NAME


def redirect_html(
    redirect: Redirect, site_url: str, title: str = "This page has moved", *, href: str | None = None
) -> str:
    """Return a page that leads on at once, without a script; the fragment of an old address is lost there.

    *title* is text. *href* is the target as seen from the page, for sites with relative links.

    :raises ValueError: as `redirect_path`, and for a target that is no path.
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
    # Without apostrophes: one that follows `url=` would begin a quoted address.
    return escape(quote(url, safe="/%:?#@!$&()*+,;="))
