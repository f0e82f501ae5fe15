"""The pure resolver, by cases: a site as values, references, and what they mean.

A file of cases reads::

    == what the case is about
    -- site
    settings in YAML: the plugin's own
    -- entries
    - {kind: post, source: posts/layers.rst, url: blog/2013/09/05/layers/, ids: [lowest-layer]}
    -- references from posts/layers.rst
    {filename}layers.rst => /blog/2013/09/05/layers/
    layer => unknown: the message | the hint

``elsewhere`` is what is no address of a page of this site, ``web`` another site's. With ``--update-expected`` the results are
written anew; review the difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from sevenlayer.cross_references.entries import Entry, Kind
from sevenlayer.cross_references.index import Index, build_index
from sevenlayer.cross_references.resolver import (
    Referrer,
    Resolution,
    Resolved,
    Unchanged,
    Unresolved,
    resolve_reference,
)
from sevenlayer.cross_references.settings import read_options

FOLDER = Path(__file__).parent / "resolver"
_HEAD = re.compile(r"^-- (site|entries|references from|problems) ?(.*)\n", re.MULTILINE)


@dataclass
class Case:
    path: Path
    title: str
    sections: list[tuple[str, str, str]] = field(default_factory=list)

    def text(self, kind: str) -> str:
        return "".join(text for one, _argument, text in self.sections if one == kind)

    def as_text(self) -> str:
        heads = (f"-- {kind} {argument}".rstrip() + f"\n{text}" for kind, argument, text in self.sections)
        return f"== {self.title}\n{''.join(heads)}"


def read_cases(path: Path) -> list[Case]:
    cases = []
    for piece in re.split(r"^== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, _, rest = piece.partition("\n")
        heads = list(_HEAD.finditer(rest))
        ends = [head.start() for head in heads[1:]] + [len(rest)]
        sections = [(head[1], head[2], rest[head.end() : end]) for head, end in zip(heads, ends, strict=True)]
        cases.append(Case(path, title, sections))
    return cases


FILES = {path: read_cases(path) for path in sorted(FOLDER.glob("*.txt"))}
CASES = [case for cases in FILES.values() for case in cases]


def read_entry(value: dict[str, Any]) -> tuple[Entry, list[str] | None]:
    ids = value.pop("ids", None)
    lists = {name: tuple(value.pop(name, ())) for name in ("categories", "aliases", "guids")}
    kind = Kind[value.pop("kind", "post").upper()]
    path = f"content/{value['source']}" if value.get("source") else ""
    return Entry(kind, value.pop("url"), path=path, **lists, **value), ids


def in_words(resolution: Resolution) -> str:
    if isinstance(resolution, Resolved):
        return f"/{resolution.url}"
    if isinstance(resolution, Unchanged):
        return "web" if resolution.is_web else "elsewhere"
    assert isinstance(resolution, Unresolved)
    return f"{resolution.code.partition('.')[2]}: {resolution.message}" + (
        f" | {resolution.hint}" if resolution.hint else ""
    )


def resolve_all(text: str, source: str, entries: list[Entry], index: Index) -> str:
    entry = next(one for one in entries if one.source == source)
    referrer = Referrer(entry, tuple(name.text for name in index.names[entry] if name.is_path))
    urls = [line.partition(" => ")[0] for line in text.splitlines()]
    return "".join(f"{url} => {in_words(resolve_reference(url, referrer, index))}\n" for url in urls)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.path.stem}: {case.title}")
def test_references_mean(case: Case, update_expected: bool) -> None:
    options = read_options({"SITEURL": "https://example.org", **(yaml.safe_load(case.text("site")) or {})})
    read = [read_entry(value) for value in yaml.safe_load(case.text("entries"))]
    entries = [entry for entry, _ids in read]
    index, problems = build_index(entries, options.sites, dict(read).get)
    found = []
    for kind, argument, text in case.sections:
        if kind == "references from":
            text = resolve_all(text, argument, entries, index)
        elif kind == "problems":
            text = "".join(f"{one.where.path if one.where else ''}: {one.message}\n" for one in problems)
        found.append((kind, argument, text))
    expected = case.sections
    if update_expected:
        case.sections = expected = found
        case.path.write_text("".join(one.as_text() for one in FILES[case.path]), "utf-8")
    assert found == expected
    assert problems == () or case.text("problems")
