"""Cases of bad content, as text.

A file of cases reads::

    == what the case is about
    -- file posts/bad.md
    ---
    title: [not, a, title]
    ---
    -- exit 1
    -- report
    content/posts/bad.md:2:8: error: …
    -- output
    - blog/2024/01/02/bad/index.html
    + index.html: what the file holds

Paths of inputs are below ``site/content``; ``-- link path -> target`` makes a symbolic link, ``-- folder path`` a folder,
``-- fifo path`` a pipe. The report is all of standard error but for the blank line at its head and the verdict at its end. In
``-- output``, ``+`` is a file that is there, or text that it holds, and ``-`` one that is not, or text that it does not hold.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

_SECTION = re.compile(r"-- (file|link|folder|fifo|exit|report|output)\b ?(.*)\n")


@dataclass
class Case:
    """One case; *source* is the file that it stands in, *inputs* are pairs of a section's head and its text."""

    source: Path
    title: str
    inputs: list[tuple[str, str, str]] = field(default_factory=list)
    status: int = 0
    report: str = ""
    facts: list[str] = field(default_factory=list)

    @property
    def posts(self) -> list[str]:
        """The paths of the posts below the content folder."""
        paths = [path.split(" -> ")[0] for _kind, path, _text in self.inputs]
        return [path for path in paths if path.startswith("posts/") and not path.endswith(".txt")]

    def lay_out(self, folder: Path) -> None:
        """Make the inputs below ``folder/site/content``."""
        for kind, argument, text in self.inputs:
            name, _, target = argument.partition(" -> ")
            path = folder / "site" / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if kind == "file":
                path.write_text(text, "utf-8", newline="")
            elif kind == "link":
                path.symlink_to(target)
            elif kind == "folder":
                path.mkdir()
            else:
                os.mkfifo(path)

    def as_text(self) -> str:
        """The case as it stands in its file."""
        inputs = "".join(f"-- {kind} {argument}\n{text}" for kind, argument, text in self.inputs)
        facts = "".join(f"{fact}\n" for fact in self.facts)
        report = f"-- report\n{self.report}" if self.report else ""
        return f"== {self.title}\n{inputs}-- exit {self.status}\n{report}-- output\n{facts}"


def read_cases(folder: Path) -> list[Case]:
    """All cases of the files in *folder*, in order."""
    return [case for path in sorted(folder.glob("*.txt")) for case in read_case_file(path)]


def read_case_file(path: Path) -> list[Case]:
    cases: list[Case] = []
    for piece in re.split(r"^== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, _, rest = piece.partition("\n")
        case = Case(path, title)
        sections = list(_SECTION.finditer(rest))
        ends = [match.start() for match in sections[1:]] + [len(rest)]
        for match, end in zip(sections, ends, strict=True):
            kind, argument, text = match[1], match[2], rest[match.end() : end]
            if kind == "exit":
                case.status = int(argument)
            elif kind == "report":
                case.report = text
            elif kind == "output":
                case.facts = text.splitlines()
            else:
                case.inputs.append((kind, argument, text))
        cases.append(case)
    assert cases, f"no case in {path}"
    return cases


def write_case_file(path: Path, cases: list[Case]) -> None:
    path.write_text("".join(case.as_text() for case in cases), "utf-8")
