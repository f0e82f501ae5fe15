"""What the reading of one body carries along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html import escape, unescape

from sevenlayer.diagnostics import Code, Location, Problem, Severity
from sevenlayer.diagnostics.excerpts import split_lines
from sevenlayer.document.frames import replace_frames, secure_frame
from sevenlayer.document.headings import Heading, Ids
from sevenlayer.document.links import find_urls
from sevenlayer.document.locate import AddressFinder, PiecePlaces, column_of, replace_spans
from sevenlayer.document.references import Reference
from sevenlayer.document.sanitize import SealedHtml, clean, escape_unknown_tags, find_addresses, find_removals
from sevenlayer.document.unclosed import OpenElements

from .options import MarkupOptions

# An author who has closed it sees no other reason.
_COMMENT_HINT = "write --> where it ends; in Markdown, HTML ends at an empty line"
_TAG = re.compile(r'<[a-zA-Z][^<>"]*(?:"[^"]*"[^<>"]*)*>')
_ID = re.compile(r' id="([^"]*)"')
_TITLE = re.compile(r"<(/?)h1(?=[\s>])")
#: Ids of the page around the post, and of the mark behind the summary.
_TAKEN = frozenset({"site-main"})
_RESERVED = _TAKEN | {"more"}


@dataclass
class BodyContext:
    """One body, its problems, its headings and its references.

    *source* has as many lines before the body as the file has. Places are looked for in *file_text*, where that is another:
    a summary stands in the front matter. *understand_url* makes an address of what the author's HTML has in the place of one.
    """

    path: str
    source: str
    options: MarkupOptions
    problems: list[Problem] = field(default_factory=list)
    file_text: str | None = None
    headings: list[Heading] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    understand_url: Callable[[str], str] = str
    ids: Ids = field(default_factory=lambda: Ids(_RESERVED))
    #: What is written with the post, by paths below the site's root.
    files: dict[str, str] = field(default_factory=dict)
    #: What is text here and something else in Python-Markdown: an extension's name, the text and its place.
    python_markdown: list[tuple[str, str, Location]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = split_lines(self.source)
        self._file_lines = self.lines if self.file_text is None else split_lines(self.file_text)
        self._addresses = AddressFinder(self._file_lines)
        self._paragraph = range(0)
        self.tables = 0
        self._elements = OpenElements()
        #: The number of the last line; what follows the last line feed is none.
        self.last_line = max(1, len(self.lines) - (self.lines[-1] == ""))
        self.sealed = SealedHtml(sha256(self.source.encode("utf-8", "replace")).hexdigest()[:24])

    def report(self, problem: Problem) -> None:
        self.problems.append(problem)

    def find(
        self, snippet: str, first_line: int, last_line: int | None = None, *, after: Location | None = None
    ) -> Location:
        """The place of *snippet* from *first_line* on, to the end of its paragraph or *last_line*; the next one behind
        *after*, where that is given.
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

    def place_in(self, line: int, text: str, column: int) -> Location:
        """The place of column *column* of *text*, which is the end of line *line* of the file, or else stands in it."""
        written = self._file_lines[line - 1] if 0 < line <= len(self._file_lines) else ""
        start = column_of(text, written)
        return Location(self.path, line, start + column - 1 if start else None)

    def refer(
        self, url: str, first_line: int, last_line: int | None = None, *, written: str | None = None, here: bool = False
    ) -> Location:
        """Note a reference to *url*, and return its place.

        It stands, as *written*, from *first_line* to *last_line*, or in this paragraph or where it is defined: where nobody
        knows which, *here* says that it does stand here.
        """
        written = url if written is None else written
        place = None
        if last_line is None:
            place = None if here else self._addresses.in_definitions(written)
            last_line = self._end_of_paragraph(first_line)
        place = place or self._addresses.in_lines(written, first_line, last_line)
        place = place or self._addresses.in_definitions(written)
        where = Location(self.path, *place) if place else Location(self.path, first_line)
        self.references.append(Reference(url, where))
        return where

    def refer_html(self, html: str, where: Location) -> None:
        """Note the references in HTML that a role or a directive at *where* has made."""
        for url in find_urls(html):
            place = None
            if where.path == self.path and where.line:
                place = self._addresses.in_lines(url, where.line, self._end_of_paragraph(where.line))
            self.references.append(Reference(url, Location(self.path, *place) if place else where))

    def _end_of_paragraph(self, line: int) -> int:
        if line not in self._paragraph:
            end = line
            while end < len(self._file_lines) and self._file_lines[end].strip():
                end += 1
            self._paragraph = range(line, end + 1)
        return self._paragraph[-1]

    def table_opening(self, caption: str = "") -> str:
        """Return the start tag of the region that a table scrolls in; no two on a page have one label."""
        self.tables += 1
        label = escape(f"Table {self.tables}: {caption}" if caption else f"Table {self.tables}")
        return f'<div class="table-scroll" tabindex="0" role="region" aria-label="{label}">'

    def raw_html(self, html: str, first_line: int, where: Location | None = None) -> str:
        """Return a piece of the author's HTML as the site's setting has it, with its problems reported.

        The piece's first line is line *first_line* of the file, or it stands at *where*.
        """
        mode = self.options.raw_html
        place = self._places(html, first_line, where)
        hosts = frozenset(self.options.frame_hosts)
        understood = []
        has_frames = mode == "sanitise" and "<iframe" in html.lower()
        frames = frozenset(find_addresses(without_comments(html), "iframe") if has_frames else ())
        for start, end in find_addresses(without_comments(html)):
            # With its character references: what Liquid leaves of it stands in the same place.
            url = self.understand_url(html[start:end])
            if (start, end) in frames:
                url = secure_frame(url, hosts)
            self.references.append(Reference(unescape(url), place(start)))
            if url != html[start:end]:
                understood.append((start, end, url))
        piece = html
        html, as_written = replace_spans(piece, understood)
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
        # Nobody sees what is in a comment.
        html = without_comments(html)
        if (unclosed := html.find("<!--")) >= 0:
            # All that follows would be in it, to the end of the page.
            message = "this comment is never closed; it is shown as text"
            found = where or place(as_written(unclosed))
            self.report(Problem(Code.MARKUP_UNCLOSED, Severity.WARNING, message, found, _COMMENT_HINT))
            # No post has the character; so what follows keeps its place until all is reported.
            html = html.replace("<!--", "\0!--")
        self._elements.read(html, lambda offset: where or place(as_written(offset)))
        escaped, unknown = escape_unknown_tags(html)
        for removal in (*unknown, *find_removals(html, hosts)):
            found = where or place(as_written(removal.offset))
            self.report(Problem(Code.MARKUP_RAW_HTML, Severity.WARNING, removal.message, found, removal.hint))
        return replace_frames(escaped.replace("\0!--", "&lt;!--"), hosts)

    def _places(self, html: str, first_line: int, where: Location | None) -> Callable[[int], Location]:
        """What gives the place of each character of a piece of HTML; the arguments are those of :meth:`raw_html`."""
        if where is None:
            places = PiecePlaces(html, self._file_lines, first_line)
            return lambda offset: Location(self.path, *places.at(offset))
        line, _line_feed, _rest = html.partition("\n")
        column = where.column
        if column is None:
            return lambda offset: where
        places = PiecePlaces(html, self._file_lines, where.line or 1)
        return lambda offset: (
            replace(where, column=column + offset) if offset <= len(line) else Location(self.path, *places.at(offset))
        )

    def finish(self, html: str) -> str:
        """Return the rendered body, cleaned unless the site trusts its authors; sealed pieces are still marks."""
        html = html.translate(_UNSAFE)
        if self.options.raw_html != "trust":
            html = clean(html, self.options.frame_hosts)
            # The page's only h1 is the post's title.
            html = _TITLE.sub(r"<\1h2", html)
        self.problems += self._elements.problems()
        self._elements = OpenElements()
        html = _EMPTY_HEADER.sub(r"<td\1></td>", html)
        return self._unique_ids(html)

    def unseal(self, html: str) -> str:
        """Return what :meth:`finish` gave, or a part of it, with the sealed pieces in their places."""
        return self.sealed.unseal(html).translate(_UNSAFE)

    def reserve_ids(self, pieces: Iterable[str]) -> None:
        """Keep the ids in these pieces of HTML from headings."""
        self.ids.reserve([found for piece in pieces for found in _ID.findall(piece)])

    def _unique_ids(self, html: str) -> str:
        """Take from each tag the id that another one has already."""
        seen = set(_TAKEN)

        def keep_first(match: re.Match[str]) -> str:
            found = _ID.search(match[0])
            if found is None:
                return match[0]
            if found[1] not in seen:
                seen.add(found[1])
                return match[0]
            if found[1] not in ("", "more"):
                message = f"the id '{found[1]}' is used twice; the second is left out"
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
    """Return *html* with blanks for its comments, so that all else keeps its place. One that does not end is none."""
    pieces, position = [], 0
    while (start := html.find("<!--", position)) >= 0 and (end := html.find("-->", start + 4)) >= 0:
        comment = html[start : end + 3]
        pieces += [html[position:start], "".join("\n" if c == "\n" else " " for c in comment)]
        position = end + 3
    return "".join([*pieces, html[position:]])


# A header cell that heads nothing confuses screen readers.
_EMPTY_HEADER = re.compile(r"<th((?: [^<>]*)?)>(?:\s|<p>\s*</p>)*</th>")

# Character references can still make characters that no XML, and so no feed, may hold.
_UNSAFE = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 65534, 65535), "�")
_UNSAFE |= dict.fromkeys(range(55296, 57344), "�")
