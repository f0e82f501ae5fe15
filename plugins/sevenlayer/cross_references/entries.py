"""What can be referred to, and what it is called."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from sevenlayer.diagnostics import Where
from sevenlayer.diagnostics.problems import display_path


class Kind(enum.Enum):
    """What stands behind an address; the word is for messages."""

    POST = "post"
    PAGE = "page"
    FILE = "file"
    GENERATED = "generated page"


#: What has text of its own, which links lead to and stand in.
DOCUMENT_KINDS = frozenset({Kind.POST, Kind.PAGE})


@dataclass(frozen=True, eq=False, slots=True)
class Entry:
    """One thing with an address: a post, a page, a file, or a page that no source stands for.

    *url* is the address below the site's root, without a slash at its beginning, as Pelican has it. *source* is the path below
    the content folder and *path* the file's; both are empty for what has none. *title* is plain text. *where* has the
    places of the front matter's fields.
    """

    kind: Kind
    url: str
    source: str = ""
    path: str = ""
    title: str = ""
    slug: str = ""
    date: datetime.datetime | None = None
    categories: tuple[str, ...] = ()
    dialect: str = "native"
    permalink: str = ""
    aliases: tuple[str, ...] = ()
    guids: tuple[str, ...] = ()
    is_draft: bool = False
    is_listed: bool = True
    is_translation: bool = False
    where: Mapping[str, Where] = field(default_factory=dict)

    def location(self, name: str, value: str = "") -> Where | None:
        """Where *value* stands in the field *name*, or the field, or else the file."""
        places = (self.where.get(f"{name}: {value}"), self.where.get(name))
        return next((place for place in places if place), Where(self.path) if self.path else None)

    @property
    def display_name(self) -> str:
        """The entry as a message names it."""
        return f"'{display_path(self.path)}'" if self.path else f"the page '/{self.url}'"


class NameKind(enum.Enum):
    """Where a name comes from, the strongest claim first."""

    CANONICAL = "address"
    PERMALINK = "permalink"
    ALIAS = "alias"
    GUID = "id"
    FORMER = "former address"
    SOURCE = "source file"
    WORD = "name"

    @property
    def is_claim(self) -> bool:
        """Whether such a name can belong to one entry alone; others may be ambiguous."""
        return self not in (NameKind.SOURCE, NameKind.WORD)


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one entry.

    *text* is a decoded path from the site's root (``/blog/2013/09/05/layers/``, ``/posts/layers.rst``), an address with its host
    (``//hackstack.org/x/blog/…``), or one word (``layers``).
    """

    text: str
    kind: NameKind
    where: Where | None = None

    @property
    def is_path(self) -> bool:
        """Whether the site itself is asked for this name, by links and by readers who come from elsewhere."""
        return self.kind.is_claim and self.text.startswith("/") and not self.text.startswith("//")
