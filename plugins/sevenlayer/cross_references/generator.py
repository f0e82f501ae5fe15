"""Writes redirect pages, redirect tables and the link graph."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.utils import path_to_url

from sevenlayer.pelican_site.build_state import build_of
from sevenlayer.redirects import TABLES, Redirect, redirect_html, redirect_path

from .settings import Options

GRAPH = "graph.json"


class ReferencesGenerator(Generator):
    """Writes the pages and tables of *redirects*, and *graph*; both are set by ``resolve_site``."""

    redirects: tuple[Redirect, ...] = ()
    graph = ""

    def claimed_files(self, _generators: list[Any]) -> Iterator[tuple[str, str]]:
        """Yield the path and a description of each file with a fixed name; redirect pages are claimed in ``resolve_site``."""
        yield GRAPH, "the graph of references"
        for name in build_of(self.settings).get(Options).tables:
            yield TABLES[name].path, f"the table of redirects for {name}"

    def generate_output(self, _writer: Any) -> None:
        files = {GRAPH: self.graph} if self.graph else {}
        site_url = str(self.settings["SITEURL"])
        for redirect in self.redirects:
            if path := redirect_path(redirect.source):
                href = _relative(redirect.target, path) if self.settings["RELATIVE_URLS"] else None
                files[path] = redirect_html(redirect, site_url, href=href)
        for name in build_of(self.settings).get(Options).tables:
            files[TABLES[name].path] = TABLES[name].render(self.redirects, site_url)
        _write(Path(self.output_path), files)


def _relative(target: str, path: str) -> str:
    """Return *target* relative to the page that is written to *path*."""
    up = os.path.relpath(".", Path(path).parent)
    return f"{path_to_url(up)}{target}"


def _write(output: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
