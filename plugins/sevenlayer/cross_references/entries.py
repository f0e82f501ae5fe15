"""Link targets and their names."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from sevenlayer.diagnostics import Location
from sevenlayer.diagnostics.problems import display_path


class Kind(enum.Enum):
    """The kind of a link target; the value is used in messages."""

    POST = "post"
    PAGE = "page"
    FILE = "file"
    GENERATED = "generated page"


#: Kinds with a text of their own: they have links and can have ids.
DOCUMENT_KINDS = frozenset({Kind.POST, Kind.PAGE})


@dataclass(frozen=True, eq=False, slots=True)
class Entry:
    """A link target: a post, a page, a static file, or a generated page.

    *url* is relative to the site root, without a leading slash, as in Pelican. *source* is the path relative to the content
    folder and *path* the path of the file; both are empty for a generated page. *title* is plain text. *where* maps names of
    front matter fields to their locations.
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
    where: Mapping[str, Location] = field(default_factory=dict)

    def location(self, name: str, value: str = "") -> Location | None:
        """Return the location of *value* in the field *name*, else of the field, else the file; None without a file."""
        locations = (self.where.get(f"{name}: {value}"), self.where.get(name))
        return next((location for location in locations if location), Location(self.path) if self.path else None)

    @property
    def display_name(self) -> str:
        """The entry as named in messages."""
        return f"'{display_path(self.path)}'" if self.path else f"the page '/{self.url}'"


class NameKind(enum.Enum):
    """The origin of a name, strongest claim first; the value is used in messages."""

    CANONICAL = "URL"
    PERMALINK = "permalink"
    ALIAS = "alias"
    GUID = "id"
    FORMER = "former URL"
    SOURCE = "source file"
    WORD = "name"

    @property
    def is_claim(self) -> bool:
        """Whether such a name belongs to a single entry; other names may be ambiguous."""
        return self not in (NameKind.SOURCE, NameKind.WORD)


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one entry.

    *text* is a decoded path from the site root (``/blog/2013/09/05/layers/``, ``/posts/layers.rst``), a URL with a host and
    without a scheme (``//hackstack.org/x/blog/…``), or a word (``layers``).
    """

    text: str
    kind: NameKind
    where: Location | None = None

    @property
    def is_path(self) -> bool:
        """Whether the name is a URL path of this site, which needs a page or a redirect."""
        return self.kind.is_claim and self.text.startswith("/") and not self.text.startswith("//")
