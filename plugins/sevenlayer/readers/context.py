"""State of reading one body: problems, headings, references, ids and raw HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html import escape, unescape

from sevenlayer.diagnostics import Code, Location, Problem, Severity
from sevenlayer.diagnostics.excerpts import split_lines
from sevenlayer.document import (
    Heading,
    IdAllocator,
    OffsetLocator,
    OpenElements,
    Reference,
    UrlLocator,
    column_of,
    find_urls,
    replace_frames,
    replace_spans,
    upgrade_frame_url,
)
from sevenlayer.document.sanitise import SealedHtml, escape_unknown_tags, find_removals, find_url_spans, sanitise_html

from .options import MarkupOptions

# The usual reason for a comment that the author has closed.
_COMMENT_HINT = "write --> where it ends; in Markdown, HTML ends at a blank line"
_TAG = re.compile(r'<[a-zA-Z][^<>"]*(?:"[^"]*"[^<>"]*)*>')
_ID = re.compile(r' id="([^"]*)"')
_TITLE = re.compile(r"<(/?)h1(?=[\s>])")
#: Ids of the page around the post; `more` is the id at the end of the summary.
_TAKEN = frozenset({"site-main"})
_RESERVED = _TAKEN | {"more"}


@dataclass
class BodyContext:
    """One body with its problems, headings and references.

    *source* is padded so that line numbers are those of the file. Locations are searched in *file_text* if given, since a
    summary is in the front matter. *transform_url* converts URLs in raw HTML, such as Liquid tags.
    """

    path: str
    source: str
    options: MarkupOptions
    problems: list[Problem] = field(default_factory=list)
    file_text: str | None = None
    headings: list[Heading] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    transform_url: Callable[[str], str] = str
    ids: IdAllocator = field(default_factory=lambda: IdAllocator(_RESERVED))
    #: Files written with the post: text by path relative to the site root.
    files: dict[str, str] = field(default_factory=dict)
    #: What is text here and something else in Python-Markdown: an extension's name, the text and its place.
    python_markdown: list[tuple[str, str, Location]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = split_lines(self.source)
        self._file_lines = self.lines if self.file_text is None else split_lines(self.file_text)
        self._urls = UrlLocator(self._file_lines)
        self._paragraph = range(0)
        self.tables = 0
        self._elements = OpenElements()
        #: The number of the last line; an empty line after the last line feed does not count.
        self.last_line = max(1, len(self.lines) - (self.lines[-1] == ""))
        self.sealed = SealedHtml(sha256(self.source.encode("utf-8", "replace")).hexdigest()[:24])

    def report(self, problem: Problem) -> None:
        self.problems.append(problem)

    def find(
        self, snippet: str, first_line: int, last_line: int | None = None, *, after: Location | None = None
    ) -> Location:
        """Return the location of *snippet* between *first_line* and *last_line* (default: the end of the paragraph), or of the
        next occurrence after *after*; without the column if not found.
        """
        line, start = (after.line or first_line, after.column or 0) if after else (first_line, 0)
        needle = snippet.split("\n")[0].strip()
        while needle and line <= len(self._file_lines) and (last_line is None or line <= last_line):
            text = self._file_lines[line - 1]
            if last_line is None and not text.strip() and line > first_line:
                break
            column = text.find(needle, start)
            if column >= 0:
                return Location(self.path, line, column + 1)
            line, start = line + 1, 0
        return Location(self.path, first_line)

    def locate(self, line: int, text: str, column: int) -> Location:
        """Return the location of column *column* of *text*, which ends line *line* of the file, or is in it."""
        written = self._file_lines[line - 1] if 0 < line <= len(self._file_lines) else ""
        start = column_of(text, written)
        return Location(self.path, line, start + column - 1 if start else None)

    def add_reference(
        self, url: str, first_line: int, last_line: int | None = None, *, written: str | None = None, here: bool = False
    ) -> Location:
        """Record a reference to *url*, and return its location.

        Search for it, as *written*, from *first_line* to *last_line*. Without *last_line*, search link definitions, unless
        *here*, and the paragraph.
        """
        written = url if written is None else written
        location = None
        if last_line is None:
            location = None if here else self._urls.in_definitions(written)
            last_line = self._end_of_paragraph(first_line)
        location = location or self._urls.in_lines(written, first_line, last_line)
        location = location or self._urls.in_definitions(written)
        where = Location(self.path, *location) if location else Location(self.path, first_line)
        self.references.append(Reference(url, where))
        return where

    def add_html_references(self, html: str, where: Location) -> None:
        """Record the references in HTML that a role or directive at *where* has generated."""
        for url in find_urls(html):
            location = None
            if where.path == self.path and where.line:
                location = self._urls.in_lines(url, where.line, self._end_of_paragraph(where.line))
            self.references.append(Reference(url, Location(self.path, *location) if location else where))

    def _end_of_paragraph(self, line: int) -> int:
        if line not in self._paragraph:
            end = line
            while end < len(self._file_lines) and self._file_lines[end].strip():
                end += 1
            self._paragraph = range(line, end + 1)
        return self._paragraph[-1]

    def table_opening(self, caption: str = "") -> str:
        """Return the start tag of a scrollable region for a table, with a unique label."""
        self.tables += 1
        label = escape(f"Table {self.tables}: {caption}" if caption else f"Table {self.tables}")
        return f'<div class="table-scroll" tabindex="0" role="region" aria-label="{label}">'

    def raw_html(self, html: str, first_line: int, where: Location | None = None) -> str:
        """Return a piece of raw HTML as ``MARKUP_RAW_HTML`` says, and report its problems.

        The piece begins in line *first_line* of the file, or at *where*.
        """
        mode = self.options.raw_html
        locate = self._locator(html, first_line, where)
        hosts = frozenset(self.options.frame_hosts)
        transformed = []
        has_frames = mode == "sanitise" and "<iframe" in html.lower()
        frames = frozenset(find_url_spans(without_comments(html), "iframe") if has_frames else ())
        for start, end in find_url_spans(without_comments(html)):
            # Character references are kept, so that offsets stay valid.
            url = self.transform_url(html[start:end])
            if (start, end) in frames:
                url = upgrade_frame_url(url, hosts)
            self.references.append(Reference(unescape(url), locate(start)))
            if url != html[start:end]:
                transformed.append((start, end, url))
        piece = html
        html, as_written = replace_spans(piece, transformed)
        if mode == "trust":
            return html
        if _is_comment(html.strip()):
            return ""
        if mode == "refuse":
            message = "raw HTML is not allowed on this site; it is shown as text"
            self.report(
                Problem(
                    Code.MARKUP_RAW_HTML,
                    Severity.ERROR,
                    message,
                    where or self.find(piece, first_line),
                    "use markup, or set MARKUP_RAW_HTML",
                )
            )
            return escape(html, quote=False)
        # Comments are not checked.
        html = without_comments(html)
        if (unclosed := html.find("<!--")) >= 0:
            # It would contain the rest of the page.
            message = "unclosed comment; it is shown as text"
            found = where or locate(as_written(unclosed))
            self.report(Problem(Code.MARKUP_UNCLOSED, Severity.WARNING, message, found, _COMMENT_HINT))
            # NUL, which no post contains, keeps the offsets until all problems are reported.
            html = html.replace("<!--", "\0!--")
        self._elements.read(html, lambda offset: where or locate(as_written(offset)))
        escaped, unknown = escape_unknown_tags(html)
        for removal in (*unknown, *find_removals(html, hosts)):
            found = where or locate(as_written(removal.offset))
            self.report(Problem(Code.MARKUP_RAW_HTML, Severity.WARNING, removal.message, found, removal.hint))
        return replace_frames(escaped.replace("\0!--", "&lt;!--"), hosts)

    def _locator(self, html: str, first_line: int, where: Location | None) -> Callable[[int], Location]:
        """Return a function from offsets of a piece of HTML to locations; arguments as for :meth:`raw_html`."""
        if where is None:
            locator = OffsetLocator(html, self._file_lines, first_line)
            return lambda offset: Location(self.path, *locator.at(offset))
        line, _line_feed, _rest = html.partition("\n")
        column = where.column
        if column is None:
            return lambda offset: where
        locator = OffsetLocator(html, self._file_lines, where.line or 1)
        return lambda offset: (
            replace(where, column=column + offset) if offset <= len(line) else Location(self.path, *locator.at(offset))
        )

    def sanitise(self, html: str) -> str:
        """Return the rendered body, sanitised unless the site trusts its authors; sealed HTML is still placeholders."""
        html = html.translate(_UNSAFE)
        if self.options.raw_html != "trust":
            html = sanitise_html(html, self.options.frame_hosts)
            # The title of the post is the only h1.
            html = _TITLE.sub(r"<\1h2", html)
        self.problems += self._elements.problems()
        self._elements = OpenElements()
        html = _EMPTY_HEADER.sub(r"<td\1></td>", html)
        return self._unique_ids(html)

    def unseal(self, html: str) -> str:
        """Return *html*, from :meth:`sanitise`, with placeholders replaced by sealed HTML."""
        return self.sealed.unseal(html).translate(_UNSAFE)

    def reserve_ids(self, pieces: Iterable[str]) -> None:
        """Reserve the ids in *pieces* of HTML, so that headings do not get them."""
        self.ids.reserve([found for piece in pieces for found in _ID.findall(piece)])

    def _unique_ids(self, html: str) -> str:
        """Remove duplicate ids."""
        seen = set(_TAKEN)

        def keep_first(match: re.Match[str]) -> str:
            found = _ID.search(match[0])
            if found is None:
                return match[0]
            if found[1] not in seen:
                seen.add(found[1])
                return match[0]
            if found[1] not in ("", "more"):
                message = f"duplicate id '{found[1]}'; the second is removed"
                self.report(
                    Problem(
                        Code.MARKUP_DUPLICATE_ID, Severity.WARNING, message, Location(self.path), "rename one of them"
                    )
                )
            return match[0].replace(found[0], "", 1)

        return _TAG.sub(keep_first, html)


def _is_comment(html: str) -> bool:
    return html.startswith("<!--") and html.find("-->", 4) == len(html) - 3


def without_comments(html: str) -> str:
    """Return *html* with closed comments replaced by blanks, which keeps offsets and lines."""
    pieces, position = [], 0
    while (start := html.find("<!--", position)) >= 0 and (end := html.find("-->", start + 4)) >= 0:
        comment = html[start : end + 3]
        pieces += [html[position:start], "".join("\n" if c == "\n" else " " for c in comment)]
        position = end + 3
    return "".join([*pieces, html[position:]])


# Empty header cells confuse screen readers.
_EMPTY_HEADER = re.compile(r"<th((?: [^<>]*)?)>(?:\s|<p>\s*</p>)*</th>")

# Character references can produce characters that are invalid in XML, and so in feeds.
_UNSAFE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 65534, 65535), "�")
_UNSAFE |= dict.fromkeys(range(55296, 57344), "�")
