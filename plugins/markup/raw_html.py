"""Raw HTML in posts: what may pass, and what is said of the rest.

The whole rendered body goes through nh3 (the ammonia library), ours and the author's together: an author's element may begin
in one piece of raw HTML and end in another, with Markdown between them. Before that, each piece is looked through, so
that what will not pass is reported with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import nh3

from .links import SCHEMES, URL_ATTRIBUTES, find_spans, is_allowed_url
from .places import line_starts

TAGS = frozenset(
    """
    a abbr address article aside audio b bdi bdo blockquote br caption center cite code col colgroup data dd del
    details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i iframe img ins kbd li mark
    nav ol p picture pre q rp rt ruby s samp section small source span strike strong sub summary sup table tbody td
    tfoot th thead time tr track tt u ul var video wbr
    """.split()
)
_GENERIC = {
    "class",
    "id",
    "lang",
    "dir",
    "title",
    "role",
    "style",
    "tabindex",
    "aria-label",
    "aria-hidden",
    "aria-describedby",
}
ATTRIBUTES: dict[str, set[str]] = {
    "*": _GENERIC,
    "a": {"href", "hreflang", "name", "rel", "target", "download"},
    "abbr": {"title"},
    "audio": {"controls", "loop", "muted", "preload", "src"},
    "blockquote": {"cite"},
    "col": {"span", "width"},
    "colgroup": {"span", "width"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "details": {"open", "name"},
    "div": {"align"},
    "figure": {"data-language"},
    "iframe": {"src", "width", "height", "allowfullscreen", "loading", "frameborder", "allow", "referrerpolicy"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "align", "loading", "decoding"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "p": {"align"},
    "q": {"cite"},
    "source": {"src", "srcset", "sizes", "type", "media"},
    "span": {"data-line"},
    "table": {"align", "width", "border", "cellpadding", "cellspacing", "summary"},
    "td": {"align", "valign", "colspan", "rowspan", "headers", "width"},
    "th": {"align", "valign", "colspan", "rowspan", "headers", "scope", "width", "abbr"},
    "time": {"datetime"},
    "track": {"src", "kind", "label", "srclang", "default"},
    "tr": {"align", "valign"},
    "ul": {"type"},
    "video": {"src", "poster", "controls", "loop", "muted", "autoplay", "playsinline", "preload", "width", "height"},
}
# Enough to lay something out; not enough to cover the page or to lose the text in the dark.
STYLES = frozenset(
    """
    clear float font-size font-style font-weight height list-style-type margin margin-bottom margin-left margin-right margin-top
    max-height max-width min-width padding padding-bottom padding-left padding-right padding-top text-align text-decoration
    vertical-align white-space width
    """.split()
)
# What is moved out of its place may cover what is not the author's.
_NEGATIVE = re.compile(r"-\s*[\d.(]")
# Elements whose content goes with them.
_WITH_CONTENT = frozenset({"script", "style", "template", "noscript", "object", "svg", "math"})
# All elements of HTML that do not pass. A name that is neither here nor in TAGS is no element: the author meant text.
_FORBIDDEN = _WITH_CONTENT | frozenset(
    """
    applet area base basefont bgsound body button canvas datalist dialog embed fieldset font form frame frameset
    head html input label legend link main map marquee menu meta meter noframes optgroup option output param portal
    progress search select slot textarea title
    """.split()
)

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:_.@-]*)(?=[\s/>]|$)[^<>]*/?>?")


@dataclass(frozen=True)
class Removal:
    """Something in a piece of raw HTML that will not pass; *offset* counts characters of the piece."""

    offset: int
    message: str
    hint: str | None = None


def escape_unknown_tags(html: str) -> tuple[str, list[Removal]]:
    """Return *html* in which ``<your-server>`` is text. Browsers would make an element of it, and show nothing."""
    removals: list[Removal] = []

    def replace(match: re.Match[str]) -> str:
        name = match[1].lower()
        if name in TAGS or name in _FORBIDDEN:
            return match[0]
        message = f"'<{match[1]}>' is no element of HTML; it is shown as text"
        if not match[0].startswith("</"):
            removals.append(Removal(match.start(), message, "put it between backquotes if it is code"))
        return escape(match[0], quote=False)

    return _TAG.sub(replace, html), removals


def find_removals(html: str, frame_hosts: Iterable[str]) -> list[Removal]:
    """Return what :func:`clean` will take from this piece of an author's HTML, in which comments are blank."""
    finder = _Finder(html, frozenset(frame_hosts))
    finder.feed(_with_whole_tags(html))
    finder.close()
    return finder.removals


def find_addresses(html: str) -> list[tuple[int, int]]:
    """Where every address in this piece of an author's HTML begins and ends, in order."""
    finder = _AddressFinder(html)
    finder.feed(_with_whole_tags(html))
    finder.close()
    return finder.found


