"""URLs in HTML: finding, rewriting, and checking them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from urllib.parse import urlsplit

from sevenlayer.diagnostics import Code, Location, Problem, error, warning

#: Schemes of URLs that posts may link to: none of them runs code.
ALLOWED_SCHEMES = frozenset({"ftp", "http", "https", "irc", "ircs", "mailto"})
#: The same for messages.
ALLOWED_SCHEMES_TEXT = ", ".join(f"{one}:" for one in sorted(ALLOWED_SCHEMES))
#: Attributes with a single URL.
URL_ATTRIBUTES = frozenset({"href", "src", "poster", "cite", "data", "longdesc"})

_FEW_SLASHES = re.compile(r"(https?:)/?([^/\s].*)", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Browsers ignore these when they look for a scheme.
_IGNORED = re.compile("[\x00-\x20]")


def is_allowed_url(url: str) -> bool:
    """Whether *url* has no scheme, or one of ``ALLOWED_SCHEMES``."""
    match = _SCHEME.match(_IGNORED.sub("", url))
    return match is None or match[1].lower() in ALLOWED_SCHEMES


def is_invalid_url(url: str) -> bool:
    """Whether *url* is an http or https URL, or begins with ``//``, and has an invalid host or port."""
    if not url.lower().startswith(("http:", "https:", "//")):
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        return parts.port == 0 or not host or "%" in host or host == "xn--"
    except ValueError:
        return True


def invalid_url(url: str, where: Location) -> Problem:
    """Return the problem of a URL for which `is_invalid_url` is true."""
    hint = "correct its host or port"
    return error(Code.MARKUP_BAD_URL, f"'{url[:60]}' is not a valid URL", where, hint)


def add_missing_slashes(url: str) -> str | None:
    """Return the http or https URL *url* with two slashes after its scheme if it has fewer, else None."""
    match = _FEW_SLASHES.fullmatch(url)
    return f"{match[1]}//{match[2]}" if match else None


def missing_slashes(url: str, where: Location) -> Problem:
    """Return the problem of a URL with fewer than two slashes; browsers may treat it as relative."""
    return warning(Code.MARKUP_BAD_URL, f"missing '/' in URL '{url[:60]}'", where, f"write {add_missing_slashes(url)}")


def disallowed_url(url: str, where: Location) -> Problem:
    """Return the problem of a URL for which `is_allowed_url` is false."""
    hint = f"use a path of this site, or a URL that begins with {ALLOWED_SCHEMES_TEXT}"
    return error(Code.MARKUP_BAD_URL, f"URL '{url[:60]}' has a scheme that is not allowed", where, hint)


def rewrite_urls(html: str, rewrite: Callable[[str, str, str], str]) -> str:
    """Return *html* with each URL replaced by ``rewrite(element, attribute, url)``, and otherwise unchanged."""

    def rewrite_tag(match: re.Match[str]) -> str:
        if match[1] is None:  # A comment or a script.
            return match[0]
        element = match[1].lower()

        def rewrite_attribute(attribute: re.Match[str]) -> str:
            name = attribute[2].lower()
            if name not in _REWRITTEN:
                return attribute[0]
            value = unescape(next((one for one in attribute.groups()[3:] if one is not None), ""))
            if name == "srcset":
                new = _CANDIDATE.sub(lambda one: one[1] + rewrite(element, name, one[2]), value)
            else:
                new = rewrite(element, name, value)
            return attribute[0] if new == value else f'{attribute[1]}{attribute[2]}{attribute[3]}"{escape(new)}"'

        return f"<{match[1]}{_ATTRIBUTE.sub(rewrite_attribute, match[2])}>"

    return _TAG.sub(rewrite_tag, html)


def find_ids(html: str) -> set[str]:
    """Return the ids and anchor names in rendered *html*, which fragments can refer to."""
    return {
        unescape(next((one for one in attribute.groups()[3:] if one is not None), ""))
        for tag in _TAG.finditer(html)
        if tag[1] is not None
        for attribute in _ATTRIBUTE.finditer(tag[2])
        if attribute[2].lower() == "id" or (attribute[2].lower() == "name" and tag[1].lower() == "a")
    }


def find_urls(html: str) -> Iterator[str]:
    """Return the URLs in rendered *html*, in order."""
    found: list[str] = []

    def keep(_element: str, _attribute: str, url: str) -> str:
        found.append(url)
        return url

    rewrite_urls(html, keep)
    return iter(found)


def find_attribute_spans(html: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each URL in *html*, in order; character references are not decoded."""
    for tag in _TAG.finditer(html):
        for attribute in _ATTRIBUTE.finditer(html, *tag.span(2)) if tag[1] else ():
            start, end = attribute.span(attribute.lastindex or 0)
            if attribute[2].lower() == "srcset":
                for candidate in _CANDIDATE.finditer(html[start:end]):
                    yield start + candidate.start(2), start + candidate.end(2)
            elif attribute[2].lower() in URL_ATTRIBUTES:
                yield start, end


_REWRITTEN = URL_ATTRIBUTES | {"srcset"}
# A tag with attributes; quoted values may have any character. Atomic groups prevent backtracking; an unclosed comment or script
# extends to the end, as in browsers.
_TAG = re.compile(
    r"""<!--(?>.*?-->|.*)|<(?:script|style)\b(?>.*?</(?:script|style)\s*>|.*)
        |<([a-z][^\s<>/]*)(\s(?>[^<>"']+|"[^"]*"|'[^']*')*+)>""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""(\s)([^\s"'<>/=]+)(?:(\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))""")
# A URL in a srcset, and the separator before it. URLs with commas are not supported, being ambiguous.
_CANDIDATE = re.compile(r"((?:^|,)\s*)([^\s,]+)")
