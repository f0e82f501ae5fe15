"""Settings files and templates that are wrong, as text: each with its exact report, built by ``sevenlayer build``.

A case reads::

    == what the case is about
    -- pelicanconf.py
    TIMEZONE = "Europe/Berln"
    -- exit 1
    pelicanconf.py:1:1: error: …

Other files of the site may stand before ``-- exit``, each behind ``-- `` and its path. A ``pelicanconf.py`` that has no line
``from sevenlayer.defaults import *`` gets one, as its first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.builds.run import run_forked

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("*.txt"))
POST = "---\ntitle: A post\ndate: 2024-01-02\n---\n\nText.\n"
IMPORT = "from sevenlayer.defaults import *\n"
OPTIONS = ("-e", "SITENAME=x", "-e", "AUTHOR=x", "-e", "OPENSTACK_PAGES=false")


@dataclass
class Case:
    title: str
    files: dict[str, str] = field(default_factory=dict)
    status: int = 0
    report: str = ""

    def as_text(self) -> str:
        files = "".join(f"-- {name}\n{text}" for name, text in self.files.items())
        return f"== {self.title}\n{files}-- exit {self.status}\n{self.report}"


def read_cases(path: Path) -> list[Case]:
    cases = []
    for piece in re.split(r"^== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, _, rest = piece.partition("\n")
        case = Case(title)
        for section in re.split(r"^-- ", rest, flags=re.MULTILINE)[1:]:
            head, _, text = section.partition("\n")
            if head.startswith("exit "):
                case.status, case.report = int(head.removeprefix("exit ")), text
            else:
                case.files[head] = text
        cases.append(case)
    return cases


def build(case: Case, folder: Path) -> tuple[int, str]:
    """Return the exit status and what stood on standard error, without the blank line before a report."""
    for name, text in {"content/post.md": POST, **case.files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        is_whole = name != "pelicanconf.py" or "import *" in text
        path.write_text(text if is_whole else IMPORT + text, "utf-8")
    settings = "publishconf.py" if "publishconf.py" in case.files else "pelicanconf.py"
    ran = run_forked("sevenlayer", "build", "-s", settings, *OPTIONS, cwd=folder)
    return ran.returncode, ran.stderr.lstrip("\n").replace(str(folder), "<site>")


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_wrong_setting_has_its_exact_report(path: Path, tmp_path: Path, update_expected: bool) -> None:
    cases = read_cases(path)
    assert cases
    found = []
    for number, case in enumerate(cases):
        folder = tmp_path / str(number)
        folder.mkdir()
        status, report = build(case, folder)
        found.append(Case(case.title, case.files, status, report))
        assert "Traceback" not in report
    if update_expected:
        path.write_text("".join(case.as_text() for case in found), "utf-8")
    assert [one.as_text() for one in found] == [case.as_text() for case in cases]


def test_there_are_cases() -> None:
    assert len([case for path in FILES for case in read_cases(path)]) >= 20
