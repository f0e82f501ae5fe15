"""Posts with diagrams, read without a site."""

from __future__ import annotations

import datetime
from pathlib import Path

import sevenlayer.readers  # noqa: F401 - registers the vocabulary
from sevenlayer.directives.standard import standard_vocabulary
from sevenlayer.front_matter.dialects import DIALECTS
from sevenlayer.layer_diagrams.diagram import Knowledge
from sevenlayer.layer_diagrams.directive import Site, layers_directive
from sevenlayer.openstack.facts.load import facts
from sevenlayer.readers import MarkupOptions, Post, read_post

FRONT_MATTER = "---\ntitle: A post\ndate: 2014-11-02\n---\n"
FOLDER = Path("/content")


def read(body: str, language: str) -> Post:
    vocabulary = standard_vocabulary()
    site = Site(Knowledge(facts(), datetime.date(2026, 11, 22), has_pages=True), str(FOLDER))
    vocabulary.add_directive("layers", layers_directive(site))
    options = MarkupOptions(content_root=FOLDER, vocabulary=vocabulary)
    path = str(FOLDER / f"post.{language}")
    source = (FRONT_MATTER + body).encode()
    return read_post(source, path, relative_path=f"post.{language}", options=options, pinned={"": DIALECTS["native"]})


def report(post: Post) -> list[str]:
    found = []
    for problem in sorted(post.problems, key=lambda one: one.sort_key):
        where = str(problem.where).removeprefix(f"{FOLDER}/")
        hint = f" | {problem.hint}" if problem.hint else ""
        found.append(f"{where}: {problem.severity.value}: {problem.message} [{problem.code}]{hint}")
    return found


def indented(text: str, indent: str) -> str:
    return "".join(f"{indent}{line}\n" if line else f"{indent.rstrip()}\n" for line in text.split("\n"))
