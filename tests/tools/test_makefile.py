"""The commands of the Makefile, run by make itself with programs that tell how they were called."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import pytest

COMMANDS = {
    "check",
    "clean",
    "devserver",
    "devserver-global",
    "facts",
    "help",
    "html",
    "linkcheck",
    "lint",
    "lock",
    "new",
    "publish",
    "regenerate",
    "serve",
    "serve-global",
    "test",
}
PROGRAMS = ("awk", "cat", "chmod", "cmp", "cp", "ln", "make", "mkdir", "rm", "sh", "touch")
"""What the Makefile and its scripts use, with the programs below."""

TELL_ARGUMENTS = f"""\
#!{sys.executable}
import json, os, sys
print(json.dumps(sys.argv[1:]))
sys.exit(int(os.environ.get("STATUS", "0")))
"""


@pytest.fixture(autouse=True)
def _make_is_there(needs_tool: Callable[[str], NoReturn]) -> None:
    if not shutil.which("make"):
        needs_tool("make is not installed")


@dataclass(frozen=True)
class Project:
    """A copy of what the Makefile needs, a PATH that holds nothing else, and a log of what was called."""

    root: Path
    programs: Path
    variables: dict[str, str] = field(default_factory=dict)

    def make(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["make", *arguments],
            cwd=self.root,
            env={"PATH": str(self.programs), "HOME": str(self.root.parent), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def program(self, name: str, text: str) -> Path:
        path = self.programs / name
        path.unlink(missing_ok=True)
        path.write_text(text)
        path.chmod(0o755)
        return path

    def tells(self, *arguments: str, **environment: str) -> list[str]:
        """Run make with a Pelican of our own, and return the arguments that it got."""
        pelican = self.program("my pelican", TELL_ARGUMENTS)
        result = self.make(*arguments, f"PELICAN={pelican}", **environment)
        assert (result.returncode, result.stderr) == (0, "")
        told = json.loads(result.stdout)
        assert isinstance(told, list)
        return told


@pytest.fixture
def project(repository: Path, tmp_path: Path) -> Project:
    root = tmp_path / "my blog"
    root.mkdir()
    shutil.copy(repository / "Makefile", root)
    shutil.copytree(repository / "tools", root / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    # What `make clean` needs.
    package, copied = repository / "plugins" / "sevenlayer", root / "plugins" / "sevenlayer"
    for file in ("__init__.py", "__main__.py", "build/__init__.py", "build/output_folder.py"):
        (copied / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(package / file, copied / file)
    shutil.copytree(package / "commands", copied / "commands", ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("content", "my posts", "elsewhere"):
        (root / folder).mkdir()
    (root / "pelicanconf.py").touch()
    (root / "requirements.lock").write_text("# the site\n")
    (root / "requirements-dev.lock").write_text("# and its tools\n")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in PROGRAMS:
        found = shutil.which(name)
        assert found is not None, name
        (programs / name).symlink_to(found)
    (programs / "python3").symlink_to(sys.executable)
    return Project(root, programs)


def add_uv(project: Project) -> None:
    """Give the project a uv that makes an environment whose programs tell how they are called."""
    tell = project.program("tell", TELL_ARGUMENTS)
    project.program(
        "uv",
        f"""#!/bin/sh
