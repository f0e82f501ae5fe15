"""Permalink patterns of former sites and of other generators."""

from __future__ import annotations

import datetime
import posixpath
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product

from sevenlayer.front_matter.file_names import read_file_name
from sevenlayer.front_matter.slugs import make_slug

from .entries import Entry

#: Default permalinks of generators, as patterns of :func:`expand`.
#: Blogofile: its blog controller's permalink of date and title; Octopress: its `permalink` in _config.yml.
USUAL_PERMALINKS = {
    "blogofile": "/blog/{date:%Y/%m/%d}/{title}/",
    "jekyll": "/blog/{date:%Y/%m/%d}/{slug}/",
}

# Jekyll's placeholders (https://jekyllrb.com/docs/permalinks/), as ours.
_JEKYLL = {
    "title": "{slug}",
    "slug": "{slug}",
    "year": "{date:%Y}",
    "short_year": "{date:%y}",
    "month": "{date:%m}",
    "i_month": "{date:%-m}",
    "short_month": "{date:%b}",
    "long_month": "{date:%B}",
    "day": "{date:%d}",
    "i_day": "{date:%-d}",
    "y_day": "{date:%j}",
    "hour": "{date:%H}",
    "minute": "{date:%M}",
    "second": "{date:%S}",
    "categories": "{categories}",
    "output_ext": ".html",
}
_JEKYLL_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}
_JEKYLL_PLACEHOLDER = re.compile(r":([a-z_]+)")

#: The placeholders of patterns.
PLACEHOLDERS = ("date", "slug", "title", "file", "category", "categories")
# Date directives allowed in patterns, each with the regular expression of its output.
_DATE_PARTS = {
    "%Y": r"\d{4}",
    "%y": r"\d{2}",
    "%m": r"\d{2}",
    "%-m": r"\d{1,2}",
    "%d": r"\d{2}",
    "%-d": r"\d{1,2}",
    "%j": r"\d{3}",
    "%H": r"\d{2}",
    "%M": r"\d{2}",
    "%S": r"\d{2}",
    "%b": r"[A-Za-z]+",
    "%B": r"[A-Za-z]+",
}
_DATE_FORM = re.compile(r"(?:%-?[A-Za-z]|[-/._])+")
_DATE_PART = re.compile(r"%-?[A-Za-z]")


def read_pattern(text: str) -> str:
    """Return *text* as a pattern with our placeholders; converts Jekyll's placeholders (``:title``) and named styles.

    :raises ValueError: *text* is not a path, or has an unknown placeholder.
    """
    text = _JEKYLL_STYLES.get(text, text)
    if not text.startswith("/"):
        raise ValueError(f"'{text}' must begin with '/'")
    if not text.isprintable() or "/." in text:
        raise ValueError(f"'{text}' has characters or segments that are invalid in a path")

    def replace(match: re.Match[str]) -> str:
        if match[1] not in _JEKYLL:
            raise ValueError(f"unknown placeholder ':{match[1]}' in '{text}'; available: :{', :'.join(_JEKYLL)}")
        return _JEKYLL[match[1]]

    # Not in our own placeholders, whose format specifications have colons: {date:%Y}.
    text = "".join(
        piece if piece.startswith("{") else _JEKYLL_PLACEHOLDER.sub(replace, piece)
        for piece in re.split(r"(\{[^{}]*\})", text)
    )
    try:
        pieces = list(string.Formatter().parse(text))
    except ValueError as exception:
        raise ValueError(f"'{text}' is not a valid pattern: {exception}") from None
    for _literal, name, form, conversion in pieces:
        if name is None:
            continue
        if name not in PLACEHOLDERS or conversion or (form and name != "date"):
            written = "{" + name + (f":{form}" if form else "") + "}"
            raise ValueError(f"unknown placeholder '{written}' in '{text}'; available: {{{'}, {'.join(PLACEHOLDERS)}}}")
        if name == "date" and not (
            _DATE_FORM.fullmatch(form or "") and set(_DATE_PART.findall(form or "")) <= set(_DATE_PARTS)
        ):
            raise ValueError(f"'{text}': write the date like {{date:%Y/%m/%d}}")
    return text


