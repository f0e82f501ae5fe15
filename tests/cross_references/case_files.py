"""Cases of references, as text.

A file of cases reads::

    -- file posts/layers.rst
    a post that stands in every case of the file
    == what the case is about
    -- settings
    CROSS_REFERENCES_ALLOW_BROKEN: [/gone/*]
    -- file posts/refers.md
    ...
    -- links blog/2024/01/02/refers/index.html
    text of a link -> its address
    -- report
    content/posts/refers.md:5:7: error: … [code]
      at what stands there
      hint: what to do
    -- output
    + old/index.html: text that the file holds
    - new/index.html

Paths of inputs are below ``site/content``, settings are YAML and stand beside the repository's own. In ``-- links``, ``!`` is an
image. The report is standard error, of each problem its line, what stands at its column, and its hint.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.bad_content.builds import Build
from tests.site.sites import Page

SITE = "https://example.org"
#: What cases do not have to say.
USUAL = {"CROSS_REFERENCES_SITE_URL": SITE, "AUTHOR": "The Sevenlayer developers"}
_SECTION = re.compile(r"^-- (file|settings|links|report|output)\b ?(.*)\n", re.MULTILINE)
_PLACE = re.compile(r"(content/\S+?):(\d+):(\d+): ")
_EXCERPT = re.compile(r" {1,4}\d* +\| ")
#: Characters of what stands at a problem's column.
_SHOWN = 40


@dataclass
class Case:
    """One case; *files* are pairs of a path and a text, *links* those of a page."""

    source: Path
    title: str
    common: list[tuple[str, str]] = field(default_factory=list)
    settings: str = ""
    files: list[tuple[str, str]] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    report: str = ""
    facts: str = ""

    def lay_out(self, folder: Path) -> None:
        for name, text in (*self.common, *self.files):
            path = folder / "site" / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="")

    def all_settings(self) -> dict[str, Any]:
        return {**USUAL, **(yaml.safe_load(self.settings) or {})}

    def as_text(self) -> str:
        """The case as it stands in its file."""
        settings = f"-- settings\n{self.settings}" if self.settings else ""
        files = "".join(f"-- file {path}\n{text}" for path, text in self.files)
        links = "".join(f"-- links {page}\n{text}" for page, text in self.links.items())
        report = f"-- report\n{self.report}" if self.report else ""
        facts = f"-- output\n{self.facts}" if self.facts else ""
        return f"== {self.title}\n{settings}{files}{links}{report}{facts}"


def read_case_file(path: Path) -> list[Case]:
    prelude, *pieces = re.split(r"^== ", path.read_text("utf-8"), flags=re.MULTILINE)
    common = [(name, text) for kind, name, text in _sections(prelude) if kind == "file"]
    cases = []
    for piece in pieces:
        title, _, rest = piece.partition("\n")
        case = Case(path, title, common)
        for kind, name, text in _sections(rest):
            if kind == "file":
                case.files.append((name, text))
            elif kind == "links":
                case.links[name] = text
            elif kind == "settings":
                case.settings = text
            elif kind == "report":
                case.report = text
            else:
                case.facts = text
        cases.append(case)
    return cases


def _sections(text: str) -> list[tuple[str, str, str]]:
    matches = list(_SECTION.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)]
    return [(match[1], match[2], text[match.end() : end]) for match, end in zip(matches, ends, strict=False)]


def write_case_file(cases: list[Case]) -> None:
    prelude = "".join(f"-- file {path}\n{text}" for path, text in cases[0].common)
    cases[0].source.write_text(prelude + "".join(case.as_text() for case in cases), "utf-8")


def links_of(build: Build, name: str) -> str:
    """The links and images of the post on a page, each with its text."""
    path = build.output / name
    if not path.is_file():
        return "there is no such page\n"
    page = Page(name, path.read_text("utf-8"))
    found = ""
    for element in page.tree.xpath("//div[@class='post-content']//*[@href or @src]"):
        if "headerlink" in (element.get("class") or ""):
            continue
        text = " ".join("".join(element.itertext()).split()) or f"!{element.get('alt') or element.tag}"
        found += f"{text} -> {element.get('href') or element.get('src')}\n"
    return found


def report_of(build: Build) -> str:
    """The report without excerpts and counts; instead of an excerpt, what stands at the place."""
    found = ""
    for line in build.report.splitlines():
        if not line or _EXCERPT.match(line) or re.match(r"\d+ (error|warning)|The build failed", line):
            continue
        found += f"{line}\n"
        if place := _PLACE.match(line):
            text = (build.folder / "site" / place[1]).read_text("utf-8").splitlines()[int(place[2]) - 1]
            found += f"  at {text[int(place[3]) - 1 :][:_SHOWN].rstrip()}\n"
    return found


def wrong_facts(facts: str, build: Build) -> list[str]:
    """The lines of ``-- output`` that are not true."""
    return [fact for fact in facts.splitlines() if not _holds(fact, build)]


def _holds(fact: str, build: Build) -> bool:
    wanted, _, rest = fact.partition(" ")
    name, _, text = rest.partition(": ")
    path = build.output / name
    found = text in path.read_text("utf-8") if text and path.is_file() else path.is_file()
    return found == (wanted == "+")
