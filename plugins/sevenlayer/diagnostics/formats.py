"""Reports of problems: as text, JSON and SARIF."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from .codes import Code
from .documentation import explanation
from .excerpts import excerpt
from .problems import Problem, Severity, display_path

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


#: Limit of the problems of one file in a text report; JSON and SARIF have all.
MAX_PER_FILE = 100


def as_text(
    problems: Iterable[Problem], *, colour: bool = False, show_info: bool = False, advise: bool | None = None
) -> str:
    """Return a text report: problems in the order given, grouped by file, each with its source line, and their count.

    The report is empty if no problem is shown. With *advise*, a last line names the command that explains a code; by default
    a report in colour has it, since that goes to a terminal.
    """
    everything = list(problems)
    shown = [p for p in everything if show_info or p.severity is not Severity.INFO]
    blocks: list[str] = []
    for _path, group in groupby(shown, key=lambda p: p.where.path if p.where else ""):
        found = list(group)
        block = [_describe(problem, colour) for problem in found[:MAX_PER_FILE]]
        if len(found) > MAX_PER_FILE:
            block.append(f"… and {len(found) - MAX_PER_FILE:,} more in this file")
        blocks.append("\n".join(block))
    if not blocks:
        return ""
    report = "\n\n".join([*blocks, count(shown)]) + "\n"
    return report + _advice(shown) if (colour if advise is None else advise) else report


def _advice(problems: list[Problem]) -> str:
    """The line that says how to learn more, with the code of the most serious problem."""
    code = min(problems, key=lambda problem: problem.severity.rank).code
    is_one = all(problem.code == code for problem in problems)
    return f"sevenlayer problems {code} explains {'it' if is_one else 'one of them'}\n"


def count(problems: Iterable[Problem]) -> str:
    """Return a line such as ``2 errors and 1 warning in 3 files``."""
    found = list(problems)
    counted = [
        f"{number} {name if number == 1 else name + 's'}"
        for severity, name in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "note"))
        if (number := sum(p.severity is severity for p in found))
    ]
    files = len({p.where.path for p in found if p.where})
    where = f" in {files} file{'' if files == 1 else 's'}" if files else ""
    if not counted:
        return "no problems"
    listed = counted[0] if len(counted) == 1 else ", ".join(counted[:-1]) + " and " + counted[-1]
    return listed + where


def as_json(problems: Iterable[Problem]) -> str:
    """Return ``{"problems": [...], "counts": {...}}`` with all problems; what a problem lacks is null."""
    found = list(problems)
    document = {
        "problems": [
            {
                "code": p.code,
                "severity": p.severity.value,
                "message": p.message,
                "hint": p.hint,
                "path": display_path(p.where.path) if p.where else None,
                "line": p.where.line if p.where else None,
                "column": p.where.column if p.where else None,
            }
            for p in found
        ],
        "counts": {s.value: sum(p.severity is s for p in found) for s in Severity},
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def as_sarif(problems: Iterable[Problem]) -> str:
    """Return a SARIF 2.1.0 log (OASIS standard, https://docs.oasis-open.org/sarif/sarif/v2.1.0/) with one run.

    The rules are the codes that were reported, each with its explanation, which code review tools show beside the line.
    """
    found = list(problems)
    codes = sorted({p.code for p in found})
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "Sevenlayer", "rules": [_sarif_rule(code) for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(p, codes.index(p.code)) for p in found],
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _sarif_rule(code: Code) -> dict[str, Any]:
    markdown = explanation(code)
    first, _, _rest = markdown.partition("\n\n")
    return {
        "id": code,
        "shortDescription": {"text": code.summary},
        "fullDescription": {"text": " ".join(first.split())},
        "help": {"text": markdown, "markdown": markdown},
        "defaultConfiguration": {"level": _SARIF_LEVELS[code.severities[0]]},
        "properties": {"tags": [code.part]},
    }


def _sarif_result(problem: Problem, rule: int) -> dict[str, Any]:
    text = problem.message if problem.hint is None else f"{problem.message} ({problem.hint})"
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[problem.severity],
        "message": {"text": text},
    }
    if problem.where:
        location: dict[str, Any] = {"artifactLocation": {"uri": _uri(display_path(problem.where.path))}}
        if problem.where.line:
            location["region"] = {"startLine": problem.where.line}
            if problem.where.column:
                location["region"]["startColumn"] = problem.where.column
        result["locations"] = [{"physicalLocation": location}]
    return result


def _uri(path: str) -> str:
    return PurePosixPath(path).as_uri() if path.startswith("/") else quote(path)


def _describe(problem: Problem, colour: bool) -> str:
    return "\n".join(_lines(problem, colour))


def _lines(problem: Problem, colour: bool) -> Iterator[str]:
    def paint(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    severity = problem.severity.value
    where = visible(f"{problem.where}: ") if problem.where else ""
    yield (
        f"{paint(where, '1')}{paint(severity, _COLOURS[problem.severity])}: {visible(problem.message)} [{problem.code}]"
    )
    if problem.where and (lines := excerpt(problem.where)):
        yield lines
    if problem.hint:
        yield f"  hint: {visible(problem.hint)}"


def visible(text: str) -> str:
    """Return *text* on one line, with control characters escaped, so that it cannot act on a terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
