"""The examples of docs/problems.md: what stands below "Reported" is reported by that code, and what stands below "Mended" is not.

All of the one are posts of one site, all of the other of a second one. Settings (``python``) are not among them, since they
stop a build.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sevenlayer.diagnostics import Code
from sevenlayer.diagnostics.documentation import explanation

from tests.builds.run import run_pelican
from tests.builds.settings import settings_text

_EXAMPLE = re.compile(r"^(Reported|Mended):\n\n(`{3,})(\w+)\n(.*?)^\2$", re.MULTILINE | re.DOTALL)

#: What the examples refer to.
OTHER_FILES = {
    "cells.md": "---\ntitle: Cells\ndate: 2024-01-01\n---\n## In the API\n\nText.\n",
    "plans.md": "---\ntitle: Plans\ndate: 2024-01-01\nstatus: draft\n---\nText.\n",
    "2013/notes.md": "---\ntitle: Notes of 2013\ndate: 2013-01-01\n---\nText.\n",
    "2014/notes.md": "---\ntitle: Notes of 2014\ndate: 2014-01-01\n---\nText.\n",
    "files/note.txt": "A note.\n",
    "images/rack.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>\n',
}
#: URLs are the files' paths, since many examples have one title and one date.
SETTINGS = """\
from pathlib import Path
from sevenlayer.diagnostics.formats import as_json
OPENSTACK_PAGES = False
ARTICLE_URL = ARTICLE_LANG_URL = "{path}/"
ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = "{path}/index.html"
def DIAGNOSTICS_REPORTER(problems, verdict):
    Path("report.json").write_text(as_json(problems), "utf-8")
"""


def examples() -> Iterator[tuple[Code, str, str, str]]:
    """Each example as its code, "reported" or "mended", its language and its text."""
    for code in Code:
        for word, _fence, language, text in _EXAMPLE.findall(explanation(code)):
            if language != "python":
                yield code, word.lower(), language, text


EXAMPLES = list(examples())


def as_post(language: str, text: str, name: str) -> str:
    """The text as a whole post: with front matter, and with a body."""
    if text.startswith("---\n"):
        return text
    fields, body = (text, "Text.\n") if language == "yaml" else ("", text)
    for field, value in (("title", name), ("date", "2024-01-02"), ("slug", re.sub(r"[^a-z]+", "-", name))):
        if not re.search(rf"^\{{?{field}\}}?:", fields, re.MULTILINE):
            fields += f"{field}: {value}\n"
    return f"---\n{fields}---\n{body}"


def file_name(code: Code, language: str) -> str:
    return f"{code}.{'rst' if language == 'rst' else 'md'}"


@dataclass(frozen=True)
class Site:
    """A site of examples of one *kind*, "reported" or "mended", and the *codes* that its build reports for each file."""

    kind: str
    codes: dict[str, set[str]]


@pytest.fixture(scope="module", params=["reported", "mended"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of all examples of one kind."""
    folder = tmp_path_factory.mktemp(request.param)
    posts = {
        file_name(code, language): as_post(language, text, str(code))
        for code, word, language, text in EXAMPLES
        if word == request.param
    }
    for name, text in {**OTHER_FILES, **posts}.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "conf.py").write_text(settings_text(SETTINGS))
    result = run_pelican("content", "-o", "output", "-s", "conf.py", cwd=folder)
    assert (folder / "report.json").is_file(), result.stdout + result.stderr
    found: dict[str, set[str]] = {}
    for problem in json.loads((folder / "report.json").read_text("utf-8"))["problems"]:
        assert problem["path"], problem
        found.setdefault(problem["path"].removeprefix("content/"), set()).add(problem["code"])
    return Site(request.param, found)


def test_an_example_is_reported_until_it_is_mended(site: Site) -> None:
    found = {
        code: site.codes.get(file_name(code, language), set())
        for code, word, language, _ in EXAMPLES
        if word == site.kind
    }
    if site.kind == "reported":
        assert {code: codes for code, codes in found.items() if code not in codes} == {}
    else:
        assert {code: codes for code, codes in found.items() if codes - {Code.CROSS_REFERENCES_ORPHAN}} == {}


def test_an_example_that_is_reported_is_mended_too() -> None:
    reported = [(code, language) for code, word, language, _text in EXAMPLES if word == "reported"]
    mended = [(code, language) for code, word, language, _text in EXAMPLES if word == "mended"]
    assert reported == mended
    assert len(reported) > 70
