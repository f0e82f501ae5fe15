"""The front matter of other generators, and how to tell whose it is."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .file_names import read_file_name


@dataclass(frozen=True)
class Dialect:
    """One generator's habits.

    *marks* are keys that only this generator has. *renames* maps its keys to fields of the schema. *spaces* says whether a
    string of tags or categories without a comma is a list of words; *file_names* whether the file's name gives the date
    and the slug; *liquid* whether bodies may hold Liquid tags or
    shortcodes.
    """

    name: str
    marks: frozenset[str] = frozenset()
    renames: Mapping[str, str] = field(default_factory=dict)
    spaces: bool = False
    file_names: bool = False
    liquid: bool = False


NATIVE = Dialect("native")
JEKYLL = Dialect(
    "jekyll",
    marks=frozenset({"layout", "published", "excerpt", "excerpt_separator", "comments"}),
    renames={"excerpt": "summary", "redirect_from": "aliases"},
    spaces=True,
    file_names=True,
    liquid=True,
)
BLOGOFILE = Dialect(
    "blogofile",
    marks=frozenset({"guid", "updated"}),
    renames={"updated": "modified", "author": "authors"},
    file_names=True,
)
HUGO = Dialect(
    "hugo",
    marks=frozenset({"lastmod", "publishDate", "expiryDate", "aliases", "linkTitle", "isCJKLanguage"}),
    renames={"lastmod": "modified", "publishDate": "date", "linkTitle": "link_title"},
    liquid=True,
)

DIALECTS = {dialect.name: dialect for dialect in (NATIVE, JEKYLL, BLOGOFILE, HUGO)}
#: Octopress is Jekyll with more Liquid tags.
ALIASES = {"octopress": "jekyll", "pelican": "native"}


def detect_dialect(keys: Collection[str], stem: str) -> Dialect:
    """Tell the dialect from the keys that only one generator has, then from the file's name (without extension)."""
    for dialect in (JEKYLL, HUGO, BLOGOFILE):
        if dialect.marks & set(keys):
            return dialect
    named = read_file_name(stem)
    if named and named.style == "jekyll" and "permalink" in keys:
        return JEKYLL
    return BLOGOFILE if named and named.style == "blogofile" else NATIVE


def read_dialect_setting(setting: Any) -> dict[str, Dialect]:
    """Read ``FRONT_MATTER_DIALECTS``: folders (relative to the content folder) and their dialects.

    A dialect is a name, or ``{"dialect": name, "separator": " "}`` for a folder whose tags and categories are separated
    by spaces (``","`` for commas only).

    :raises ValueError: says which entry is wrong and what may stand there.
    """
    if not isinstance(setting, Mapping):
        raise ValueError("FRONT_MATTER_DIALECTS must be a dict of folders and dialects")
    return {_folder(str(folder)): _read_entry(folder, value) for folder, value in setting.items()}


def _folder(name: str) -> str:
    folder = posixpath.normpath(name.strip("/") or ".")
    return "" if folder == "." else folder


def _read_entry(folder: str, value: Any) -> Dialect:
    entry = {"dialect": value} if isinstance(value, str) else value
    if not isinstance(entry, Mapping) or not set(entry) <= {"dialect", "separator"} or "dialect" not in entry:
        raise ValueError(
            f"FRONT_MATTER_DIALECTS['{folder}'] must be a dialect's name, or a dict with 'dialect' and 'separator'"
        )
    name = ALIASES.get(entry["dialect"], entry["dialect"])
    if name not in DIALECTS:
        known = ", ".join(sorted((*DIALECTS, *ALIASES)))
        raise ValueError(f"FRONT_MATTER_DIALECTS['{folder}']: there is no dialect '{name}'; there are {known}")
    dialect = DIALECTS[name]
    if "separator" not in entry:
        return dialect
    if entry["separator"] not in (" ", ","):
        raise ValueError(f"FRONT_MATTER_DIALECTS['{folder}']: the separator must be ' ' or ','")
    return replace(dialect, spaces=entry["separator"] == " ")


def pinned_dialect(pinned: Mapping[str, Dialect], relative_path: str) -> Dialect | None:
    """The dialect that the settings give to the file: that of the nearest folder which has one."""
    folder = relative_path
    while folder:
        folder = folder.rpartition("/")[0]
        if folder in pinned:
            return pinned[folder]
    return pinned.get("")
