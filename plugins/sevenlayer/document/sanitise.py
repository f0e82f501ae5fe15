"""Allow-list for raw HTML in posts, and the problems of HTML that is removed.

The whole rendered body is sanitised by nh3 (the ammonia library), since an element may begin in one piece of raw HTML and end
in another, with Markdown between them. Before that, each piece is checked, to report what will be removed with its location.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import nh3

from .frames import drop_empty_frames, frame_host, is_linked
from .links import ALLOWED_SCHEMES, ALLOWED_SCHEMES_TEXT, URL_ATTRIBUTES, find_attribute_spans, is_allowed_url
from .tags import TagReader

TAGS = frozenset(
    """
    a abbr address article aside audio b bdi bdo blockquote br caption center cite code col colgroup data dd del
    details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i iframe img ins kbd li mark
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
# CSS properties for layout; none that can cover the page or make text unreadable.
STYLES = frozenset(
    """
    clear float font-size font-style font-weight height list-style-type margin margin-bottom margin-left margin-right margin-top
    max-height max-width min-width padding padding-bottom padding-left padding-right padding-top text-align text-decoration
    vertical-align white-space width
    """.split()
)
# Negative lengths can move content over other parts of the page.
_NEGATIVE = re.compile(r"-\s*[\d.(]")
# Elements that are removed with their content.
_WITH_CONTENT = frozenset({"script", "style", "template", "noscript", "object", "svg", "math"})
# All HTML elements that are removed. Other unknown names are shown as text.
_FORBIDDEN = _WITH_CONTENT | frozenset(
    """
    applet area base bgsound body button canvas datalist dialog embed fieldset form frame frameset
    head html input label legend link main map menu meta meter noframes optgroup option output param portal
    progress search select slot textarea title
    """.split()
)
# Obsolete elements (HTML Standard, 16.2), and what to write instead. Those that are common in old posts, and that browsers
# still support, are in TAGS.
_OBSOLETE = {
    "acronym": "write <abbr>",
    "basefont": None,
    "big": 'write <span style="font-size: larger">',
    "blink": None,
    "dir": "write <ul>",
    "font": None,
    "marquee": None,
    "nobr": 'write <span style="white-space: nowrap">',
    "rb": None,
    "rtc": None,
}

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:_.@-]*)(?=[\s/>]|$)[^<>]*/?>?")


@dataclass(frozen=True)
class Removal:
    """Something in a piece of raw HTML that will be removed; *offset* is its offset in the piece."""

    offset: int
    message: str
    hint: str | None = None


def escape_unknown_tags(html: str) -> tuple[str, list[Removal]]:
    """Return *html* with unknown tags such as ``<your-server>`` escaped, which browsers would not show, and their problems."""
    removals: list[Removal] = []
    is_in_html = False

    def replace(match: re.Match[str]) -> str:
        nonlocal is_in_html
        name = match[1].lower()
        if name in TAGS or name in _FORBIDDEN or name in _OBSOLETE:
            is_in_html = True
            return match[0]
        message = f"'<{match[1]}>' is not an HTML element; it is shown as text"
        # Backquotes between HTML tags are not markup.
        hint = f"write '&lt;{match[1]}&gt;'" if is_in_html else "put it in backquotes if it is code"
        if not match[0].startswith("</"):
            removals.append(Removal(match.start(), message, hint))
        return escape(match[0], quote=False)

    return _TAG.sub(replace, html), removals


def find_removals(html: str, frame_hosts: Iterable[str]) -> list[Removal]:
    """Return what `sanitise_html` will remove from *html*, raw HTML of an author with blanked comments."""
    finder = _Finder(html, frozenset(frame_hosts))
    finder.read()
    return finder.removals


def find_url_spans(html: str, element: str | None = None) -> list[tuple[int, int]]:
    """Return start and end of each URL in *html*, raw HTML of an author, in order; with *element*, only in such elements."""
    finder = _UrlSpanFinder(html, element)
    finder.read()
    return finder.found


