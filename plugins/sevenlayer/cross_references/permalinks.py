"""Where the posts of other sites and generators lived."""

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

#: Where posts live by their generator's own rule, as patterns of :func:`expand`.
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
# The parts of dates that a path may be made of; each has a number of digits, or letters.
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
    """Return the pattern that *text* is, in our placeholders; Jekyll's (``:title``) and its styles are understood.

    :raises ValueError: it is no path, or has a placeholder that there is not.
    """
    text = _JEKYLL_STYLES.get(text, text)
    if not text.startswith("/"):
        raise ValueError(f"'{text}' must begin with '/'")
    if not text.isprintable() or "/." in text:
        raise ValueError(f"'{text}' has characters or segments that no path may have")

    def replace(match: re.Match[str]) -> str:
        if match[1] not in _JEKYLL:
            raise ValueError(f"'{text}' has no placeholder ':{match[1]}'; there are :{', :'.join(_JEKYLL)}")
        return _JEKYLL[match[1]]

    # Not inside our own placeholders, whose formats have colons: {date:%Y}.
    text = "".join(
        piece if piece.startswith("{") else _JEKYLL_PLACEHOLDER.sub(replace, piece)
        for piece in re.split(r"(\{[^{}]*\})", text)
    )
    try:
        pieces = list(string.Formatter().parse(text))
    except ValueError as exception:
        raise ValueError(f"'{text}' is no pattern: {exception}") from None
    for _literal, name, form, conversion in pieces:
        if name is None:
            continue
        if name not in PLACEHOLDERS or conversion or (form and name != "date"):
            written = "{" + name + (f":{form}" if form else "") + "}"
            raise ValueError(f"'{text}' has no placeholder '{written}'; there are {{{'}, {'.join(PLACEHOLDERS)}}}")
        if name == "date" and not (
            _DATE_FORM.fullmatch(form or "") and set(_DATE_PART.findall(form or "")) <= set(_DATE_PARTS)
        ):
            raise ValueError(f"'{text}': write the date as in {{date:%Y/%m/%d}}")
    return text


def expand(pattern: str, entry: Entry) -> Iterator[str]:
    """Return the decoded paths that *pattern* gives for a post, one for each slug that it may have had; none without its date."""
    pieces = _parse(pattern)
    names = [name for name in dict.fromkeys(name for _literal, name, _form in pieces) if name in _VALUES]
    if entry.date is None and any(name == "date" for _literal, name, _form in pieces):
        return
    # A slug that stands in two places is the same one in both.
    for values in product(*(_VALUES[name](entry) for name in names)):
        chosen = dict(zip(names, values, strict=True))
        parts = (
            literal + (_date(entry.date, form) if name == "date" else chosen.get(name or "", ""))
            for literal, name, form in pieces
        )
        yield re.sub("/{2,}", "/", "".join(parts))


@cache
def _parse(pattern: str) -> tuple[tuple[str, str | None, str], ...]:
    """Each placeholder with the text before it and its format, which is "" for most; the text at the end has None."""
    return tuple((literal, name, form or "") for literal, name, form, _conversion in string.Formatter().parse(pattern))


def pattern_regex(pattern: str) -> re.Pattern[str]:
    """Return what matches the decoded paths that *pattern* can give, whatever the post; letter case and the end do not count."""
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
    """The file name of *source* without its extension, and without the date that it may begin with."""
    stem = _stem(source)
    named = read_file_name(stem)
    return named.rest if named else stem


# What Blogofile left standing in the slugs that it made of titles.
_NOT_BLOGOFILE = re.compile(r"[^a-z0-9$\-_.+!*'(),]+")


def _blogofile_slug(title: str) -> str:
    return re.sub("-{2,}", "-", _NOT_BLOGOFILE.sub("-", title.lower())).strip("-")


@dataclass(frozen=True)
class FormerSite:
    """Where some of the posts once lived.

    *host* is in lower case, with its port if it has one; *prefix* the path of the site on it, without a slash at the end.
    *folder* is the folder of the posts below the content folder, "" for all. *patterns* are paths below the prefix.
    """

    host: str
    prefix: str
    folder: str
    patterns: tuple[str, ...] = ()

    @cached_property
    def regexes(self) -> tuple[re.Pattern[str], ...]:
        """What the addresses of its posts match, below the prefix."""
        return tuple(pattern_regex(pattern) for pattern in self.patterns)

    def has(self, source: str) -> bool:
        return not self.folder or source.startswith(f"{self.folder}/")
