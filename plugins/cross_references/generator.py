"""What is written for references besides the posts: pages and tables that lead on, and the graph."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.utils import path_to_url

from .redirect_files import TABLES, stub_html, stub_path
from .settings import read_options
from .site import Outcome

GRAPH = "graph.json"


class ReferencesGenerator(Generator):
    """Writes the files of *outcome*, which is set when all posts are read."""

    outcome = Outcome()

    def claimed_files(self, _generators: list[Any]) -> Iterator[tuple[str, str]]:
        """The paths of what has a name of its own, each with its owner in words; pages that lead on come later."""
        yield GRAPH, "the graph of references"
        for name in read_options(self.settings).tables:
            yield TABLES[name].path, f"the table of redirects for {name}"

    def generate_output(self, _writer: Any) -> None:
        files = {GRAPH: self.outcome.graph} if self.outcome.graph else {}
        site_url = str(self.settings["SITEURL"])
        for redirect in self.outcome.redirects:
            if path := stub_path(redirect.source):
                href = _relative(redirect.target, path) if self.settings["RELATIVE_URLS"] else None
                files[path] = stub_html(redirect, site_url, href=href)
        for name in read_options(self.settings).tables:
            files[TABLES[name].path] = TABLES[name].render(self.outcome.redirects, site_url)
        _write(Path(self.output_path), files)


def _relative(target: str, path: str) -> str:
    """*target* as seen from the page that is written to *path*."""
    up = os.path.relpath(".", Path(path).parent)
    return f"{path_to_url(up)}{target}"


def _write(output: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
