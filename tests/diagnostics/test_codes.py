"""The enumeration of problem codes: each is explained, each can be reported, and nothing else is."""

from __future__ import annotations

import ast
import copy
import json
import re
from pathlib import Path

import pytest
from sevenlayer.diagnostics import Code, Severity, UnknownCode, explain, find_code, list_codes, warning
from sevenlayer.diagnostics.documentation import explanation, problems_page
from sevenlayer.front_matter.schema import FIELDS, Kind

from .test_examples import EXAMPLES

EXPLANATIONS = Path("plugins/sevenlayer/diagnostics/explanations")
#: Codes that no test can have reported, each with the reason.
NEVER_REPORTED: dict[Code, str] = {}


def test_a_code_is_a_text_to_programs() -> None:
    assert Code.MARKUP_NO_ALT == "markup.no-alt"
    assert json.dumps({"code": Code.MARKUP_NO_ALT}) == '{"code": "markup.no-alt"}'
    assert f"[{Code.MARKUP_NO_ALT}]" == "[markup.no-alt]"
    assert copy.deepcopy(Code.MARKUP_NO_ALT) is Code.MARKUP_NO_ALT


def test_a_code_that_does_not_exist_cannot_be_reported() -> None:
    assert warning("markup.no-alt", "m").code is Code.MARKUP_NO_ALT
    with pytest.raises(ValueError, match=r"'markup.no-such' is not a valid Code"):
        warning("markup.no-such", "m")


@pytest.mark.parametrize("code", Code)
def test_every_code_is_named_and_explained(code: Code) -> None:
    assert re.fullmatch(r"[a-z_]+\.[a-z]+(-[a-z]+)*", code)
    assert code.name == re.sub(r"[.-]", "_", code).upper()
    assert code.summary[0].isupper() or code.summary[0] == "'"
    assert code.summary.endswith(".")
    assert code.severities
    assert explanation(code)


def test_nothing_else_is_explained(repository: Path) -> None:
    headings = [
        (path.stem, heading)
        for path in sorted((repository / EXPLANATIONS).glob("*.md"))
        for heading in re.findall(r"^## (\w+\.[\w-]+)$", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert sorted(headings) == sorted((code.part, code) for code in Code)


def test_the_page_of_all_codes_is_that_of_the_enumeration(repository: Path, update_expected: bool) -> None:
    page = repository / "docs" / "problems.md"
    if update_expected:
        page.write_text(problems_page(), "utf-8")
    assert page.read_text("utf-8") == problems_page()
    assert problems_page().count('<a id="') == len(Code)


def test_a_code_is_explained_in_a_terminal() -> None:
    assert explain("markup.no-heading", width=60) == (
        "markup.no-heading (warning)\n"
        "\n"
        "A line looks like a heading but lacks the space after '#'.\n"
        "\n"
        "In CommonMark a heading has a space after its `#`\n"
        "characters; without one the line is text. Older Markdown\n"
        "took it for a heading.\n"
        "\n"
        "Reported:\n"
        "\n"
        "    ##In the API\n"
        "\n"
        "    Cells are hidden.\n"
        "\n"
        "Mended:\n"
        "\n"
        "    ## In the API\n"
        "\n"
        "    Cells are hidden.\n"
    )
    assert explain("layer_diagrams.text").startswith("layer_diagrams.text (error, warning)\n")


def test_all_codes_are_listed() -> None:
    lines = [line for line in list_codes().splitlines() if line]
    assert [line.split()[0] for line in lines] == list(Code)
    assert "markup.no-alt                        An image has no alternative text." in lines


@pytest.mark.parametrize("text", ["markup.no-alt", "[markup.no-alt]", " Markup.No-Alt\n"])
def test_a_code_is_found_as_people_write_it(text: str) -> None:
    assert find_code(text) is Code.MARKUP_NO_ALT


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("markup.noalt", "there is no problem code 'markup.noalt'; did you mean 'markup.no-alt'?"),
        ("no-alt", "there is no problem code 'no-alt'; did you mean 'markup.no-alt'?"),
        (
            "front_matter.draft",
            "there is no problem code 'front_matter.draft'; did you mean 'cross_references.draft'?",
        ),
        (
            "same-url",
            "there is no problem code 'same-url'; did you mean 'front_matter.same-url'?",
        ),
        (
            "too-large",
            "there is no problem code 'too-large'; did you mean 'source.too-large' or 'front_matter.too-large'?",
        ),
        ("nonsense", "there is no problem code 'nonsense'"),
        ("", "there is no problem code ''"),
    ],
)
def test_an_unknown_code_is_an_error_with_the_nearest(text: str, message: str) -> None:
    with pytest.raises(UnknownCode) as caught:
        explain(text)
    assert str(caught.value) == message


def test_every_field_that_can_be_wrong_has_a_code() -> None:
    lists_and_texts = (Kind.TEXT, Kind.MARKUP, Kind.NAMES, Kind.ANY)
    for field in FIELDS:
        if field.kind not in lists_and_texts:
            assert Code(f"front_matter.bad-{field.name.replace('_', '-')}").severities[0] in Severity


def test_every_code_is_reported_in_some_test(repository: Path) -> None:
    """In a case's expected report, in an assertion, or as an example of the documentation, which is a test as well."""
    texts = [
        path.read_text("utf-8", errors="replace")
        for path in sorted((repository / "tests").rglob("*"))
        if path.suffix in (".py", ".txt", ".json") and path != Path(__file__)
    ]
    everything = "\n".join(texts)
    written = {code for code in Code if re.search(rf"{re.escape(code)}(?![\w-])", everything)}
    written |= {code for code, word, *_ in EXAMPLES if word == "reported"}
    # Tests of diagrams leave the part out.
    written |= {code for code in Code if code.part == "layer_diagrams" and f'"{code.partition(".")[2]}"' in everything}
    assert sorted(set(Code) - written) == sorted(NEVER_REPORTED)


def test_no_code_is_written_as_text(repository: Path) -> None:
    """A member of the enumeration is found by its uses, and checked by mypy; a text is neither."""
    own = repository / "plugins" / "sevenlayer" / "diagnostics" / "codes.py"
    paths = [path for folder in ("plugins", "tools") for path in sorted((repository / folder).rglob("*.py"))]
    assert own in paths
    parts = "|".join(sorted({code.part for code in Code}))
    form = re.compile(rf"(?:{parts})\.[a-z]+(?:-[a-z]+)*")
    found = []
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))) if path != own else ():
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                text, is_code = node.value, node.value in set(Code)
                if is_code or ("-" in text and form.fullmatch(text)):
                    found.append(f"{path.relative_to(repository)}:{node.lineno}: {text}")
    assert found == []
