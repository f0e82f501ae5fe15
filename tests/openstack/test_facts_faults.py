"""Faults in the data: each is reported, with its place, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from sevenlayer.openstack.facts.comparison import load_comparison
from sevenlayer.openstack.facts.load import load_facts

HEAD = "updated: 2026-01-01\nsources:\n  - {title: a source, url: https://example.org/, date: 2025-12-31}\n"
HEAD_LINES = 3

SERIES = """\
series:
  - {name: folsom, title: Folsom, begins: 2012-04-06, released: 2012-09-27}
  - {name: grizzly, title: Grizzly, begins: 2012-09-28, released: 2013-04-04}
  - {name: havana, title: Havana, begins: 2013-04-05, released: 2013-10-17}
"""
PROJECTS = """\
projects:
  - {name: keystone, title: Identity, type: service, status: active}
  - {name: nova, title: Compute, type: service, status: active}
"""
LAYERS = """\
editions:
  - year: 2013
    title: Layers
    date: 2013-09-05
    url: https://example.org/layers
    layers:
      - {number: 1, name: The Basics, projects: [keystone, nova]}
"""
MOVES = """\
moves:
  - old: old.example.org/{page}
    new: https://new.example.org/{page}
    status: moved
    examples: {'http://old.example.org/x': https://new.example.org/x}
"""
ROLES = """\
roles:
  - name: bug
    argument: the number of a bug
    forms:
      - {pattern: '(?P<number>[0-9]+)', url: 'https://bugs.example.org/{number}', caption: 'bug {number}'}
    good: {'12': https://bugs.example.org/12}
    bad: [x]
"""


def faults(folder: Path, *, thorough: bool = True, **changed: str) -> list[str]:
    """Write the files, with those that *changed*, and return what is said of them; lines are counted below the head."""
    contents = {
        "series": SERIES,
        "projects": PROJECTS,
        "layers": LAYERS,
        "moved_urls": MOVES,
        "link_roles": ROLES,
    }
    for name, text in (contents | changed).items():
        (folder / f"{name}.yaml").write_text(HEAD + text)
    facts, problems = load_facts(folder, thorough)
    assert (facts is None) == bool(problems)
    found = []
    for problem in problems:
        assert problem.where is not None
        assert problem.where.line is not None
        assert problem.code == "openstack.bad-facts"
        place = f"{Path(problem.where.path).stem}:{problem.where.line - HEAD_LINES}:{problem.where.column}"
        found.append(f"{place}: {problem.message}" + (f" ({problem.hint})" if problem.hint else ""))
    return found


def test_good_data_have_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == []


def test_an_unknown_key_is_reported(tmp_path: Path) -> None:
    projects = PROJECTS + "  - {name: glance, title: Image, type: service, status: active, trackr: launchpad}\n"
    assert faults(tmp_path, projects=projects) == [
        "projects:4:65: unknown field 'trackr' of a project (did you mean 'tracker'?)"
    ]


def test_an_unknown_key_of_a_file_is_reported(tmp_path: Path) -> None:
    assert faults(tmp_path, layers=LAYERS + "edition: 2014\n") == [
        "layers:8:1: unknown field 'edition' of a file (did you mean 'editions'?)"
    ]


def test_a_dangling_project_is_reported(tmp_path: Path) -> None:
    projects = PROJECTS + (
        "  - name: glance\n    title: Image\n    type: service\n    status: active\n"
        "    requires: [keystone, novva]\n    dependencies_from: judgement\n"
    )
    layers = LAYERS.replace("[keystone, nova]", "[keystone, swift]")
    assert faults(tmp_path, projects=projects, layers=layers) == [
        "layers:7:60: there is no project 'swift'",
        "projects:8:26: there is no project 'novva' (did you mean 'nova'?)",
    ]


def test_an_unknown_series_is_reported(tmp_path: Path) -> None:
    projects = PROJECTS + "  - {name: glance, title: Image, type: service, status: active, first: hawana}\n"
    assert faults(tmp_path, projects=projects) == [
        "projects:4:72: there is no series 'hawana' (did you mean 'havana'?)"
    ]


def test_overlapping_cycles_are_reported(tmp_path: Path) -> None:
    series = SERIES.replace("begins: 2012-09-28", "begins: 2012-09-20")
    assert faults(tmp_path, series=series) == [
        "series:3:12: the cycles of 'folsom' and 'grizzly' overlap, from 2012-09-20 to 2012-09-27"
    ]


def test_days_without_a_cycle_are_reported(tmp_path: Path) -> None:
    series = SERIES.replace("begins: 2013-04-05", "begins: 2013-04-08")
    assert faults(tmp_path, series=series) == [
        "series:4:12: there is a gap from 2013-04-05 to 2013-04-07 before 'havana'"
    ]


RENAMED = """\
  - name: neutron
    title: Networking
    type: service
    status: active
    first: grizzly
    formerly:
      - {name: quantum, kind: renamed, until: %s, cycle: %s}
"""


def test_a_rename_before_the_project_existed_is_reported(tmp_path: Path) -> None:
    assert faults(tmp_path, projects=PROJECTS + RENAMED % ("2012-07-06", "folsom")) == [
        "projects:10:16: 'quantum' ends on 2012-07-06, before 'neutron' began in the cycle of 'grizzly', on 2012-09-28"
    ]


def test_a_rename_in_another_cycle_is_reported(tmp_path: Path) -> None:
    assert faults(tmp_path, projects=PROJECTS + RENAMED % ("2013-07-06", "grizzly")) == [
        "projects:10:16: 2013-07-06 is in the cycle of 'havana', not of 'grizzly'"
    ]


def test_a_rename_of_a_project_whose_beginning_is_not_known_is_reported(tmp_path: Path) -> None:
    renamed = RENAMED.replace("    first: grizzly\n", "")
    assert faults(tmp_path, projects=PROJECTS + renamed % ("2013-07-06", "havana")) == [
        (
            "projects:9:16: 'neutron' has a former name but no 'began' "
            "(name the cycle in which the project began, as in 'began: havana')"
        )
    ]


def test_projects_that_require_each_other_are_reported(tmp_path: Path) -> None:
    projects = """\
projects:
  - {name: keystone, title: x, type: service, status: active, requires: [nova], dependencies_from: judgement}
  - {name: nova, title: x, type: service, status: active, requires: [keystone], dependencies_from: judgement}
"""
    assert faults(tmp_path, projects=projects) == ["projects:2:12: dependency cycle: keystone -> nova -> keystone"]


def test_equal_names_are_reported(tmp_path: Path) -> None:
    projects = PROJECTS + "  - {name: nova, title: Compute, type: service, status: active}\n"
    assert faults(tmp_path, projects=projects) == ["projects:4:12: duplicate project 'nova'; the first is in line 6"]


def test_wrong_values_are_reported_together(tmp_path: Path) -> None:
    series = SERIES + "  - {name: icehouse, begins: 18 October, released: 2014-04-17, slurp: maybe, nova: x}\n"
    projects = PROJECTS + "  - {name: glance, title: [Image], type: sevice, status: alive, written: Glance}\n"
    assert faults(tmp_path, series=series, projects=projects) == [
        "projects:4:27: 'title' must be a single value",
        "projects:4:42: 'sevice' is not a valid type of a project (did you mean 'service'?)",
        (
            "projects:4:58: 'alive' is not a valid status of a project "
            "(use one of 'active', 'deprecated', 'retired', 'merged', 'left', 'abandoned')"
        ),
        "projects:4:74: 'written' must be a list of words (write 'written: [one, two]')",
        "series:5:5: a series needs a field 'title'",
        "series:5:30: '18 October' is not a date (write it as in 2013-10-17)",
        "series:5:71: 'maybe' is neither true nor false",
        "series:5:84: 'x' is not a number",
    ]


def test_what_is_unsure_has_to_be_there(tmp_path: Path) -> None:
    series = SERIES.replace("released: 2012-09-27", "released: 2012-09-27, unsure: [begin]")
    assert faults(tmp_path, series=series) == [
        "series:2:86: 'unsure' names 'begin', which this series does not have (did you mean 'begins'?)"
    ]


def test_phases_out_of_order_are_reported(tmp_path: Path) -> None:
    phases = "phases: [{status: end of life, since: 2013-11-19}, {status: unmaintained, since: 2013-06-01}]"
    series = SERIES.replace("released: 2012-09-27", f"released: 2012-09-27, {phases}")
    assert faults(tmp_path, series=series) == ["series:2:85: the phases of 'folsom' are not in chronological order"]


def test_a_file_that_is_not_yaml_is_reported_with_the_place(tmp_path: Path) -> None:
    assert faults(tmp_path, projects="projects:\n  - name: x: y\n") == [
        "projects:2:12: the file is not valid YAML: unexpected ':' in a value (put the value in quotes: - name: 'x: y')"
    ]


def test_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    _facts, problems = load_facts(tmp_path)
    assert {problem.message for problem in problems} == {"the file cannot be read: No such file or directory"}
    assert len(problems) == 5


def test_patterns_and_addresses_that_do_not_fit_are_reported(tmp_path: Path) -> None:
    roles = ROLES.replace("https://bugs.example.org/{number}", "https://bugs.example.org/{n}[")
    assert faults(tmp_path, link_roles=roles) == ["link_roles:5:46: 'url' is invalid: unmatched '['"]
    roles = ROLES.replace("https://bugs.example.org/{number}", "https://bugs.example.org/{n:x}")
    assert faults(tmp_path, link_roles=roles) == [
        "link_roles:5:46: the pattern has no group 'n'",
        "link_roles:5:46: unknown kind of field 'x'",
    ]
    roles = ROLES.replace("[0-9]+)", "[0-9]+")
    assert faults(tmp_path, thorough=False, link_roles=roles) == []
    assert faults(tmp_path, link_roles=roles)[0] == (
        "link_roles:5:19: '(?P<number>[0-9]+' is not a valid regular expression "
        "(missing ), unterminated subpattern at position 0)"
    )


def test_a_first_series_has_to_exist_and_to_be_of_use(tmp_path: Path) -> None:
    roles = ROLES.replace("    forms:", "    since: hawana\n    forms:")
    assert faults(tmp_path, link_roles=roles) == [
        "link_roles:4:12: 'bug' has no field that is a series",
        "link_roles:4:12: there is no series 'hawana' (did you mean 'havana'?)",
    ]
    of_series = roles.replace("hawana", "havana").replace("{number}'", "{number:series}'")
    assert faults(tmp_path, thorough=False, link_roles=of_series) == []


def test_a_refusal_says_only_what_its_pattern_has(tmp_path: Path) -> None:
    refusal = "    refused: [{pattern: '(?P<word>[a-z]+)', message: 'no {word}', hint: 'write {digits}'}]\n"
    roles = ROLES.replace("    good:", refusal + "    good:")
    assert faults(tmp_path, link_roles=roles) == ["link_roles:6:73: the pattern has no group 'digits'"]
    assert faults(tmp_path, link_roles=roles.replace("digits", "word")) == []
    assert faults(tmp_path, link_roles=roles.replace(", hint: 'write {digits}'", "")) == [
        "link_roles:6:15: a refusal needs a field 'hint'"
    ]


@pytest.mark.parametrize(
    ("old", "reason"),
    [
        ("old.example.org/{page}x", "the end of '{page}' is ambiguous"),
        ("old.example.org/{page}[{more}]", "the end of '{page}' is ambiguous"),
        ("old.example.org/{page:words}", "unknown kind of field 'words'"),
    ],
)
def test_addresses_that_would_take_long_to_match_are_refused(tmp_path: Path, old: str, reason: str) -> None:
    moves = MOVES.replace("old: old.example.org/{page}", f"old: '{old}'")
    assert faults(tmp_path, moved_urls=moves) == [f"moved_urls:2:10: 'old' is invalid: {reason}"]


def test_examples_that_do_not_hold_are_reported(tmp_path: Path) -> None:
    moves = MOVES.replace("https://new.example.org/x}", "https://new.example.org/y}")
    roles = ROLES.replace("bad: [x]", "bad: ['1']")
    assert faults(tmp_path, moved_urls=moves, link_roles=roles) == [
        "link_roles:7:11: '1' should become no link, but becomes https://bugs.example.org/1",
        (
            "moved_urls:5:16: 'http://old.example.org/x' should become https://new.example.org/y (moved), "
            "but becomes https://new.example.org/x (moved)"
        ),
    ]


def test_a_file_without_sources_is_reported(tmp_path: Path) -> None:
    faults(tmp_path)
    (tmp_path / "layers.yaml").write_text("updated: 2026-01-01\n" + LAYERS)
    _facts, problems = load_facts(tmp_path)
    assert [problem.message for problem in problems] == ["a file needs a field 'sources'"]


def test_faults_of_the_comparison_are_reported(tmp_path: Path) -> None:
    text = "package: 1.9.0\nversion: 2024-05-08\nservice_types:\n  - {name: compute, projekt: nova}\n"
    (tmp_path / "service_types.yaml").write_text(HEAD + text)
    comparison, problems = load_comparison(tmp_path)
    assert comparison is None
    assert [(problem.message, problem.hint) for problem in problems] == [
        ("a service type needs a field 'project'", None),
        ("unknown field 'projekt' of a service type", "did you mean 'project'?"),
    ]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ("ambiguous: a word, in_its_time: word, not_with: [sky]", None),
        ("in_its_time: name", "projects:4:120: 'quantum' has 'in_its_time' but no 'ambiguous'"),
        (
            "ambiguous: a word, in_its_time: noun",
            "projects:4:139: 'noun' is not a valid in_its_time of a former name (use one of 'word', 'name')",
        ),
        (
            "ambiguous: a word, not_with: [sky]",
            "projects:4:42: words of another sense need 'in_its_time' (write 'in_its_time: word' or 'name')",
        ),
        (
            "ambiguous: a word, in_its_time: word, not_after: [Blue]",
            "projects:4:139: 'Blue' is not a single lower-case word",
        ),
    ],
)
def test_another_sense_of_a_former_name_is_checked(tmp_path: Path, fields: str, fault: str | None) -> None:
    former = f"{{name: quantum, kind: renamed, until: 2013-07-06, cycle: havana, {fields}}}"
    network = f"  - {{name: neutron, title: N, formerly: [{former}], type: service, status: active, began: folsom}}\n"
    assert faults(tmp_path, projects=PROJECTS + network) == ([fault] if fault else [])


def test_an_edition_names_only_projects_that_it_has(tmp_path: Path) -> None:
    layers = LAYERS.replace("nova]}", "nova], names: {neutron: quantum}, incubating: [swift]}")
    assert faults(tmp_path, layers=layers) == [
        "layers:7:74: 'neutron' is not a project of this layer",
        "layers:7:106: 'swift' is not a project of this layer",
    ]
