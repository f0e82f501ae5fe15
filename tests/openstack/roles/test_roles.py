"""Roles that make links, in both languages: a file of cases for each role.

A case is a text, and the link or the problem that it becomes::

    text: 1404268
    html: <a href="https://bugs.launchpad.net/bugs/1404268">bug 1404268</a>

    text: soon
    problem: role 'lpbug': 'soon' is not the number of a bug
    hint: write the number of a bug, as in '1404268'

The role is called as the file; ``role:`` before the text says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sevenlayer.diagnostics import Location, Severity
from sevenlayer.directives.registry import Html, Vocabulary
from sevenlayer.directives.standard import standard_vocabulary
from sevenlayer.front_matter.dialects import DIALECTS
from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.links.register import add_link_roles
from sevenlayer.openstack.names.posts import add_name_roles
from sevenlayer.openstack.options import read_openstack_options
from sevenlayer.pelican_site.build_state import begin_build
from sevenlayer.readers import MarkupOptions, Post, read_post

CASES = Path(__file__).parent / "cases"
FRONT_MATTER = "---\ntitle: A post\ndate: 2024-01-02\n---\n"
SPELLINGS = {"md": "{{{role}}}`{text}`", "rst": ":{role}:`{text}`"}


@dataclass(frozen=True)
class Case:
    role: str
    text: str
    html: str = ""
    problem: str = ""
    hint: str = ""


def read_cases(path: Path) -> list[Case]:
    cases = []
    for block in path.read_text("utf-8").strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines())
        cases.append(Case(**{"role": path.stem, **fields}))
    return cases


def vocabulary(settings: Mapping[str, Any] | None = None) -> Vocabulary:
    """What a site with *settings* has."""
    made = names_alone()
    add_link_roles(made, settings or {})
    return made


def names_alone() -> Vocabulary:
    made = standard_vocabulary()
    settings: dict[str, Any] = {"OPENSTACK_PAGES": False}
    begin_build(settings, frozenset()).put(read_openstack_options(settings))
    add_name_roles(made, settings)
    return made


KNOWN = vocabulary()


def read(role: str, text: str, language: str, known: Vocabulary = KNOWN) -> Post:
    source = FRONT_MATTER + SPELLINGS[language].format(role=role, text=text) + "\n"
    return read_post(
        source.encode(),
        f"post.{language}",
        relative_path=f"post.{language}",
        options=MarkupOptions(content_root=CASES, vocabulary=known),
        pinned={"": DIALECTS["native"]},
    )


def result(case: Case, language: str, known: Vocabulary = KNOWN) -> Case:
    """What has become of the text of *case*."""
    post = read(case.role, case.text, language, known)
    html = (post.html or "").strip().removeprefix("<p>").removesuffix("</p>")
    if not post.problems:
        return Case(case.role, case.text, html)
    (problem,) = post.problems
    assert problem.code == "markup.bad-role"
    assert problem.severity is Severity.ERROR
    assert problem.where == Location(f"post.{language}", 5, 1)
    assert html.startswith('<span class="problematic">')
    return Case(case.role, case.text, "", problem.message, problem.hint or "")


FILES = sorted(CASES.glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_text_becomes_the_link_or_the_problem_in_both_languages(path: Path, update_expected: bool) -> None:
    cases = read_cases(path)
    results = [result(case, "md") for case in cases]
    assert [result(case, "rst") for case in cases] == results
    if update_expected:
        path.write_text("\n\n".join(as_text(one, path) for one in results) + "\n", "utf-8")
        return
    assert results == cases


def as_text(case: Case, path: Path) -> str:
    shown = replace(case, role="") if case.role == path.stem else case
    return "\n".join(f"{name}: {value}" for name, value in vars(shown).items() if value)


def test_every_role_has_a_file_with_a_link_and_a_problem() -> None:
    assert {path.stem for path in FILES} == {name.replace("{project}", "project") for name in facts().roles}
    for path in FILES:
        cases = read_cases(path)
        assert any(case.html for case in cases), path.stem
        assert any(case.problem for case in cases), path.stem


def test_the_other_names_of_a_role_are_the_same_role() -> None:
    for role in facts().roles.values():
        for alias in role.aliases:
            argument = role.good[0][0]
            assert read(alias, argument, "md").html == read(role.name, argument, "md").html


def test_a_site_adds_roles_and_overrides_others() -> None:
    known = vocabulary(
        {
            "OPENSTACK_LINK_ROLES": {
                "rfc": ("https://www.rfc-editor.org/rfc/rfc%s", "RFC %s"),
                "bug": ("https://bugs.example.org/%s", None),
                "half": ("https://example.org/50%%/%s", "50%% of it"),
            }
        }
    )
    assert (
        result(Case("rfc", "9110"), "md", known).html == '<a href="https://www.rfc-editor.org/rfc/rfc9110">RFC 9110</a>'
    )
    assert result(Case("bug", "a b"), "rst", known).html == (
        '<a href="https://bugs.example.org/a%20b">https://bugs.example.org/a%20b</a>'
    )
    assert result(Case("half", "x"), "md", known).html == '<a href="https://example.org/50%/x">50% of it</a>'
    assert result(Case("rfc", "the one <9110>"), "rst", known).html == (
        '<a href="https://www.rfc-editor.org/rfc/rfc9110">the one</a>'
    )


def test_a_site_adds_projects() -> None:
    known = vocabulary({"OPENSTACK_PROJECTS": ["ubuntu"]})
    assert (
        result(Case("lp", "ubuntu"), "md", known).html
        == '<a href="https://launchpad.net/ubuntu">ubuntu on Launchpad</a>'
    )
    assert result(Case("ubuntu-doc", "x.html"), "md", known).html == (
        '<a href="https://docs.openstack.org/ubuntu/latest/x.html">ubuntu documentation: x.html</a>'
    )


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (
            {"OPENSTACK_LINK_ROLES": ["rfc"]},
            "OPENSTACK_LINK_ROLES must be names with addresses and captions, not ['rfc']",
        ),
        (
            {"OPENSTACK_LINK_ROLES": {"RFC": ("https://example.org/%s", "%s")}},
            "OPENSTACK_LINK_ROLES has 'RFC', which is no name of a role: write lower-case letters and hyphens",
        ),
        (
            {"OPENSTACK_LINK_ROLES": {"rfc": "https://example.org/%s"}},
            "OPENSTACK_LINK_ROLES, 'rfc': write an address and a caption, as in ('https://example.org/%s', 'page %s')",
        ),
        (
            {"OPENSTACK_LINK_ROLES": {"rfc": ("https://example.org/", "%s")}},
            "OPENSTACK_LINK_ROLES, 'rfc': the address needs '%s' once, where the argument goes",
        ),
        (
            {"OPENSTACK_LINK_ROLES": {"rfc": ("https://example.org/%s", "%s %s")}},
            "OPENSTACK_LINK_ROLES, 'rfc': the caption may have '%s' once only",
        ),
        (
            {"OPENSTACK_LINK_ROLES": {"rfc": ("https://example.org/a%20b/%s", "%s")}},
            "OPENSTACK_LINK_ROLES, 'rfc': write '%%' for a percent sign in 'https://example.org/a%20b/%s'",
        ),
        (
            {"OPENSTACK_LINK_ROLES": {"rfc": ("javascript:%s", "%s")}},
            "OPENSTACK_LINK_ROLES, 'rfc': 'javascript:%s' is no address that may be linked",
        ),
        (
            {"OPENSTACK_LINK_ROLES": {"rfc": ("https://example.org/%s", " ")}},
            "OPENSTACK_LINK_ROLES, 'rfc': the caption is empty; write None to show the address",
        ),
        (
            {"OPENSTACK_LINK_ROLES": {"kbd": ("https://example.org/%s", None)}},
            "OPENSTACK_LINK_ROLES, 'kbd': a role of this name does something else than link; choose another name",
        ),
        (
            {"OPENSTACK_LINK_ROLES": {"series": ("https://example.org/%s", None)}},
            "OPENSTACK_LINK_ROLES, 'series': a role of this name does something else than link; choose another name",
        ),
        (
            {
                "OPENSTACK_LINK_ROLES": {
                    "project": ("https://example.org/", ""),
                    "bug": ("https://example.org/%s", None),
                    "RFC": None,
                    "rfc": "https://example.org/%s",
                }
            },
            (
                "OPENSTACK_LINK_ROLES, 'project': a role of this name does something else than link; choose another name; "
                "OPENSTACK_LINK_ROLES, 'project': the address needs '%s' once, where the argument goes; "
                "OPENSTACK_LINK_ROLES, 'project': the caption is empty; write None to show the address; "
                "OPENSTACK_LINK_ROLES has 'RFC', which is no name of a role: write lower-case letters and hyphens; "
                "OPENSTACK_LINK_ROLES, 'rfc': write an address and a caption, as in ('https://example.org/%s', 'page %s')"
            ),
        ),
        ({"OPENSTACK_PROJECTS": "ubuntu"}, "OPENSTACK_PROJECTS must be a list of names, not 'ubuntu'"),
    ],
)
def test_a_bad_setting_is_refused_in_one_line(settings: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match="OPENSTACK") as caught:
        vocabulary(settings)
    assert str(caught.value) == message


def test_a_bad_setting_changes_no_role() -> None:
    known = names_alone()
    before = dict(known.roles)
    with pytest.raises(ValueError, match="'kbd'"):
        add_link_roles(known, {"OPENSTACK_LINK_ROLES": {"bug": ("https://example.org/%s", None), "kbd": ("%s", None)}})
    assert before == known.roles


def test_a_role_of_a_plugin_is_not_overridden() -> None:
    known = names_alone()
    known.add_role("post", lambda _text: Html(""))
    with pytest.raises(ValueError, match="'post': a role of this name does something else than link"):
        add_link_roles(known, {"OPENSTACK_LINK_ROLES": {"post": ("https://example.org/%s", None)}})


def test_an_argument_cannot_choose_another_scheme() -> None:
    known = vocabulary({"OPENSTACK_LINK_ROLES": {"any": ("%s", "a page")}})
    assert result(Case("any", "javascript:alert(1)"), "md", known).problem == (
        "role 'any': 'javascript:alert(1)' is not a URL that may be linked"
    )
