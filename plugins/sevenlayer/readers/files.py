"""Writes the files of directives, such as images."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from sevenlayer.pelican_site.contents import all_contents


class PostFilesGenerator(Generator):
    """Writes ``post.files`` of posts and pages; *generators* are all generators, set after all posts are read."""

    generators: tuple[Any, ...] = ()

    def claimed_files(self, generators: list[Any]) -> Iterator[tuple[str, str]]:
        """Yield the path and a description of each file; posts may share a file."""
        owners: dict[str, str] = {}
        for _generator, content in all_contents(generators):
            for path in files_of(content):
                owners.setdefault(path, f"a file of '{content.get_relative_source_path()}'")
        yield from owners.items()

    def generate_output(self, _writer: Any) -> None:
        files = {
            path: text
            for _generator, content in all_contents(list(self.generators))
            for path, text in files_of(content).items()
        }
        for path, text in files.items():
            target = Path(self.output_path, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8", newline="\n")


def files_of(content: Any) -> dict[str, str]:
    """Return the files of *content*: text by path relative to the site root."""
    return dict(getattr(getattr(content, "post", None), "files", {}))


def show_generators(generators: list[Any]) -> None:
    """Set *generators* of `PostFilesGenerator`, after all posts are read and before anything is written."""
    for generator in generators:
        if isinstance(generator, PostFilesGenerator):
            generator.generators = tuple(generators)
