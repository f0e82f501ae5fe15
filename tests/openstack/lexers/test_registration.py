"""How the lexers are found: by our own blocks of code, and by anyone's Pygments."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.lexers._mapping import LEXERS as LEXERS_OF_PYGMENTS
from sevenlayer.diagnostics import Location, Problem
from sevenlayer.directives.code import CodeOptions, code_html
from sevenlayer.directives.registry import Vocabulary
from sevenlayer.openstack.lexers import ADDITIONS, add_lexers

ALIASES = [(alias, lexer_class) for lexer_class in ADDITIONS for alias in lexer_class.aliases]


@pytest.fixture
def installed(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry points of pyproject.toml, as an installed wheel has them."""
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    folder = tmp_path / f"{project['name']}-{project['version']}.dist-info"
    folder.mkdir()
    points = "".join(f"{name} = {value}\n" for name, value in project["entry-points"]["pygments.lexers"].items())
    (folder / "entry_points.txt").write_text(f"[pygments.lexers]\n{points}", "utf-8")
    (folder / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)


def show(language: str, source: str = "HOST_IP=192.0.2.10") -> tuple[str, list[Problem]]:
    vocabulary = Vocabulary()
    add_lexers(vocabulary, {})
    problems: list[Problem] = []
    return code_html(source, language, CodeOptions(), Location("post.md", 3), problems.append, vocabulary), problems


@pytest.mark.parametrize(("alias", "lexer_class"), ALIASES)
def test_aliases_are_not_pygments_own(alias: str, lexer_class: type[Lexer]) -> None:
    taken = {name for _module, _title, names, _files, _types in LEXERS_OF_PYGMENTS.values() for name in names}
    assert alias not in taken


@pytest.mark.parametrize(("alias", "lexer_class"), ALIASES)
@pytest.mark.usefixtures("installed")
def test_pygments_finds_installed_lexers_by_every_alias(alias: str, lexer_class: type[Lexer]) -> None:
    assert type(get_lexer_by_name(alias)) is lexer_class


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("local.conf", "DevStack local.conf"),
        ("localrc", "DevStack local.conf"),
        (".localrc.auto", "DevStack local.conf"),
        ("server.hot", "Heat template"),
        ("nova.conf", "oslo.config"),
        ("apache2.conf", "ApacheConf"),
        ("setup.cfg", "INI"),
        ("template.yaml", "YAML"),
        ("notes.txt", "Text only"),
    ],
)
@pytest.mark.usefixtures("installed")
def test_installed_lexers_take_their_own_files_and_no_others(name: str, title: str) -> None:
    assert get_lexer_for_filename(name).name == title


@pytest.mark.parametrize("lexer_class", ADDITIONS)
def test_installed_lexers_are_never_guessed(lexer_class: type[Lexer]) -> None:
    """Python-Markdown has Pygments guess the language of blocks without one, on sites that do not list the plugin too."""
    assert "analyse_text" not in vars(lexer_class)
    assert lexer_class.analyse_text("heat_template_version: wallaby\n[[local|localrc]]\n") == 0


@pytest.mark.parametrize("language", ["localconf", "local.conf", "DevStack", "lang:localconf", "language-localconf"])
def test_block_of_code_is_coloured_by_a_registered_lexer(language: str) -> None:
    html, problems = show(language)
    assert '<span class="nv">HOST_IP</span><span class="o">=</span><span class="s">192.0.2.10</span>' in html
    assert problems == []


def test_misspelt_language_is_near_a_registered_alias() -> None:
    _, problems = show("loclaconf")
    assert [(problem.message, problem.hint) for problem in problems] == [
        ("unknown language 'loclaconf'; the code is not highlighted", "did you mean 'localconf'?")
    ]


def test_registering_twice_changes_nothing() -> None:
    first = show("hot", "type: OS::Nova::Server")
    assert show("hot", "type: OS::Nova::Server") == first
    assert '<span class="nc">OS::Nova::Server</span>' in first[0]
