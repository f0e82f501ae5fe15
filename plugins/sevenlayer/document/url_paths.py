"""Paths of a site, and how far apart two spellings of one may be."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from urllib.parse import quote, unquote

#: File name extensions of pages; they make a path's last segment a file.
PAGE_EXTENSIONS = (".html", ".htm", ".xhtml")

# Left as they are in the paths of URLs (RFC 3986, section 3.3), except `$`: server software has variables that begin with it.
_SAFE = "/!&'()*+,;=:@~-._"


def encode_path(path: str) -> str:
    """Return the decoded *path* as it stands in a URL."""
    return quote(path, safe=_SAFE)


def served_path(path: str) -> str:
    """Return the decoded path as the site serves it: one spelling for ``/a``, ``/a/`` and ``/a/index.html``.

    What is written with a query (``/?p=12``) or names a file (``/a.html``) stays as it is.
    """
    if "?" in path:
        return path
    path = path.removesuffix("index.html") if path.endswith("/index.html") else path
    return path if path.endswith("/") or has_extension(path) else f"{path}/"


def has_extension(path: str) -> bool:
    """Whether the last segment of *path* names a file: ``openstack-2.0`` does not."""
    _, dot, extension = path.rpartition("/")[2].rpartition(".")
    return bool(dot) and extension[:1].isalpha() and extension.isalnum() and len(extension) <= 5


# What is alike by one key is alike by all that follow.


def _by_case(text: str) -> str:
    return text.casefold()


def _by_slash(text: str) -> str:
    return _by_case(text).rstrip("/")


def _by_index(text: str) -> str:
    text = _by_slash(text)
    return text.removesuffix("/index.html").rstrip("/") if text.endswith("/index.html") else text


def _by_percent(text: str) -> str:
    text = _by_case(text)
    if "%" in text or not text.isascii():
        text = unicodedata.normalize("NFC", unquote(text, errors="surrogateescape"))
    return _by_index(text)


def _by_html(text: str) -> str:
    text = _by_percent(text)
    return text.rpartition(".")[0] if text.endswith(PAGE_EXTENSIONS) else text


#: Ways for two spellings to be alike, the best first: letter case, the last slash, ``index.html``, percent-encoding, ``.html``.
#: Each forgives what those before it do, too.
TOLERANCES: tuple[Callable[[str], str], ...] = (_by_case, _by_slash, _by_index, _by_percent, _by_html)

#: What all spellings that may be alike have in common.
loosest_key = TOLERANCES[-1]
