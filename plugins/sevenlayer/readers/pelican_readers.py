"""Readers in Pelican's interface."""

from __future__ import annotations

import os
from typing import Any

from pelican.readers import Readers

from sevenlayer.diagnostics import Problems, UnreadablePost
from sevenlayer.directives import Vocabulary
from sevenlayer.front_matter.decode import read_source
from sevenlayer.front_matter.options import FrontMatterOptions
from sevenlayer.pelican_site.build_state import find_build, problems_of
from sevenlayer.pelican_site.metadata import pelican_metadata
from sevenlayer.pelican_site.reader import SourceReader, forget_disabled_readers, take_extensions

from .html import read_html_post
from .options import markup_options
from .post import HTML, MARKDOWN, RESTRUCTUREDTEXT, Post, read_post


class PostReader(SourceReader):
    """Reads posts and pages in Markdown and reStructuredText."""

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        build = find_build(settings)
        self._options = markup_options(settings, build.find(Vocabulary) if build else None)
        self._report = build.problems if build else Problems()
        self._front_matter = (build.find(FrontMatterOptions) if build else None) or FrontMatterOptions()

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the body as HTML and Pelican's metadata; report problems.

        :raises UnreadablePost: the post cannot be built; its errors have been reported.
        """
        relative_path = os.path.relpath(source_path, self.settings["PATH"]).replace(os.sep, "/")
        raw, found = read_source(source_path, self._options.content_root)
        self._report.extend(found)
        if raw is None:
            raise UnreadablePost(source_path)
        post = self._read(raw, source_path, relative_path)
        self._report.extend(post.problems)
        if post.html is None:
            raise UnreadablePost(source_path)
        # `post` has what Pelican's metadata cannot hold: references, headings, locations.
        return post.html, {**pelican_metadata(dict(post.metadata), self.settings), "post": post}

    def _read(self, raw: bytes, source_path: str, relative_path: str) -> Post:
        return read_post(
            raw,
            source_path,
            relative_path=relative_path,
            options=self._options,
            pinned=self._front_matter.dialects,
            fields=self._front_matter.fields,
        )


class MarkdownPostReader(PostReader):
    """Pelican calls the format of an article by its reader's name: ``markdownpost``."""


class RestructuredtextPostReader(PostReader):
    pass


class HtmlPostReader(PostReader):
    def _read(self, raw: bytes, source_path: str, relative_path: str) -> Post:
        return read_html_post(raw, source_path, self._options, self._front_matter.fields)


_READERS = (
    (MARKDOWN, MarkdownPostReader),
    (RESTRUCTUREDTEXT, RestructuredtextPostReader),
    (HTML, HtmlPostReader),
)


def add_readers(readers: Readers) -> None:
    """Replace Pelican's readers of these formats."""
    take_extensions(readers, {extension: reader for extensions, reader in _READERS for extension in extensions})


def keep_markdown_enabled(generator: Any) -> None:
    """Enable the Markdown extensions that Pelican disables without Python-Markdown."""
    forget_disabled_readers(generator, MARKDOWN)


def report_cached_problems(content: Any) -> None:
    """Report the problems of a post from Pelican's cache, which is not read again; duplicates are ignored."""
    if isinstance(post := getattr(content, "post", None), Post):
        problems_of(content.settings).extend(post.problems)
