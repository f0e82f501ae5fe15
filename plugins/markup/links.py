"""Addresses in posts."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

from pelican.plugins.diagnostics import Problem, Where, error

SCHEMES = frozenset({"http", "https", "mailto"})
#: Attributes that hold one address.
URL_ATTRIBUTES = frozenset({"href", "src", "poster", "cite", "data", "longdesc"})

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Browsers drop these before they look for a scheme.
_IGNORED = re.compile("[\x00-\x20]")


def is_allowed_url(url: str) -> bool:
    """Whether *url* has no scheme, or one that does nothing but show a page, an image or a letter."""
    match = _SCHEME.match(_IGNORED.sub("", url))
    return match is None or match[1].lower() in SCHEMES


def bad_url(url: str, where: Where) -> Problem:
    hint = "use an address of this site, or one that begins with " + ", ".join(sorted(f"{one}:" for one in SCHEMES))
    return error("markup.bad-url", f"'{url[:60]}' is no address that may be linked", where, hint)


def rewrite_urls(html: str, rewrite: Callable[[str, str, str], str]) -> str:
    """Return *html* with every address replaced by ``rewrite(element, attribute, url)``; all else stays as it stands."""
    rewriter = _Rewriter(rewrite)
    rewriter.feed(html)
    rewriter.close()
    return "".join(rewriter.pieces)


# An address of a srcset, and what stands before it. (One with a comma in it is not worth the ambiguity.)
_CANDIDATE = re.compile(r"((?:^|,)\s*)([^\s,]+)")


class _Rewriter(HTMLParser):
    def __init__(self, rewrite: Callable[[str, str, str], str]) -> None:
        super().__init__(convert_charrefs=False)
        self.rewrite = rewrite
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        changed = [(name, self._value(tag, name, value)) for name, value in attrs]
        source = self.get_starttag_text() or ""
        if changed == attrs:
            self.pieces.append(source)
            return
        written = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in changed)
        self.pieces.append(f"<{tag}{written}{' /' if source.endswith('/>') else ''}>")

    handle_startendtag = handle_starttag

    def _value(self, tag: str, name: str, value: str | None) -> str | None:
        if value is None:
            return None
        if name in URL_ATTRIBUTES:
            return self.rewrite(tag, name, value)
        if name == "srcset":
            return _CANDIDATE.sub(lambda match: match[1] + self.rewrite(tag, name, match[2]), value)
        return value

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def handle_entityref(self, name: str) -> None:
        self.pieces.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.pieces.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.pieces.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.pieces.append(f"<!{decl}>")
