"""Writes the files that directives make besides their HTML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from sevenlayer.pelican_site.contents import all_contents


class PostFilesGenerator(Generator):
    """Writes what posts and pages have as ``post.files``; *generators* are all of the build, set when all posts are read."""

    generators: tuple[Any, ...] = ()

    def claimed_files(self, generators: list[Any]) -> Iterator[tuple[str, str]]:
        """The paths of the files, each with its owner in words; two posts may have one file."""
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
    """Return what is written with *content*: texts by paths below the site's root."""
    return dict(getattr(getattr(content, "post", None), "files", {}))


def show_generators(generators: list[Any]) -> None:
    """All posts are read, and nothing is written yet."""
    for generator in generators:
        if isinstance(generator, PostFilesGenerator):
            generator.generators = tuple(generators)