def _with_whole_tags(html: str) -> str:
    """What does not end is no tag; and html.parser comes back to it for each of its signs."""
    unclosed = html.find("<!--") if html.find("<!--") >= 0 else len(html)
    return html[: html.rfind(">", 0, unclosed) + 1]


class _AddressFinder(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, int]] = []
        self.starts = line_starts(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not any(name in URL_ATTRIBUTES or name == "srcset" for name, _value in attrs):
            return
        line, column = self.getpos()
        tag_start = self.starts[line - 1] + column
        for start, end in find_spans(self.get_starttag_text() or ""):
            self.found.append((tag_start + start, tag_start + end))


class _Finder(HTMLParser):
    def __init__(self, html: str, frame_hosts: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.frame_hosts = frame_hosts
        self.removals: list[Removal] = []
        self.starts = line_starts(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _FORBIDDEN:
            hint = "set MARKUP_RAW_HTML to 'trust' if every author of the site may run code in its readers' browsers"
            self._report(f"<{tag}> is not allowed in posts; it is left out", hint if tag == "script" else None)
            return
        if tag not in TAGS:
            return
        for name, value in attrs:
            self._check_attribute(tag, name, value or "")

    def _check_attribute(self, tag: str, name: str, value: str) -> None:
        if not _is_allowed_attribute(tag, name):
            self._report(f"attribute '{name[:40]}' of <{tag}> is not allowed in posts; it is left out")
        elif name == "style":
            for declaration in value.split(";"):
                style = declaration.partition(":")[0].strip().lower()
                if style and style not in STYLES:
                    self._report(f"style '{style[:40]}' of <{tag}> is not allowed in posts; it is left out")
            if _NEGATIVE.search(value):
                self._report(f"a negative length of <{tag}> is not allowed in posts; its style is left out")
        elif name == "srcset" and not _is_allowed_srcset(value):
            self._report(f"addresses '{value[:40]}' are not allowed in posts; they are left out", _SCHEMES_HINT)
        elif name in URL_ATTRIBUTES and not is_allowed_url(value):
            self._report(f"address '{value[:40]}' is not allowed in posts; it is left out", _SCHEMES_HINT)
        elif tag == "iframe" and name == "src" and (host := _frame_host(value)) not in self.frame_hosts:
            hint = "frames must come by https" if value.startswith("http:") else "add the host to MARKUP_FRAME_HOSTS"
            self._report(f"a frame from '{host or value[:40]}' is not allowed; it is left out", hint)

    def _report(self, message: str, hint: str | None = None) -> None:
        line, column = self.getpos()
        self.removals.append(Removal(self.starts[line - 1] + column, message, hint))


_SCHEMES_HINT = "addresses of this site, http, https and mailto are"


def _is_allowed_attribute(tag: str, name: str) -> bool:
    return name in ATTRIBUTES["*"] or name in ATTRIBUTES.get(tag, ()) or name.startswith("aria-")


def _frame_host(url: str) -> str | None:
    """The host that a browser shows at *url* in a frame; None where Python and browsers may read it differently."""
    if re.search(r"[\\@\s\x00-\x20]", url):
        return None
    try:
        parts = urlsplit("https:" + url if url.startswith("//") else url)
    except ValueError:
        return None
    return parts.netloc.lower() if parts.scheme == "https" else None


def _is_allowed_srcset(value: str) -> bool:
    return all(is_allowed_url(piece) for piece in re.split(r"[\s,]+", value))


def clean(html: str, frame_hosts: Iterable[str]) -> str:
    """Return *html* with nothing in it that runs, frames a host that is not named, or leaves an element open."""
    hosts = frozenset(frame_hosts)

    def keep(tag: str, attribute: str, value: str) -> str | None:
        if tag == "iframe" and attribute == "src" and _frame_host(value) not in hosts:
            return None
        if attribute == "style" and _NEGATIVE.search(value):
            return None
        if attribute == "srcset" and not _is_allowed_srcset(value):
            return None
        return value

    return nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=set(_WITH_CONTENT),
        attributes=ATTRIBUTES,
        attribute_filter=keep,
        generic_attribute_prefixes={"aria-"},
        filter_style_properties=set(STYLES),
        url_schemes=set(SCHEMES),
        link_rel=None,
    )


class SealedHtml:
    """Finished HTML that must not be cleaned: a mark stands for it until the rest has been.

    *secret* is in every mark; an author who cannot foresee it cannot write one. It must be the same in every build.
    """

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self._sealed: list[str] = []

    def seal(self, html: str) -> str:
        self._sealed.append(html)
        return f'<span id="sealed-{self._secret}-{len(self._sealed) - 1}"></span>'

    def unseal(self, html: str) -> str:
        pattern = re.compile(rf'<span id="sealed-{self._secret}-(\d+)"></span>')
        return pattern.sub(lambda match: "".join(self._sealed[int(match[1]) :][:1]), html)
