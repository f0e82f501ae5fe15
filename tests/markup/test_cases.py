"""What comes out of bodies, as text: one file of cases per subject.

A case reads::

    == what it shows
    -- md
    Markdown
    -- rst
    reStructuredText
    -- html
    what both give
    -- problems
    3:1: warning: … [code] | hint

A case in both languages has one expected result: one vocabulary, the same HTML. The problems of either language stand under
``-- problems`` where they are the same, else under ``-- problems md`` and ``-- problems rst``; likewise ``html``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import sevenlayer.readers  # noqa: F401 - registers the vocabulary
from sevenlayer.front_matter.dialects import DIALECTS
from sevenlayer.readers import MarkupOptions, Post, read_post

CASES = Path(__file__).parent / "cases"
FRONT_MATTER = "---\ntitle: A post\ndate: 2024-01-02\n---\n"


@dataclass
class Case:
    title: str
    sections: dict[str, str] = field(default_factory=dict)

    @property
    def languages(self) -> list[str]:
        return [name for name in ("md", "rst") if name in self.sections]


def read_cases(path: Path) -> list[Case]:
    cases = []
    for piece in re.split(r"^== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, _, rest = piece.partition("\n")
        parts = re.split(r"^-- (.+)\n", rest, flags=re.MULTILINE)
        cases.append(Case(title, dict(zip(parts[1::2], parts[2::2], strict=True))))
    return cases


FILES = sorted(CASES.glob("*.txt"))
ALL = [pytest.param(path, case, id=f"{path.stem}: {case.title}") for path in FILES for case in read_cases(path)]


def build(case: Case, language: str, path: Path) -> Post:
    options = MarkupOptions(content_root=CASES, raw_html=case.sections.get("raw", "sanitise").strip())
    pinned = {"": DIALECTS[case.sections.get("dialect", "native").strip()]}
    source = FRONT_MATTER + case.sections[language]
    return read_post(
        source.encode(),
        str(path / f"post.{language}"),
        relative_path=f"post.{language}",
        options=options,
        pinned=pinned,
    )


def problems_as_text(post: Post) -> str:
    """One line a problem; lines count from the body, as the case shows it."""
    offset = FRONT_MATTER.count("\n")
    lines = []
    for problem in sorted(post.problems, key=lambda problem: problem.sort_key):
        where = problem.where
        place = "" if where is None or where.line is None else f"{where.line - offset}"
        place += "" if where is None or where.column is None else f":{where.column}"
        hint = f" | {problem.hint}" if problem.hint else ""
        lines.append(f"{place}: {problem.severity.value}: {problem.message} [{problem.code}]{hint}\n")
    return "".join(lines)


def expected(case: Case, kind: str, language: str) -> str:
    return case.sections.get(f"{kind} {language}", case.sections.get(kind, ""))


@pytest.mark.parametrize(("path", "case"), ALL)
def test_body_becomes_the_expected_html_and_problems(path: Path, case: Case, update_expected: bool) -> None:
    posts = {language: build(case, language, CASES) for language in case.languages}
    assert posts, "a case needs an input"
    if update_expected:
        update(path, case, posts)
        return
    for language, post in posts.items():
        html = "" if post.html is None else post.html
        assert html.rstrip("\n") == expected(case, "html", language).rstrip("\n"), language
        assert problems_as_text(post) == expected(case, "problems", language), language
        if "summary" in case.sections:
            assert post.metadata["summary"].rstrip("\n") == case.sections["summary"].rstrip("\n"), language


def update(path: Path, case: Case, posts: dict[str, Post]) -> None:
    results: dict[str, dict[str, str]] = {"html": {}, "problems": {}}
    for language, post in posts.items():
        results["html"][language] = ("" if post.html is None else post.html).rstrip("\n") + "\n"
        results["problems"][language] = problems_as_text(post)
    sections = {name: text for name, text in case.sections.items() if not name.startswith(("html", "problems"))}
    if "summary" in sections:
        sections["summary"] = next(iter(posts.values())).metadata["summary"].rstrip("\n") + "\n"
    for kind, texts in results.items():
        if len(set(texts.values())) == 1:
            text = next(iter(texts.values()))
            if text or kind == "html":
                sections[kind] = text
        else:
            sections |= {f"{kind} {language}": text for language, text in texts.items()}
    cases = [Case(one.title, sections) if one.title == case.title else one for one in read_cases(path)]
    path.write_text(
        "".join(f"== {one.title}\n" + "".join(f"-- {n}\n{t}" for n, t in one.sections.items()) for one in cases),
        "utf-8",
    )
