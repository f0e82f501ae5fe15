"""The text of diagrams: files of cases, text in and text out.

A case begins with its title behind ``===``. What the text says stands behind ``---`` as YAML, or as the list of its faults::

    === a service twice
    1 Basics: nova, nova
    --- faults
    1:17 error: duplicate service 'nova'; the first is in line 1
      hint: remove one of the two
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sevenlayer.layer_diagrams.model import Arrow, Group, Layer, Position, Service, Stack
from sevenlayer.layer_diagrams.syntax.errors import MAX_FAULTS
from sevenlayer.layer_diagrams.syntax.parse import Fault, Parsed, parse_layers
from sevenlayer.layer_diagrams.syntax.rules import MAX_CHARACTERS
from sevenlayer.layer_diagrams.syntax.terse_writer import write_terse
from sevenlayer.layer_diagrams.syntax.yaml_writer import write_json, write_yaml

CASES = Path(__file__).parent / "text"


@dataclass(frozen=True)
class Case:
    title: str
    text: str
    expected: str = ""


def read_cases(path: Path) -> list[Case]:
    cases = []
    for block in re.split(r"^=== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, body = block.split("\n", 1)
        text, _, expected = (
            re.split(r"^(--- (?:faults|yaml))\n", body, maxsplit=1, flags=re.MULTILINE)
            if ("\n--- " in "\n" + body)
            else (body, "", "")
        )
        cases.append(Case(title, text.rstrip("\n"), expected.rstrip("\n")))
    return cases


def write_cases(path: Path, kind: str, cases: list[Case]) -> None:
    blocks = [f"=== {case.title}\n{case.text}\n--- {kind}\n{case.expected}\n" for case in cases]
    path.write_text("\n".join(blocks), "utf-8")


def as_text(fault: Fault) -> str:
    kind = "error" if fault.is_error else "warning"
    hint = f"\n  hint: {fault.hint}" if fault.hint else ""
    return f"{fault.location.line}:{fault.location.column} {kind}: {fault.message}{hint}"


def faults_of(text: str) -> str:
    return "\n".join(as_text(fault) for fault in parse_layers(text).faults)


def test_a_text_that_reads_well_says_what_it_seems_to_say(update_expected: bool) -> None:
    path = CASES / "good.txt"
    cases = read_cases(path)
    results = []
    for case in cases:
        parsed = parse_layers(case.text)
        assert parsed.faults == (), case.title
        results.append(replace(case, expected=write_yaml(parsed.stack).rstrip("\n")))
    if update_expected:
        write_cases(path, "yaml", results)
        return
    assert results == cases


def test_a_malformed_text_is_told_what_is_wrong_and_where(update_expected: bool) -> None:
    path = CASES / "malformed.txt"
    cases = read_cases(path)
    results = [replace(case, expected=faults_of(case.text)) for case in cases]
    if update_expected:
        write_cases(path, "faults", results)
        return
    assert results == cases
    assert all(case.expected for case in cases)


@pytest.mark.parametrize("case", read_cases(CASES / "good.txt"), ids=lambda case: case.title)
def test_every_form_says_the_same(case: Case) -> None:
    stack = parse_layers(case.text).stack
    for write in (write_terse, write_yaml, write_json):
        assert parse_layers(write(stack)) == Parsed(stack)
    assert write_yaml(parse_layers(write_terse(stack)).stack) == write_yaml(stack)


def test_places_are_those_of_an_editor() -> None:
    stack = parse_layers("\ufeff# x\r\n 1 Basics: a, Group (b)\r\n\r\na, b -> c").stack
    (layer,) = stack.layers
    service, group = layer.members
    assert isinstance(service, Service)
    assert isinstance(group, Group)
    assert layer.location == Position(2, 2)
    assert service.location == Position(2, 12)
    assert group.location == Position(2, 15)
    assert [arrow.location for arrow in stack.arrows] == [Position(4, 1), Position(4, 4)]
    yaml = parse_layers("layers:\n  - title: x\n    members: [a, b]\narrows:\n  - {from: a, to: b}").stack
    assert [service.location for service in yaml.services] == [Position(3, 15), Position(3, 18)]
    assert yaml.arrows[0].location == Position(5, 12)


def test_an_arrow_stands_where_the_end_stands_that_is_one_of_several() -> None:
    arrows = parse_layers("a -> b, c").stack.arrows
    assert [arrow.location for arrow in arrows] == [Position(1, 6), Position(1, 9)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1 Basics: a\x07b, c", "1:12 error: control character U+0007\n  hint: remove it"),
        ("a -> b\x85", "1:7 error: control character U+0085\n  hint: remove it"),
        ("layers:\n  - {title: a\x1b}", "2:14 error: control character U+001B\n  hint: remove it"),
        ('{"layers": [{"title": "a\ud800"}]}', "1:25 error: control character U+D800\n  hint: remove it"),
        (
            "1 A: " + "x" * 201,
            "1:6 error: the name of a service has 201 characters; the limit is 200\n  hint: shorten it",
        ),
        (
            "a -> b: " + "x" * 201,
            "1:1 error: the label of an arrow has 201 characters; the limit is 200\n  hint: shorten it",
        ),
        (
            "1 A: " + ", ".join(f"s{n}" for n in range(2001)),
            "1:12896 error: the diagram has more than 2,000 services\n  hint: split it into several diagrams",
        ),
        (
            "\n".join(f"a{n} -> b{n}" for n in range(1001)),
            "1001:1 error: the diagram has more than 2,000 services\n  hint: split it into several diagrams",
        ),
        (
            "\n".join(f"T{n}: s{n}" for n in range(201)),
            "201:1 error: the diagram has more than 200 layers\n  hint: split it into several diagrams",
        ),
        (
            ", ".join(f"a{n}" for n in range(71)) + "\n  -> " + ", ".join(f"b{n}" for n in range(71)),
            "1:1 error: the diagram has more than 5,000 arrows\n  hint: split it into several diagrams",
        ),
        (
            "1 A: " + "g (" * 9 + "a" + ")" * 9,
            "1:30 error: groups are nested more than 8 deep\n  hint: use fewer levels",
        ),
        (
            "layers:\n  - {title: A, members: [" + "{group: g, members: [" * 9 + "a" + "]}" * 9 + "]}",
            "2:194 error: groups are nested more than 8 deep\n  hint: use fewer levels",
        ),
        (
            "layers: [" + "[" * 60,
            "1:58 error: the diagram is nested more than 50 levels deep",
        ),
    ],
    ids=lambda value: "",
)
def test_there_are_limits(text: str, fault: str) -> None:
    assert faults_of(text).startswith(fault)


def test_of_very_many_faults_the_first_are_told_and_the_rest_counted() -> None:
    faults = parse_layers("1 A: x\n" + "neither\n" * 1000).faults
    assert len(faults) == MAX_FAULTS + 1
    assert faults[-1] == Fault("the diagram has 800 more faults", Position(202, 1), "fix those above first")


HOSTILE = {
    "quotation marks": '1 A: "' + '\\"' * 200_000,
    "curly ones": "1 A: " + "“" * 100_000,
    "brackets": "1 A: a" + "[" * 110_000,
    "parentheses": "1 A: a" + "(" * 110_000,
    "groups": "1 A: " + "a (" * 30_000 + "b" + ")" * 30_000,
    "shafts": "-" * 400_000,
    "arrows": "a" + "->" * 200_000,
    "chains": "->".join("abcdefgh" * 5_000),
    "several to several": "a," * 30_000 + "a -> " + "b," * 30_000,
    "unknown names": "1 A: " + ",".join(f"service-{n}" for n in range(2000)) + "\n" + "servicf-1 -> x\n" * 7_000,
    "indented lines": "1 A: a\n" + " b\n" * 35_000,
    "lines that go on": "a\n" + " -> b\n" * 20_000,
    "blanks": "1 A:" + " " * 400_000 + ",",
    "backslashes": '1 A: "' + "\\" * 400_000,
    "colons": ":" * 110_000,
    "newlines": "\n" * 110_000,
    "braces": "{" * 400_000,
    "pairs": '{"layers": "' + "\\\\" * 80_000 + "\\ud83d\\ude00" * 20_000 + '"}',
    "halves of pairs": '{"layers": "' + "\\ud83d" * 80_000 + '"}',
    "fields": "layers:\n" + "  - x\n" * 20_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_long_hostile_text_has_faults_and_an_end(text: str) -> None:
    assert 100_000 < len(text) <= MAX_CHARACTERS
    assert not parse_layers(text).is_sound


def test_a_text_that_is_too_long_is_not_read() -> None:
    assert faults_of("a\n" * 300_000) == (
        "1:1 error: the diagram has 600,000 characters; the limit is 500,000\n  hint: split it into several diagrams"
    )


def test_writers_break_long_lines_between_names() -> None:
    services = tuple(Service(f"service number {n}") for n in range(12))
    stack = Stack((Layer("1", "Long", services),), (Arrow("service number 1", "service number 2", label="x" * 80),))
    assert write_terse(stack) == (
        "1 Long: service number 0, service number 1, service number 2, service number 3, service number 4,\n"
        "    service number 5, service number 6, service number 7, service number 8, service number 9,\n"
        "    service number 10, service number 11\n"
        "\n"
        "service number 1 ->\n"
        f'    service number 2: "{"x" * 80}"\n'
    )
    assert parse_layers(write_terse(stack)) == Parsed(stack)


def test_the_examples_of_the_manual_are_sound(repository: Path) -> None:
    manual = (repository / "docs" / "layer_diagrams.md").read_text("utf-8")
    examples = re.findall(r"^```(?:text|yaml)\n(.*?)^```", manual, re.DOTALL | re.MULTILINE)
    assert len(examples) == 4
    layers = next(example for example in examples if "Turtles All" in example)
    for example in examples:
        whole = layers + example if example.startswith("nova ->") else example
        assert parse_layers(whole).faults == ()
