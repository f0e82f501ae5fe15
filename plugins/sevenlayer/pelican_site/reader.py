"""What readers need of Pelican's own besides the interface for plugins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from pelican.readers import _DISCARD, BaseReader, HTMLReader, Readers
from pelican.urlwrappers import URLWrapper

__all__ = ["SourceReader", "forget_disabled_readers", "has_key", "html_metadata", "take_extensions"]


class SourceReader(BaseReader):
    """The base of readers whose extensions are given out by :func:`take_extensions`."""

    # Pelican asks every subclass of its own readers for the extensions it takes.
    file_extensions: ClassVar[list[str]] = []

    def process_metadata(self, name: str, value: Any) -> Any:
        """Pelican's, for what file names and settings say; a file name that only looks like a date is none."""
        try:
            return super().process_metadata(name, value)
        except ValueError:
            return _DISCARD


def take_extensions(readers: Readers, classes: Mapping[str, type[BaseReader]]) -> None:
    """Have files be read by *classes*, by extension, unless the site's ``READERS`` setting names another, or none.

    Extensions in capitals are taken too: Pelican would pass over ``POST.MD`` without a word.
    """
    chosen = readers.settings.get("READERS") or {}
    for extension, reader in classes.items():
        if extension not in chosen:
            for spelling in (extension, extension.upper(), extension.capitalize()):
                readers.reader_classes[spelling] = reader


def forget_disabled_readers(generator: Any, extensions: Iterable[str]) -> None:
    """Keep Pelican from asking for the package that it would read files with these *extensions* with."""
    for extension in extensions:
        if extension in generator.readers.readers:
            generator.readers.disabled_readers.pop(extension, None)


def html_metadata(text: str, path: str) -> Mapping[str, str | list[str]]:
    """Return the metadata of an HTML page, as Pelican reads them: its ``<title>``, and each ``<meta name content>``."""
    parser = HTMLReader._HTMLParser({}, path)
    parser.feed(text)
    parser.close()
    metadata: Mapping[str, str | list[str]] = parser.metadata
    return metadata


def has_key(wrapper: URLWrapper, name: str) -> bool:
    """Whether Pelican makes a slug of *name* by which it tells categories, tags and authors from one another."""
    return bool(wrapper._normalize_key(name))
