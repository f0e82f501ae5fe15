"""Makes entries from Pelican's contents and generated pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican.contents import Content, Page, Static
from pelican.generators import ArticlesGenerator

from sevenlayer.document import served_path
from sevenlayer.pelican_site.contents import all_contents
from sevenlayer.pelican_site.output_paths import generated_files, generated_pages, groups_of

from .entries import Entry, Kind, Name, NameKind


def content_entries(generators: list[Any]) -> dict[Entry, Content]:
    """Return the entry of each post, page and static file with its content, ordered by source."""
    contents = {id(content): content for _generator, content in all_contents(generators)}
    ordered = sorted(contents.values(), key=lambda content: content.get_relative_source_path())
    return {_entry(content): content for content in ordered}


def _entry(content: Content) -> Entry:
    source = content.get_relative_source_path()
    path = os.path.join(content.settings["PATH"], source)  # noqa: PTH118 - as Pelican has the paths of posts
    if isinstance(content, Static):
        return Entry(Kind.FILE, content.url.lstrip("/"), source, path)
    post = getattr(content, "post", None)
    metadata = content.metadata
    guids = [metadata.get("guid"), metadata.get("id")]
    return Entry(
        Kind.PAGE if isinstance(content, Page) else Kind.POST,
        content.url.lstrip("/"),
        source,
        path,
        title=plain(content.title),
        slug=content.slug,
        date=getattr(content, "date", None),
        categories=tuple(str(one) for one in getattr(content, "categories", ())),
        dialect=post.dialect if post else "native",
        permalink=str(metadata.get("permalink") or ""),
        aliases=_texts(metadata.get("aliases")),
        guids=tuple(str(guid) for guid in guids if guid),
        is_draft=content.status in ("draft", "skip"),
        is_listed=content.status == "published",
        is_translation=bool(content.translations) and not content.in_default_lang,
        where=post.where if post else {},
    )


def plain(title: Any) -> str:
    """Return the plain text of a title, which is HTML in Pelican."""
    return str(title.striptags()) if hasattr(title, "striptags") else str(title)


def _texts(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(one) for one in value or ())


def generated_entries(generators: list[Any]) -> Iterator[tuple[Entry, tuple[Name, ...]]]:
    """Yield entry and names (such as ``{tag}nova``) of each page without a source, and of each file of the theme."""
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            for mark, group, _articles in groups_of(generator):
                names = (Name(f"{{{mark}}}{word}", NameKind.WORD) for word in dict.fromkeys((group.name, group.slug)))
                entry = Entry(Kind.GENERATED, str(group.url).lstrip("/"), title=f"{mark} {group}")
                yield entry, (_canonical(entry.url), *names)
            for path in _theme_files(generator.settings):
                entry = Entry(Kind.GENERATED, _url(path))
                yield entry, (_canonical(entry.url),)
    for path, owner in (*generated_pages(generators), *generated_files(generators)):
        entry = Entry(Kind.GENERATED, _url(path), title=owner)
        yield entry, (_canonical(entry.url),)


def _canonical(url: str) -> Name:
    return Name(served_path(f"/{url}"), NameKind.CANONICAL)


def _url(save_as: str) -> str:
    return served_path(f"/{save_as}").removeprefix("/")


def _theme_files(settings: dict[str, Any]) -> Iterator[str]:
    for folder in settings["THEME_STATIC_PATHS"]:
        root = Path(settings["THEME"]) / folder
        for path in sorted(root.rglob("*")):
            if path.is_file():
                yield f"{settings['THEME_STATIC_DIR']}/{path.relative_to(root).as_posix()}"
