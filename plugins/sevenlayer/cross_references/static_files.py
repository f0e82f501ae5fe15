"""Static files that posts link to."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pelican.contents import Content, Static

from sevenlayer.document import find_urls
from sevenlayer.pelican_site.content_html import html_of, static_content
from sevenlayer.readers import HTML, MARKDOWN, RESTRUCTUREDTEXT

from .resolver import INTRASITE_LINK

#: Extensions of posts.
SOURCES = (*MARKDOWN, *RESTRUCTUREDTEXT, *HTML)
_FILE_MARKS = ("static", "attach")


def static_links(content: Content) -> set[str]:
    """Return the files that *content* links to, as paths relative to the content folder; replaces Pelican's own method.

    A path without ``{static}`` is included if the file exists; one with it, if it exists or is outside the content folder: the
    check of static files reports it. The resolver reports missing files.
    """
    found: set[str] = set()
    root = Path(content.settings["PATH"])
    for url in {url for html in html_of(content) for url in find_urls(html)}:
        match = INTRASITE_LINK.fullmatch(url)
        if match and (match[1] or match[2]) not in _FILE_MARKS:
            continue
        try:
            parts = urlsplit(match[3] if match else url)
        except ValueError:
            continue
        path = unquote(parts.path)
        if not path or "\0" in path:
            continue
        source = posixpath.normpath(path.lstrip("/") if path.startswith("/") else f"{content.relative_dir}/{path}")
        if match:
            if source.startswith("..") or _is_there(root / source):
                found.add(source)
        elif not (parts.scheme or parts.netloc or path.endswith("/")) and _may_be_copied(source, root):
            found.add(source)
    return found


def _may_be_copied(source: str, root: Path) -> bool:
    """Whether *source*, linked without ``{static}``, is a file to copy: not a post, not hidden."""
    if source.startswith("..") or source.rpartition(".")[2].lower() in SOURCES:
        return False
    return not any(part.startswith(".") for part in source.split("/")) and is_file(root / source)


def _is_there(path: Path) -> bool:
    try:
        return path.is_symlink() or path.exists()
    except (OSError, ValueError):
        return False


def is_below(source: str, root: Path) -> bool:
    """Whether *source*, a normalised path, is a file whose real path is below *root*."""
    try:
        return (
            not source.startswith("..")
            and (root / source).resolve().is_relative_to(root.resolve())
            and is_file(root / source)
        )
    except (OSError, ValueError):
        return False


def is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def attach_files(contents: Collection[Content]) -> None:
    """Attach the files of ``{attach}`` links to their posts, before their URLs are used."""
    for content in contents:
        if isinstance(content, Static):
            continue
        for url in (url for html in html_of(content) for url in find_urls(html)):
            match = INTRASITE_LINK.fullmatch(url)
            if match and (match[1] or match[2]) == "attach":
                path = unquote(match[3].partition("#")[0].partition("?")[0])
                base = "" if path.startswith("/") else content.relative_dir
                source = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
                if static := static_content(content).get(source):
                    static.attach_to(content)
