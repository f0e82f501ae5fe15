"""URL paths of a site, and normalisation for tolerant comparison."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from urllib.parse import quote, unquote

#: File name extensions of pages.
PAGE_EXTENSIONS = (".html", ".htm", ".xhtml")

# Not encoded in URL paths (RFC 3986, section 3.3), except `$`, which begins variables of server software.
_SAFE = "/!&'()*+,;=:@~-._"


def encode_path(path: str) -> str:
    """Return the decoded *path* percent-encoded for a URL."""
    return quote(path, safe=_SAFE)


def served_path(path: str) -> str:
    """Return the canonical spelling of the decoded *path*: the same for ``/a``, ``/a/`` and ``/a/index.html``.

    A path with a query (``/?p=12``) or of a file (``/a.html``) is returned unchanged.
    """
    if "?" in path:
        return path
    path = path.removesuffix("index.html") if path.endswith("/index.html") else path
    return path if path.endswith("/") or has_extension(path) else f"{path}/"


def has_extension(path: str) -> bool:
    """Whether the last segment of *path* has a file name extension; ``openstack-2.0`` has none."""
    _, dot, extension = path.rpartition("/")[2].rpartition(".")
    return bool(dot) and extension[:1].isalpha() and extension.isalnum() and len(extension) <= 5


# Paths with the same key have the same keys by all functions that follow.


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


#: Normalisation keys, strictest first: they ignore letter case, trailing slash, ``index.html``, percent-encoding, ``.html``.
#: Each also ignores what the keys before it ignore.
TOLERANCES: tuple[Callable[[str], str], ...] = (_by_case, _by_slash, _by_index, _by_percent, _by_html)

#: The loosest of ``TOLERANCES``: spellings that are equal by any key are equal by this one.
loosest_key = TOLERANCES[-1]