def expand(pattern: str, entry: Entry) -> Iterator[str]:
    """Yield the decoded paths of a post by *pattern*, one for each slug that it may have had.

    Yields none if the pattern has a date and the post has not.
    """
    pieces = _parse(pattern)
    names = [name for name in dict.fromkeys(name for _literal, name, _form in pieces) if name in _VALUES]
    if entry.date is None and any(name == "date" for _literal, name, _form in pieces):
        return
    # A placeholder that occurs twice has the same value in both.
    for values in product(*(_VALUES[name](entry) for name in names)):
        chosen = dict(zip(names, values, strict=True))
        parts = (
            literal + (_date(entry.date, form) if name == "date" else chosen.get(name or "", ""))
            for literal, name, form in pieces
        )
        yield re.sub("/{2,}", "/", "".join(parts))


@cache
def _parse(pattern: str) -> tuple[tuple[str, str | None, str], ...]:
    """Return triples of literal text, the placeholder after it, and its format or ""; trailing text has None."""
    return tuple((literal, name, form or "") for literal, name, form, _conversion in string.Formatter().parse(pattern))


def pattern_regex(pattern: str) -> re.Pattern[str]:
    """Return a regular expression for the decoded paths of *pattern*; ignores letter case, ``.html`` and a final slash."""
    pieces: list[str] = []
    for literal, name, form in _parse(pattern):
        pieces.append(re.escape(literal))
        if name == "date":
            written = _DATE_PART.sub(lambda match: f"\0{match[0]}\0", form)
            pieces += [_DATE_PARTS.get(part, re.escape(part)) for part in written.split("\0") if part]
        elif name is not None:
            pieces.append("[^/]+" if name != "categories" else ".*")
    text = "".join(pieces).removesuffix("/").removesuffix(re.escape(".html"))
    return re.compile(rf"{text}(?:\.html?)?/?", re.IGNORECASE)


def _date(date: datetime.datetime | None, form: str) -> str:
    return date.strftime(form) if date else ""


def _slugs(entry: Entry) -> tuple[str, ...]:
    return _distinct(entry.slug, undated(entry.source), *_titles(entry))


def _titles(entry: Entry) -> tuple[str, ...]:
    return _distinct(make_slug(entry.title), _blogofile_slug(entry.title))


def _files(entry: Entry) -> tuple[str, ...]:
    return _distinct(_stem(entry.source))


def _categories(entry: Entry) -> tuple[str, ...]:
    return _distinct("/".join(make_slug(one) for one in entry.categories), "/".join(entry.categories).lower())


def _category(entry: Entry) -> tuple[str, ...]:
    return _distinct(*(make_slug(one) for one in entry.categories[:1]))


_VALUES = {
    "slug": _slugs,
    "title": _titles,
    "file": _files,
    "category": _category,
    "categories": _categories,
}


def _distinct(*values: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(value for value in values if value))
    return found or ("",)


def _stem(source: str) -> str:
    return posixpath.splitext(posixpath.basename(source))[0]


def undated(source: str) -> str:
    """Return the file name of *source* without extension and without a leading date."""
    stem = _stem(source)
    named = read_file_name(stem)
    return named.rest if named else stem


# Characters that Blogofile replaces in slugs.
_NOT_BLOGOFILE = re.compile(r"[^a-z0-9$\-_.+!*'(),]+")


def _blogofile_slug(title: str) -> str:
    return re.sub("-{2,}", "-", _NOT_BLOGOFILE.sub("-", title.lower())).strip("-")


@dataclass(frozen=True)
class FormerSite:
    """A former site of some of the posts.

    *host* is in lower case, with its port if any; *prefix* is the path of the site on the host, without a trailing slash.
    *folder* is the folder of its posts relative to the content folder, "" for all posts. *patterns* are permalink patterns
    relative to *prefix*.
    """

    host: str
    prefix: str
    folder: str
    patterns: tuple[str, ...] = ()

    @cached_property
    def regexes(self) -> tuple[re.Pattern[str], ...]:
        """Regular expressions for the paths of its posts, relative to the prefix."""
        return tuple(pattern_regex(pattern) for pattern in self.patterns)

    def has(self, source: str) -> bool:
        return not self.folder or source.startswith(f"{self.folder}/")
