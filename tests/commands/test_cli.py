"""The command line as a whole: its help, its errors, its completion, and what it does not import."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest
from sevenlayer.commands import run
from sevenlayer.commands.cli import COMMANDS, cli

from .commands import sevenlayer


def commands() -> dict[str, click.Command]:
    return {name: import_module(f"sevenlayer.commands.{name}").command for name in COMMANDS}


def test_help_lists_every_command(tmp_path: Path) -> None:
    result = sevenlayer("--help", folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    for name, text in COMMANDS.items():
        assert f"  {name}" in result.stdout
        assert text.split()[0] in result.stdout
    assert sevenlayer(folder=tmp_path).stdout == result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_an_example_and_its_exit_statuses(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    text = capsys.readouterr().out
    assert f"\nExample:\n  {commands()[name].example.splitlines()[0]}\n" in text  # type: ignore[attr-defined]
    assert "\nExit status:\n" in text


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["version"], ["check", "--help"]])
def test_nothing_heavy_is_imported_for_help_and_version(arguments: list[str]) -> None:
    program = (
        "import sys; from sevenlayer.commands import run; status = run(sys.argv[1:]);"
        "heavy = {'pelican', 'docutils', 'markdown_it', 'pygments', 'yaml', 'aiohttp'} & set(sys.modules);"
        "sys.exit(f'imported: {heavy}' if heavy else status)"
    )
    result = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_version_is_that_of_the_project(repository: Path, tmp_path: Path) -> None:
    import tomllib

    version = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert sevenlayer("--version", folder=tmp_path).stdout == f"sevenlayer {version}\n"
    lines = sevenlayer("version", folder=tmp_path).stdout.splitlines()
    assert lines[0] == f"sevenlayer {version}"
    assert [line.split()[0] for line in lines[1:]] == ["pelican", "docutils", "markdown-it-py", "Pygments", "Python"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chekc"], "sevenlayer: there is no command 'chekc'; did you mean 'check'? (hint: sevenlayer --help)"),
        (["xyzzy"], "sevenlayer: there is no command 'xyzzy' (hint: sevenlayer --help)"),
        (
            ["check", "--formt", "json"],
            "check: no such option '--formt'. Did you mean '--format'? (hint: sevenlayer check --help)",
        ),
        (
            ["serve", "--port", "x"],
            "serve: invalid value for '-p' / '--port': 'x' is not a valid integer range (hint: sevenlayer serve --help)",
        ),
        (
            ["build", "-e", "x"],
            "build: invalid value for '-e' / '--setting': 'x' is not of the form NAME=VALUE (hint: sevenlayer build --help)",
        ),
        (["build", "none", "-s", "conf.py"], "build: there is no folder 'none'"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "conf.py").touch()
    assert run(arguments) == 2
    assert capsys.readouterr() == ("", f"{message}\n")


@pytest.mark.parametrize("command", ["build", "serve", "publish", "linkcheck"])
def test_settings_that_cannot_be_used_are_reported_as_problems_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "conf.py").write_text("import os\n1 / 0\n")
    assert run([command, "-s", "conf.py"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "conf.py:2: error: ZeroDivisionError: division by zero [site.bad-setting]\n    2 | 1 / 0\n\n1 error in 1 file\n"
    )


def test_check_reports_them_in_the_form_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "conf.py").write_text("import os\n1 / 0\n")
    for options in ([], ["--all"]):
        assert run(["check", "-s", "conf.py", "--format", "json", *options]) == 1
        out, err = capsys.readouterr()
        (problem,) = json.loads(out)["problems"]
        assert (problem["path"], problem["line"], problem["code"], err) == ("conf.py", 2, "site.bad-setting", "")
    assert run(["check", "-s", "none.py"]) == 2
    assert capsys.readouterr().out.startswith("error: there is no settings file 'none.py' [site.bad-setting]\n")


def test_an_unexpected_error_is_one_line_and_debug_shows_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_arguments: object) -> None:
        raise KeyError("no\nsuch")

    monkeypatch.setattr("sevenlayer.commands.version.version_of", broken)
    line = "sevenlayer: unexpected error: KeyError: 'no\\nsuch' (hint: --debug shows where it happened)\n"
    assert run(["version"]) == 3
    assert capsys.readouterr() == ("", line)
    assert run(["version", "--debug"]) == 3
    error = capsys.readouterr().err
    assert error.startswith("Traceback (most recent call last):")
    assert error.endswith(line)


def test_without_click_only_clean_runs() -> None:
    program = "import sys; sys.modules['click'] = None; from sevenlayer.commands import run; sys.exit(run(['build']))"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "sevenlayer: click is missing; install it with pip install click\n"


def test_commands_and_options_are_completed(tmp_path: Path) -> None:
    script = sevenlayer(folder=tmp_path, _SEVENLAYER_COMPLETE="zsh_source").stdout
    assert "#compdef sevenlayer" in script

    def complete(words: str, place: int) -> list[str]:
        variables = {"_SEVENLAYER_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(place)}
        return [line.partition(",")[2] for line in sevenlayer(folder=tmp_path, **variables).stdout.splitlines()]

    assert complete("sevenlayer li", 1) == ["linkcheck"]
    assert complete("sevenlayer check --format s", 3) == ["sarif"]


def test_the_group_says_how_to_complete() -> None:
    assert cli.epilog is not None
    for shell in ("bash", "zsh", "fish"):
        assert f"_SEVENLAYER_COMPLETE={shell}_source" in cli.epilog
