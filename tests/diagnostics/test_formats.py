"""Reports for people and for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sevenlayer.diagnostics import Location, Problem, Problems, Severity, error, info, warning
from sevenlayer.diagnostics.formats import as_json, as_sarif, as_text

FOUND = [
    error("markup.unknown-role", "unknown role 'kdb'", Location("content/a.md", 2, 5), "did you mean 'kbd'?"),
    warning("markup.no-alt", "image 'x.png' has no alternative text", Location("content/a.md", 3)),
    info("markup.docutils", "possible title underline", Location("content/b.rst", 1)),
    error("site.bad-setting", "MARKUP_RAW_HTML must be a word"),
]


@pytest.fixture
def collected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Problems:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("one\nUse {kdb}`x`.\n![](x.png)\n")
    (tmp_path / "content" / "b.rst").write_text("Title\n==\n")
    problems = Problems()
    problems.extend(reversed([*FOUND, FOUND[0]]))
    return problems


def test_text_is_grouped_by_file_with_excerpts_hints_and_a_count(collected: Problems) -> None:
    assert as_text(collected) == (
        "error: MARKUP_RAW_HTML must be a word [site.bad-setting]\n"
        "\n"
        "content/a.md:2:5: error: unknown role 'kdb' [markup.unknown-role]\n"
        "    2 | Use {kdb}`x`.\n"
        "      |     ^\n"
        "  hint: did you mean 'kbd'?\n"
        "content/a.md:3: warning: image 'x.png' has no alternative text [markup.no-alt]\n"
        "    3 | ![](x.png)\n"
        "\n"
        "2 errors and 1 warning in 1 file\n"
    )


def test_notes_are_shown_when_asked_for(collected: Problems) -> None:
    text = as_text(collected, show_info=True)
    assert "content/b.rst:1: info: possible title underline [markup.docutils]\n    1 | Title\n" in text
    assert text.endswith("2 errors, 1 warning and 1 note in 2 files\n")


def test_nothing_found_is_nothing_said() -> None:
    assert as_text([]) == ""


def test_colour_is_only_in_the_colourful_report(collected: Problems) -> None:
    assert "\x1b[31merror\x1b[0m" in as_text(collected, colour=True)
    assert "\x1b" not in as_text(collected)


def test_a_message_cannot_write_to_the_terminal() -> None:
    text = as_text([error("x.y", "bad \x1b[2J\n name", hint="a\rb")])
    assert text == "error: bad \\x1b[2J\\n name [x.y]\n  hint: a\\rb\n\n1 error\n"


def test_json_has_every_part_of_every_problem(collected: Problems) -> None:
    document = json.loads(as_json(collected))
    assert document["counts"] == {"error": 2, "warning": 1, "info": 1}
    assert document["problems"][1] == {
        "code": "markup.unknown-role",
        "severity": "error",
        "message": "unknown role 'kdb'",
        "hint": "did you mean 'kbd'?",
        "path": "content/a.md",
        "line": 2,
        "column": 5,
    }
    assert document["problems"][0]["path"] is None


def test_sarif_has_rules_levels_and_places(collected: Problems) -> None:
    log = json.loads(as_sarif(collected))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted({problem.code for problem in FOUND})
    results = run["results"]
    assert [result["level"] for result in results] == ["error", "error", "warning", "note"]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in results)
    assert results[1]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "content/a.md"},
                "region": {"startLine": 2, "startColumn": 5},
            }
        }
    ]
    assert "locations" not in results[0]


def test_paths_in_sarif_are_uris() -> None:
    log = json.loads(as_sarif([error("x.y", "m", Location("content/a b#c.md", 1))]))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/a%20b%23c.md"


@pytest.mark.parametrize(
    ("severity", "fail_on", "fails"),
    [
        (Severity.ERROR, Severity.ERROR, True),
        (Severity.WARNING, Severity.ERROR, False),
        (Severity.WARNING, Severity.WARNING, True),
        (Severity.INFO, Severity.WARNING, False),
    ],
)
def test_a_build_fails_on_what_its_settings_say(severity: Severity, fail_on: Severity, fails: bool) -> None:
    problems = Problems()
    problems.add(Problem("x.y", severity, "m"))
    assert problems.fails(fail_on) is fails
