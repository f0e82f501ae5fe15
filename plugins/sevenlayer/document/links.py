"""Addresses in posts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from urllib.parse import urlsplit

from sevenlayer.diagnostics import Problem, Where, error, warning

#: Those of addresses that may be linked: browsers show something or write to somebody, and run nothing.
ALLOWED_SCHEMES = frozenset({"ftp", "http", "https", "irc", "ircs", "mailto"})
#: The same in words.
ALLOWED_SCHEMES_TEXT = ", ".join(f"{one}:" for one in sorted(ALLOWED_SCHEMES))
#: Attributes that hold one address.
URL_ATTRIBUTES = frozenset({"href", "src", "poster", "cite", "data", "longdesc"})

_FEW_SLASHES = re.compile(r"(https?:)/?([^/\s].*)", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Browsers drop these before they look for a scheme.
_IGNORED = re.compile("[\x00-\x20]")


def is_allowed_url(url: str) -> bool:
    """Whether *url* has no scheme, or one of ``ALLOWED_SCHEMES``."""
    match = _SCHEME.match(_IGNORED.sub("", url))
    return match is None or match[1].lower() in ALLOWED_SCHEMES


def is_invalid_url(url: str) -> bool:
    """Whether *url* is meant for the web, and has no host or no port that could be asked."""
    if not url.lower().startswith(("http:", "https:", "//")):
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        return parts.port == 0 or not host or "%" in host or host == "xn--"
    except ValueError:
        return True


def invalid_url(url: str, where: Where) -> Problem:
    """What is wrong with an address of the web that cannot be read as one."""
    hint = "correct the host or the port of the address"
    return error("markup.bad-url", f"'{url[:60]}' is no address that a browser can read", where, hint)


def add_missing_slashes(url: str) -> str | None:
    """*url*, if it is meant for the web and has less than two slashes behind its scheme, as it should be; else None."""
    match = _FEW_SLASHES.fullmatch(url)
    return f"{match[1]}//{match[2]}" if match else None


def missing_slashes(url: str, where: Where) -> Problem:
    """What is wrong with an address that lacks a slash: on a site of the same scheme, browsers look for it there."""
    return warning("markup.bad-url", f"'{url[:60]}' lacks a slash", where, f"write {add_missing_slashes(url)}")


def disallowed_url(url: str, where: Where) -> Problem:
    hint = f"use an address of this site, or one that begins with {ALLOWED_SCHEMES_TEXT}"
    return error("markup.bad-url", f"'{url[:60]}' is no address that may be linked", where, hint)


def rewrite_urls(html: str, rewrite: Callable[[str, str, str], str]) -> str:
    """Return *html* with every address replaced by ``rewrite(element, attribute, url)``; all else stays as it stands."""

    def rewrite_tag(match: re.Match[str]) -> str:
        if match[1] is None:  # A comment, or a script: no tag.
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
    """Everything in finished *html* that a fragment can name."""
    return {
        unescape(next((one for one in attribute.groups()[3:] if one is not None), ""))
        for tag in _TAG.finditer(html)
        if tag[1] is not None
        for attribute in _ATTRIBUTE.finditer(tag[2])
        if attribute[2].lower() == "id" or (attribute[2].lower() == "name" and tag[1].lower() == "a")
    }


def find_urls(html: str) -> Iterator[str]:
    """Every address in finished *html*, in order."""
    found: list[str] = []

    def keep(_element: str, _attribute: str, url: str) -> str:
        found.append(url)
        return url

    rewrite_urls(html, keep)
    return iter(found)


def find_attribute_spans(html: str) -> Iterator[tuple[int, int]]:
    """Where every address in *html* begins and ends, with its character references, in order."""
    for tag in _TAG.finditer(html):
        for attribute in _ATTRIBUTE.finditer(html, *tag.span(2)) if tag[1] else ():
            start, end = attribute.span(attribute.lastindex or 0)
            if attribute[2].lower() == "srcset":
                for candidate in _CANDIDATE.finditer(html[start:end]):
                    yield start + candidate.start(2), start + candidate.end(2)
            elif attribute[2].lower() in URL_ATTRIBUTES:
                yield start, end


_REWRITTEN = URL_ATTRIBUTES | {"srcset"}
# A tag with attributes: values between quotes may hold anything. Atomic groups never try a second way to read one; what does not
# end takes all that follows with it, as in browsers.
_TAG = re.compile(
    r"""<!--(?>.*?-->|.*)|<(?:script|style)\b(?>.*?</(?:script|style)\s*>|.*)
        |<([a-z][^\s<>/]*)(\s(?>[^<>"']+|"[^"]*"|'[^']*')*+)>""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""(\s)([^\s"'<>/=]+)(?:(\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))""")
# An address of a srcset, and what stands before it. (One with a comma in it is not worth the ambiguity.)
_CANDIDATE = re.compile(r"((?:^|,)\s*)([^\s,]+)")
