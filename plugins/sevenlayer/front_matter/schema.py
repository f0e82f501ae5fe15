"""The fields of front matter: the one place that says what each is, what it defaults to, and what rule it follows."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = [
    "BY_NAME",
    "FIELDS",
    "Choice",
    "Date",
    "Field",
    "FieldType",
    "Flag",
    "Kind",
    "Names",
    "Number",
    "Text",
    "fields_table",
    "read_own_fields",
]


class Kind(enum.Enum):
    """What a field's value is; the word is what authors read in the documentation and in messages."""

    TEXT = "text"
    MARKUP = "text with inline markup"
    DATE = "a date"
    NAMES = "a list of names"
    NUMBER = "a whole number from 1 to 9999"
    FLAG = "true or false"
    SLUG = "a slug"
    PATH = "a path"
    CHOICE = "a word"
    ZONE = "a time zone"
    LANGUAGE = "a language"
    DATE_FORMAT = "a way to write dates"
    ANY = "anything"


@dataclass(frozen=True)
class Field:
    """One field. *default* and *rule* are sentences for authors; *choices* are the words of a CHOICE."""

    name: str
    kind: Kind
    default: str
    rule: str
    choices: tuple[str, ...] = ()


STATUSES = ("published", "draft", "hidden", "skip")

FIELDS = (
    Field("title", Kind.TEXT, "none: a post must have one", "One line of plain text; `<` and `&` are just characters."),
    Field(
        "date",
        Kind.DATE,
        "the file name's, else none: a published post must have one",
        "Year first, as in `2013-07-19 10:15`; without a zone it is local to `TIMEZONE`.",
    ),
    Field("modified", Kind.DATE, "none", "When the post last changed; as `date`."),
    Field(
        "category",
        Kind.NAMES,
        "`DEFAULT_CATEGORY`",
        "One or several, as a list or separated by commas. The first is the post's main category; all have pages and feeds.",
    ),
    Field("categories", Kind.NAMES, "none", "The same as `category`; where both stand, `category` comes first."),
    Field("tags", Kind.NAMES, "none", "A list, or separated by commas (semicolons, where a name has a comma)."),
    Field(
        "author", Kind.NAMES, "`AUTHOR`", "One name, as it is; in Jekyll and Blogofile posts, commas separate several."
    ),
    Field("authors", Kind.NAMES, "`author`", "A list, or separated by commas (semicolons, where a name has a comma)."),
    Field(
        "summary",
        Kind.MARKUP,
        "what stands before the `more` mark, else the first paragraphs",
        "In the post's language.",
    ),
    Field(
        "slug",
        Kind.SLUG,
        "the file name's, else from the title",
        "The post's word in its URL: lower-case letters a to z, digits and hyphens.",
    ),
    Field(
        "status", Kind.CHOICE, "published", "`skip` leaves the file alone; a draft is built but not listed.", STATUSES
    ),
    Field("draft", Kind.FLAG, "false", "True means `status: draft`."),
    Field("published", Kind.FLAG, "true", "False means `status: draft`."),
    Field("lang", Kind.LANGUAGE, "`DEFAULT_LANG`", "The language of the post, as in `en` or `pt-br`."),
    Field("translation", Kind.FLAG, "false", "True for a post that translates another one with the same slug."),
    Field(
        "template", Kind.TEXT, "`article` or `page`", "A template of the theme that is made for posts, without `.html`."
    ),
    Field(
        "save_as",
        Kind.PATH,
        "from `ARTICLE_SAVE_AS`",
        "Where the page is written, below the output folder; `index.html` makes it the site's front page.",
    ),
    Field("url", Kind.PATH, "from `ARTICLE_URL`", "The page's address below the site's; goes with `save_as`."),
    Field("timezone", Kind.ZONE, "`TIMEZONE`", "The time zone of this post's dates, as in `Asia/Hong_Kong`."),
    Field(
        "date_format", Kind.DATE_FORMAT, "`DEFAULT_DATE_FORMAT`", "How this post's dates are shown, as in `%-d %B %Y`."
    ),
    Field("series", Kind.TEXT, "none", "The name of the series that the post is a part of."),
    Field(
        "series_index",
        Kind.NUMBER,
        "none: where no part has one, dates give the order",
        "Which part of the series the post is; the first is 1.",
    ),
    Field(
        "permalink",
        Kind.TEXT,
        "none",
        "Where the post lived on an earlier site: links find it by that, and readers who come by it are led here.",
    ),
    Field("aliases", Kind.NAMES, "none", "Other addresses of the post, as `permalink`."),
    Field("guid", Kind.TEXT, "none", "The id of the post in an earlier site's feed; links find the post by it."),
    Field("id", Kind.TEXT, "none", "The same as `guid`."),
    Field(
        "allow_broken",
        Kind.NAMES,
        "none",
        "Addresses in this post that may lead nowhere: one as it is, with its commas, or a list.",
    ),
    Field(
        "keep_links",
        Kind.NAMES,
        "none",
        "Addresses of links in this post that stay as they are though the site behind them has moved: one, or a list.",
    ),
    Field(
        "projects",
        Kind.NAMES,
        "none",
        "OpenStack projects that the post is about, by any name that they have or had, as in `nova, quantum`.",
    ),
    Field("openstack_names", Kind.FLAG, "true", "False leaves former names of projects in this post unexplained."),
    Field("layout", Kind.ANY, "none", "Another generator's template; kept on the article, and not used."),
    Field("comments", Kind.ANY, "none", "Kept on the article for the theme."),
)

