"""Front matter in, metadata and problems out, as the files in cases/ say.

With ``--update-expected`` what comes out is written into the files; review the difference.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from sevenlayer.diagnostics import Problem
from sevenlayer.front_matter.dates import parse_date
from sevenlayer.front_matter.dialects import read_dialect_setting
from sevenlayer.front_matter.read import read_front_matter

_HEAD = re.compile(r"-- (dialects|file|date|metadata|problems|body)\b ?(.*)\n")


@dataclass
class Case:
    """One case: sections of input and, in *expected*, all that comes out."""

    source: Path
    title: str
    argument: str = ""
    inputs: dict[str, tuple[str, str]] = field(default_factory=dict)
    expected: str = ""

    def as_text(self) -> str:
        inputs = "".join(f"-- {kind} {rest}".rstrip() + f"\n{text}" for kind, (rest, text) in self.inputs.items())
        return f"== {self.title}\n{inputs}{self.expected}"


def read_cases(path: Path) -> list[Case]:
    cases = []
    for piece in re.split(r"^== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, _, rest = piece.partition("\n")
        case = Case(path, title)
        heads = list(_HEAD.finditer(rest))
        ends = [head.start() for head in heads[1:]] + [len(rest)]
        for head, end in zip(heads, ends, strict=True):
            if head[1] in ("metadata", "problems", "body"):
                case.expected += rest[head.start() : end]
            else:
                case.inputs[head[1]] = (head[2], rest[head.end() : end])
        cases.append(case)
    return cases


CASES = [case for path in sorted((Path(__file__).parent / "cases").glob("*.txt")) for case in read_cases(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.source.stem}: {case.title}")
def test_front_matter(case: Case, update_expected: bool) -> None:
    found = result_of_date(case) if "date" in case.inputs else result_of_file(case)
    if update_expected:
        case.expected = found
        case.source.write_text("".join(each.as_text() for each in CASES if each.source == case.source), "utf-8")
    assert found == case.expected


def result_of_date(case: Case) -> str:
    """One date, read on its own."""
    text = case.inputs["date"][0]
    try:
        return f"-- metadata\n{shown(parse_date(text.strip(chr(34))))}\n"
    except ValueError as exception:
        return f"-- problems\n{exception}\n"


def result_of_file(case: Case) -> str:
    path, source = case.inputs["file"]
    pinned = read_dialect_setting(yaml.safe_load(case.inputs.get("dialects", ("", "{}"))[1]))
    front = read_front_matter(
        source.encode(), f"content/{path}", relative_path=path, markdown=not path.endswith(".rst"), pinned=pinned
    )
    lines = ["-- metadata"]
    if front.metadata is None:
        lines.append("none")
    else:
        lines.append(f"dialect {front.dialect.name}")
        for name, value in front.metadata.values.items():
            where = front.metadata.where.get(name)
            place = f" @{where.line}:{where.column}" if where else ""
            lines.append(f"{name}{place} {shown(value)}")
    if front.problems:
        lines += ["-- problems", *map(problem_line, front.problems)]
    if front.body is None:
        lines += ["-- body", "none"]
    else:
        body = [f"{number}: {line}" for number, line in enumerate(front.body.split("\n"), 1) if line.strip()]
        lines += ["-- body", *body]
    return "\n".join(lines) + "\n"


def shown(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    if isinstance(value, list):
        return f"[{' | '.join(map(shown, value))}]"
    return value.replace("\n", "\\n") if isinstance(value, str) else repr(value)


def problem_line(problem: Problem) -> str:
    where = str(problem.where).removeprefix("content/")
    hint = f" ({problem.hint})" if problem.hint else ""
    return f"{where}: {problem.severity.value}: {problem.message}{hint} [{problem.code}]"