class _UrlSpanFinder(TagReader):
    def __init__(self, html: str, element: str | None) -> None:
        super().__init__(html)
        self.element = element
        self.found: list[tuple[int, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.element not in (None, tag):
            return
        if not any(name in URL_ATTRIBUTES or name == "srcset" for name, _value in attrs):
            return
        for start, end in find_attribute_spans(self.get_starttag_text() or ""):
            self.found.append((self.tag_start + start, self.tag_start + end))


class _Finder(TagReader):
    def __init__(self, html: str, frame_hosts: frozenset[str]) -> None:
        super().__init__(html)
        self.frame_hosts = frame_hosts
        self.removals: list[Removal] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _FORBIDDEN:
            hint = "set MARKUP_RAW_HTML to 'trust' if every author of the site may run code in its readers' browsers"
            self._report(f"<{tag}> is not allowed in posts; it is removed", hint if tag == "script" else None)
            return
        if tag in _OBSOLETE:
            self._report(f"<{tag}> is obsolete; its tags are removed", _OBSOLETE[tag])
            return
        if tag not in TAGS:
            return
        for name, value in attrs:
            self._check_attribute(tag, name, value or "")
        if tag == "iframe":
            self._check_frame(next((value or "" for name, value in attrs if name == "src"), "").strip())

    def _check_attribute(self, tag: str, name: str, value: str) -> None:
        if not _is_allowed_attribute(tag, name):
            self._report(f"attribute '{name[:40]}' of <{tag}> is not allowed in posts; it is removed")
        elif name == "style":
            for declaration in value.split(";"):
                style = declaration.partition(":")[0].strip().lower()
                if style and style not in STYLES:
                    self._report(f"CSS property '{style[:40]}' of <{tag}> is not allowed in posts; it is removed")
            if _NEGATIVE.search(value):
                self._report(f"a negative length of <{tag}> is not allowed in posts; its style is removed")
        elif name == "srcset" and not _is_allowed_srcset(value):
            self._report(f"URLs '{value[:40]}' are not allowed in posts; they are removed", _ALLOWED_SCHEMES_HINT)
        elif name in URL_ATTRIBUTES and not is_allowed_url(value):
            self._report(f"URL '{value[:40]}' is not allowed in posts; it is removed", _ALLOWED_SCHEMES_HINT)

    def _check_frame(self, url: str) -> None:
        host = frame_host(url)
        if host in self.frame_hosts or not is_allowed_url(url):
            return
        if not url:
            self._report("<iframe> without 'src' is removed")
            return
        outcome = "it is replaced with a link" if is_linked(url) else "it is removed"
        hint = "add the host to MARKUP_FRAME_HOSTS" if "//" in url else None
        self._report(f"<iframe> from '{host or url[:40]}' is not allowed; {outcome}", hint)

    def _report(self, message: str, hint: str | None = None) -> None:
        self.removals.append(Removal(self.tag_start, message, hint))


_ALLOWED_SCHEMES_HINT = f"use a path of this site, or a URL that begins with {ALLOWED_SCHEMES_TEXT}"


def _is_allowed_attribute(tag: str, name: str) -> bool:
    # `markdown`, by which Python-Markdown and kramdown read Markdown inside, is left out too: the readers report it.
    return name in ATTRIBUTES["*"] or name in ATTRIBUTES.get(tag, ()) or name.startswith("aria-") or name == "markdown"


def _is_allowed_srcset(value: str) -> bool:
    return all(is_allowed_url(piece) for piece in re.split(r"[\s,]+", value))


def sanitise_html(html: str, frame_hosts: Iterable[str]) -> str:
    """Return *html* reduced to the allow-list, with frames of *frame_hosts* only and all elements closed."""
    hosts = frozenset(frame_hosts)

    def keep(tag: str, attribute: str, value: str) -> str | None:
        if tag == "iframe" and attribute == "src" and frame_host(value) not in hosts:
            return None
        if attribute == "style" and _NEGATIVE.search(value):
            return None
        if attribute == "srcset" and not _is_allowed_srcset(value):
            return None
        return value

    cleaned = nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=set(_WITH_CONTENT),
        attributes=ATTRIBUTES,
        attribute_filter=keep,
        generic_attribute_prefixes={"aria-"},
        filter_style_properties=set(STYLES),
        url_schemes=set(ALLOWED_SCHEMES),
        link_rel=None,
    )
    return drop_empty_frames(cleaned)


class SealedHtml:
    """Generated HTML that must not be sanitised, replaced by placeholders while the rest is.

    *secret* is in each placeholder, so that authors cannot write one. It must be the same in every build.
    """

    def __init__(self, secret: str) -> None:
        self._secret = secret
        self._sealed: list[str] = []
        self._once: set[str] = set()

    def seal(self, html: str, once: str = "") -> str:
        """Return the mark that stands for *html*. The piece *once* is taken out of it, where an earlier one has had it."""
        if once in self._once:
            html = html.replace(once, "")
        elif once:
            self._once.add(once)
        self._sealed.append(html)
        return f'<span id="sealed-{self._secret}-{len(self._sealed) - 1}"></span>'

    def unseal(self, html: str) -> str:
        pattern = re.compile(rf'<span id="sealed-{self._secret}-(\d+)"></span>')
        return pattern.sub(lambda match: "".join(self._sealed[int(match[1]) :][:1]), html)