BY_NAME = {field.name: field for field in FIELDS}


@dataclass(frozen=True)
class FieldType:
    """The type of a field of a site's own, for ``FRONT_MATTER_FIELDS``."""

    kind: Kind
    choices: tuple[str, ...] = ()


Text = FieldType(Kind.TEXT)
Date = FieldType(Kind.DATE)
Names = FieldType(Kind.NAMES)
Number = FieldType(Kind.NUMBER)
Flag = FieldType(Kind.FLAG)


def Choice(*words: str) -> FieldType:  # noqa: N802 - reads as the types beside it
    """One of *words*, whatever their letter case."""
    return FieldType(Kind.CHOICE, tuple(word.lower() for word in words))


_OWN_NAME = re.compile(r"[a-z][a-z0-9_]*")
_TYPE_NAMES = "Text, Date, Names, Number, Flag, or Choice('a', 'b')"


def read_own_fields(setting: Any) -> dict[str, Field]:
    """Read ``FRONT_MATTER_FIELDS``: names and types.

    :raises ValueError: an entry is wrong, or the field is a known one.
    """
    if not isinstance(setting, Mapping):
        raise ValueError(f"FRONT_MATTER_FIELDS must be a dict of names and types, not {setting!r}")
    for name, kind in setting.items():
        if not isinstance(name, str) or not _OWN_NAME.fullmatch(name):
            raise ValueError(f"FRONT_MATTER_FIELDS: {name!r} is not a name of lower-case letters, digits and '_'")
        if name in BY_NAME:
            raise ValueError(f"FRONT_MATTER_FIELDS: there is a field '{name}' already")
        if not isinstance(kind, FieldType) or (kind.kind is Kind.CHOICE and not all(kind.choices)):
            what = f"the text {kind!r}" if isinstance(kind, str) else repr(kind)
            raise ValueError(
                f"FRONT_MATTER_FIELDS: {what} is no type for '{name}'; import {_TYPE_NAMES} from sevenlayer.front_matter"
            )
    return {name: Field(name, kind.kind, "", "", kind.choices) for name, kind in setting.items()}


def fields_table() -> str:
    """Return the table for authors, in Markdown."""
    rows = ["| field | is | default | rule |", "| --- | --- | --- | --- |"]
    for field in FIELDS:
        kind = ", ".join(f"`{choice}`" for choice in field.choices) or field.kind.value
        rows.append(f"| `{field.name}` | {kind} | {field.default} | {field.rule} |")
    return "\n".join(rows) + "\n"