echo "$@" >>"$HOME/uv.log"
case "$1 $UV_FAILS" in
venv\\ *) mkdir -p .venv/bin; rm -f .venv/bin/* .venv/.r*
    ln -s {shlex.quote(str(tell))} .venv/bin/python; ln -s {shlex.quote(str(tell))} .venv/bin/pelican ;;
pip\\ yes) echo "no network" >&2; exit 1 ;;
pip\\ hangs) kill -9 $PPID ;;
esac
""",
    )


def uv_calls(project: Project) -> list[str]:
    log = project.root.parent / "uv.log"
    calls = [line.split()[0] for line in log.read_text().splitlines()] if log.exists() else []
    log.unlink(missing_ok=True)
    return calls


def test_help_is_the_default_and_lists_every_command(project: Project) -> None:
    result = project.make()
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == project.make("help").stdout
    listed = re.findall(r"^  ([a-z-]+) +\S", result.stdout, re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)


def test_every_target_is_documented_and_phony(project: Project) -> None:
    makefile = (project.root / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    assert targets == COMMANDS
    phony = makefile.partition(".PHONY:")[2].replace("\\\n", " ").split()
    assert set(phony) == COMMANDS | {"FORCE", "THERE"}


def test_names_with_blanks_are_quoted(project: Project) -> None:
    result = project.make("-n", "html", "INPUTDIR=/a b/c", "OUTPUTDIR=d e", "PELICAN=pelican")
    assert shlex.split(result.stdout.splitlines()[-1]) == [
        "pelican",
        "/a b/c",
        "-o",
        "d e",
        "-s",
        f"{project.root}/pelicanconf.py",
    ]


@pytest.mark.parametrize(
    ("command", "before", "after"),
    [
        ("html", [], []),
        ("regenerate", ["-r"], []),
        ("serve", ["-l"], []),
        ("serve-global", ["-l"], ["-b", "0.0.0.0"]),
        ("devserver", ["-lr"], []),
        ("devserver-global", ["-lr"], ["-b", "0.0.0.0"]),
    ],
)
def test_commands_call_pelican_as_quickstart_does(
    project: Project, command: str, before: list[str], after: list[str]
) -> None:
    root = str(project.root)
    site = [f"{root}/content", "-o", f"{root}/output", "-s", f"{root}/pelicanconf.py"]
    assert project.tells(command) == [*before, *site, *after]


@pytest.mark.parametrize(
    ("command", "words", "after"),
    [
        ("html", ["build"], []),
        ("regenerate", ["build", "--watch"], []),
        ("serve", ["serve", "--no-build"], []),
        ("serve-global", ["serve", "--no-build"], ["-b", "0.0.0.0"]),
        ("devserver", ["serve"], []),
        ("devserver-global", ["serve"], ["-b", "0.0.0.0"]),
    ],
)
def test_without_a_pelican_of_ones_own_they_are_commands_of_sevenlayers(
    project: Project, command: str, words: list[str], after: list[str]
) -> None:
    add_uv(project)
    root = str(project.root)
    site = [f"{root}/content", "-o", f"{root}/output", "-s", f"{root}/pelicanconf.py"]
    told = project.make(command, "PELICANOPTS=-v --fatal warnings")
    assert json.loads(told.stdout) == ["-m", "sevenlayer", *words, *site, *after, "--", "-v", "--fatal", "warnings"]


def test_publish_takes_its_own_settings(project: Project) -> None:
    root = str(project.root)
    assert project.tells("publish") == [f"{root}/content", "-o", f"{root}/output", "-s", f"{root}/publishconf.py"]


def test_variables_reach_pelican(project: Project) -> None:
    variables = ["INPUTDIR=in put", "OUTPUTDIR=/out put", "CONFFILE=conf file.py", "PELICANOPTS=-v", "PORT=8123"]
    (project.root / "in put").mkdir()
    (project.root / "conf file.py").touch()
    assert project.tells("devserver", *variables, "RELATIVE=1") == [
        *["-lr", "in put", "-o", "/out put", "-s", "conf file.py", "--relative-urls", "-p", "8123", "-v"],
    ]
    assert project.tells("serve-global", "SERVER=::1")[-2:] == ["-b", "::1"]
    assert project.tells("publish", "PUBLISHCONF=p q.py", "RELATIVE=1")[-3:] == ["-s", "p q.py", "--relative-urls"]


def test_debug_shows_the_command_and_tells_pelican(project: Project) -> None:
    pelican = project.program("pelican", TELL_ARGUMENTS)
    command, told = project.make("html", "DEBUG=1", f"PELICAN={pelican}").stdout.splitlines()
    assert command.startswith(f'"{pelican}" "')
    assert json.loads(told)[-1] == "-D"


@pytest.mark.parametrize(
    ("variable", "message"),
    [
        ("INPUTDIR=no such", "There is no folder 'no such'; correct INPUTDIR.\n"),
        ("CONFFILE=nosuch.py", "There is no file 'nosuch.py'; correct CONFFILE.\n"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(project: Project, variable: str, message: str) -> None:
    pelican = project.program("pelican", TELL_ARGUMENTS)
    result = project.make("html", variable, f"PELICAN={pelican}")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(message)


def test_a_failing_pelican_fails_make(project: Project) -> None:
    pelican = project.program("pelican", TELL_ARGUMENTS)
    result = project.make("html", f"PELICAN={pelican}", STATUS="3")
    assert result.returncode == 2
    assert re.fullmatch(r"make: \*\*\* \[Makefile:\d+: html\] Error 3\n", result.stderr)


def test_a_pelican_of_ones_own_needs_no_environment(project: Project) -> None:
    project.tells("html")
    assert not (project.root / ".venv").exists()


def test_the_first_build_sets_up_and_the_second_does_not(project: Project) -> None:
    add_uv(project)
    first = project.make("html")
    assert (first.returncode, first.stderr) == (0, "Setting up .venv with uv ...\n")
    assert json.loads(first.stdout)[:4] == ["-m", "sevenlayer", "build", f"{project.root}/content"]
    assert uv_calls(project) == ["venv", "pip"]
    second = project.make("html")
    assert (second.stdout, second.stderr) == (first.stdout, "")
    assert uv_calls(project) == []


def test_set_up_speaks_on_standard_error_only(project: Project) -> None:
    add_uv(project)
    result = project.make("-s", "check", "FORMAT=json", "INPUTDIR=my posts")
    assert json.loads(result.stdout) == [
        *["-m", "sevenlayer", "check", "my posts", "-s", f"{project.root}/pelicanconf.py", "--format", "json"]
    ]
    assert result.stderr == "Setting up .venv with uv ...\n"


def test_another_lock_file_sets_up_again_and_the_same_one_does_not(project: Project) -> None:
    add_uv(project)
    project.make("html")
    uv_calls(project)
    lock = project.root / "requirements.lock"
    stamp = project.root / ".venv" / ".requirements.lock"

    os.utime(stamp, (0, 0))
    assert project.make("html").stderr == ""
    assert uv_calls(project) == []

    lock.write_text("# another site\n")
    os.utime(stamp, (0, 0))
    assert project.make("html").stderr == "Setting up .venv with uv ...\n"
    assert uv_calls(project) == ["venv", "pip"]


def test_an_interrupted_set_up_is_done_again(project: Project) -> None:
    add_uv(project)
    assert project.make("html", UV_FAILS="hangs").returncode != 0
    uv_calls(project)
    assert project.make("html").returncode == 0
    assert uv_calls(project) == ["venv", "pip"]


def test_a_lost_interpreter_is_replaced(project: Project) -> None:
    add_uv(project)
    project.make("html")
    uv_calls(project)
    (project.root / ".venv" / "bin" / "python").unlink()
    assert project.make("html").returncode == 0
    assert uv_calls(project) == ["venv", "pip"]


def test_tests_add_their_tools_once(project: Project) -> None:
    add_uv(project)
    first = project.make("test", "PYTESTOPTS=-k feeds")
    assert json.loads(first.stdout) == ["-m", "pytest", "-k", "feeds"]
    assert first.stderr == ("Setting up .venv with uv ...\nAdding the tools for tests and checks to .venv ...\n")
    assert uv_calls(project) == ["venv", "pip", "pip"]
    assert project.make("test").stderr == ""
    assert project.make("html").stderr == ""
    assert uv_calls(project) == []


def test_interrupted_tools_are_not_built_upon(project: Project) -> None:
    add_uv(project)
    project.make("html")
    assert project.make("test", UV_FAILS="hangs").returncode != 0
    uv_calls(project)
    assert project.make("test").returncode == 0
    assert uv_calls(project) == ["venv", "pip", "pip"]


@pytest.mark.slow
def test_without_a_working_uv_venv_and_pip_do_it(project: Project) -> None:
    add_uv(project)
    result = project.make("new", "TITLE=Cells", UV_FAILS="yes")
    assert result.returncode != 0  # the environment is real, and its lock file is empty: no Unidecode
    assert "no network\nuv could not do it; trying venv and pip ...\n" in result.stderr
    assert (project.root / ".venv" / ".requirements.lock").read_text() == "# the site\n"
    assert (project.root / ".venv" / "bin" / "pip").exists()


def test_an_old_python_is_refused_with_a_hint(project: Project) -> None:
    project.program("python3", '#!/bin/sh\ncase "$2" in *print*executable*) exit 1 ;; esac\necho 3.9.2\n')
    result = project.make("html")
    assert result.returncode == 2
    assert result.stderr.splitlines()[0] == (
        "error: 'python3' is Python 3.9.2, and Sevenlayer needs 3.11 or newer: make PY=python3.11 ..."
    )


def test_a_python_without_venv_is_refused_with_a_hint(project: Project) -> None:
    project.program(
        "python3",
        '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1 ;; *executable*) echo python3 ;; *) echo 3.11 ;; esac\n',
    )
    result = project.make("html")
    assert result.returncode == 2
    assert result.stderr.splitlines()[1:3] == [
        "error: this Python cannot make virtual environments.",
        "error: On Debian and Ubuntu: apt install python3-venv (or python3.11-venv). Or install uv.",
    ]
    assert not (project.root / ".venv").exists()


def test_a_missing_python_is_named(project: Project) -> None:
    result = project.make("html", "PY=python9")
    assert result.stderr.splitlines()[0] == (
        "error: there is no program 'python9'. Sevenlayer needs Python 3.11 or newer: make PY=/path/to/python3.11 ..."
    )


@pytest.mark.parametrize("title", ["Cells, explained", 'it\'s "$HOME" `id` $(shell id) $$ \\ #1; rm -rf /', "-n"])
def test_a_title_reaches_new_as_it_was_typed(project: Project, title: str) -> None:
    add_uv(project)
    told = json.loads(project.make("new", f"TITLE={title}", "KIND=rst", "DATE=2013-07-19").stdout)
    assert told == [
        *["-m", "sevenlayer", "new", "--kind=rst", "--date=2013-07-19", f"--content={project.root}/content"],
        *["-s", f"{project.root}/pelicanconf.py", "--", title],
    ]


def test_clean_needs_no_environment(project: Project) -> None:
    output = project.root / "out put"
    output.mkdir()
    (output / ".sevenlayer").write_text("Written by Sevenlayer\n")
    result = project.make("clean", "OUTPUTDIR=out put")
    assert (result.returncode, result.stdout, result.stderr) == (0, "Removed out put\n", "")
    assert not output.exists()
    assert not (project.root / ".venv").exists()


def test_clean_refuses_a_foreign_folder(project: Project) -> None:
    (project.root / "output").mkdir()
    (project.root / "output" / "letter.txt").write_text("precious")
    result = project.make("clean")
    assert result.returncode == 2
    assert result.stderr.startswith(f"clean: not emptied: {project.root}/output has files in it")
    assert (project.root / "output" / "letter.txt").exists()
