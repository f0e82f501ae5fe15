"""A site of one's own."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sevenlayer.commands.answers import QUESTIONS
from sevenlayer.commands.new_site import compose_site, python_text

from .commands import sevenlayer

FILES = [
    ".gitignore",
    "Makefile",
    "content/pages/about.md",
    "content/pages/colophon.rst",
    "content/posts/{today}-a-first-post.md",
    "content/posts/{today}-a-second-post.rst",
    "pelicanconf.py",
    "publishconf.py",
    "requirements-sevenlayer.txt",
    "requirements.txt",
    "tasks.py",
]


def settings_of(site: Path) -> dict[str, Any]:
    """The texts that a settings file sets, without running it."""
    tree = ast.parse((site / "pelicanconf.py").read_text("utf-8"))
    assigned = [node for node in tree.body if isinstance(node, ast.Assign)]
    return {
        node.targets[0].id: ast.literal_eval(node.value) for node in assigned if isinstance(node.targets[0], ast.Name)
    }


def files_of(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())


def test_yes_asks_nothing_and_takes_what_the_machine_knows(tmp_path: Path) -> None:
    (tmp_path / "gitconfig").write_text("[user]\n\tname = Ada Lindqvist\n")
    result = sevenlayer(
        *("init", "notes-on_nova", "--yes"),
        folder=tmp_path,
        LC_ALL="sv_SE.UTF-8",
        TZ="Europe/Stockholm",
        GIT_CONFIG_GLOBAL=str(tmp_path / "gitconfig"),
    )
    site = tmp_path / "notes-on_nova"
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        f"Made a site in {site}. Next:\n"
        "  cd notes-on_nova\n"
        "  make html        build it (the first time, this makes .venv)\n"
        "  make devserver   see it at http://127.0.0.1:8000, while you write\n"
        "Name, URL and author are in pelicanconf.py; posts are in content/posts/.\n"
    )
    assert files_of(site) == [name.format(today=date.today()) for name in FILES]
    settings = settings_of(site)
    assert settings["SITENAME"] == "Notes on nova"
    assert settings["AUTHOR"] == "Ada Lindqvist"
    assert settings["DEFAULT_LANG"] == "sv"
    assert settings["TIMEZONE"] == "Europe/Stockholm"


def test_questions_are_asked_with_their_answers_and_again_after_a_wrong_one(tmp_path: Path) -> None:
    answers = "Seven\n\nhttps://seven.example.net/blog/\nAda\nEnglish\nen\nMars\nUTC\n"
    result = sevenlayer("init", folder=tmp_path, answers=answers.replace("\n\n", "\n"), LC_ALL="C", TZ="Asia/Tokyo")
    assert (result.returncode, result.stderr) == (0, "")
    asked = result.stdout.partition("Made a site")[0]
    assert asked.startswith("Name of the site [")
    assert "Language of the posts [en]: " in asked
    assert "  'english' is not a language such as en or pt-br\n" in asked
    assert "Time zone of dates [Asia/Tokyo]: " in asked
    assert "  there is no time zone 'Mars'; an example is Europe/Stockholm\n" in asked
    settings = settings_of(tmp_path)
    assert settings["SITE_URL"] == "https://seven.example.net/blog"
    assert (settings["SITENAME"], settings["AUTHOR"], settings["TIMEZONE"]) == ("Seven", "Ada", "UTC")


def test_without_answers_nothing_is_made(tmp_path: Path) -> None:
    result = sevenlayer("init", "blog", folder=tmp_path, answers="Seven\n")
    assert (result.returncode, result.stderr) == (2, "init: there is no answer; --yes takes what is offered\n")
    assert not (tmp_path / "blog").exists()


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (
            ("--address", "blog.example.net"),
            "--address: 'blog.example.net' is not a URL such as https://blog.example.org",
        ),
        (("--address", "https://a b"), "--address: 'https://a b' is not a URL such as https://blog.example.org"),
        (("--address", "https://[::1"), "--address: 'https://[::1' is not a URL such as https://blog.example.org"),
        (("--name", " "), "--name: it must not be empty"),
        (("--author", b"\xff".decode("utf-8", "surrogateescape")), "--author: that is not valid UTF-8"),
        (("--language", "../x"), "--language: '../x' is not a language such as en or pt-br"),
        (("--time-zone", "../etc"), "--time-zone: there is no time zone '../etc'; an example is Europe/Stockholm"),
    ],
)
def test_a_wrong_answer_on_the_command_line_is_refused(tmp_path: Path, option: tuple[str, str], message: str) -> None:
    result = sevenlayer("init", "blog", "--yes", *option, folder=tmp_path)
    assert (result.returncode, result.stdout, result.stderr) == (2, "", f"init: {message}\n")
    assert not (tmp_path / "blog").exists()


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("precious")
    result = sevenlayer("init", "--yes", folder=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    hint = "name an empty folder, or one that is not there yet"
    assert result.stderr == f"init: {tmp_path} has something in it (letter.txt); {hint}\n"
    (tmp_path / "another.txt").touch()
    result = sevenlayer("init", "--yes", folder=tmp_path)
    assert result.stderr == f"init: {tmp_path} has something in it (another.txt and 1 more); {hint}\n"
    assert files_of(tmp_path) == ["another.txt", "letter.txt"]
    result = sevenlayer("init", "letter.txt", "--yes", folder=tmp_path)
    assert (result.returncode, result.stderr) == (2, "init: letter.txt is a file; name a folder\n")


def test_a_new_repository_is_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert sevenlayer("init", "--yes", folder=tmp_path).returncode == 0


@given(st.text())
def test_an_answer_becomes_a_literal_whatever_is_in_it(text: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        return
    assert ast.literal_eval(python_text(text)) == text


@pytest.mark.parametrize(
    "name", ['"; import os; os.system("id") #', "'''", "\\", "@AUTHOR@", "a\nb\x00", "$(id) `id` %s {x}", "Größe 🎉"]
)
def test_the_settings_have_the_answers_as_they_were(name: str) -> None:
    answers = {question.name: "x" for question in QUESTIONS} | {"name": name}
    text = compose_site(answers, date(2026, 12, 1))["pelicanconf.py"]
    values = [ast.literal_eval(node.value) for node in ast.parse(text).body if isinstance(node, ast.Assign)]
    assert values[0] == name


def test_no_file_has_a_placeholder_left() -> None:
    site = compose_site({question.name: "x" for question in QUESTIONS}, date(2026, 12, 1))
    assert len(site) == len(FILES)
    for name, text in site.items():
        assert not re.search(r"@[A-Z_]+@", name + text), name


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new site whose commands run in the environment of the tests."""
    folder = tmp_path_factory.mktemp("an author's") / "my blog"
    result = sevenlayer("init", folder, "--yes", "--address", "https://blog.example.net", folder=folder.parent)
    assert result.returncode == 0, result.stderr
    return folder


@pytest.mark.slow
def test_a_new_site_has_no_problems(site: Path) -> None:
    result = sevenlayer("check", "--all", folder=site)
    assert result.returncode == 0, result.stdout + result.stderr
    assert re.fullmatch(r"No problems\.\n\d+ pages and \d+ feeds checked\.\n", result.stdout)


@pytest.mark.slow
def test_what_is_wrong_in_a_post_fails_the_check_of_everything(site: Path, tmp_path: Path) -> None:
    blog = tmp_path / "blog"
    shutil.copytree(site, blog)
    post = blog / "content" / "posts" / f"{date.today()}-a-first-post.md"
    post.write_text(post.read_text("utf-8") + "\n![](/images/x.png)\n\nSee {post}`nowhere`.\n", "utf-8")
    result = sevenlayer("check", "--all", "--format", "json", folder=blog)
    assert result.returncode == 1
    found = {(each["severity"], each["code"]) for each in json.loads(result.stdout)["problems"]}
    assert ("error", "cross_references.unknown") in found
    assert ("warning", "markup.no-alt") in found


def make(site: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *arguments],
        cwd=site,
        env={"PATH": os.environ["PATH"], "HOME": str(site.parent), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def _make_is_there(needs_tool: Callable[[str], NoReturn]) -> None:
    if not shutil.which("make"):
        needs_tool("make is not installed")


@pytest.mark.usefixtures("_make_is_there")
@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("html", "build content -o output -s pelicanconf.py"),
        ("devserver PORT=8123", "serve content -o output -s pelicanconf.py --port 8123"),
        ("serve", "serve --no-build content -o output -s pelicanconf.py"),
        ("test", "check content -s publishconf.py --all --format text"),
        ("check FORMAT=json", "check content -s pelicanconf.py --format json"),
        ("linkcheck OPTIONS=--no-cache", "linkcheck content -s pelicanconf.py --format text --no-cache"),
        ("publish OPTIONS=--upload", "publish content -o output -s publishconf.py --upload"),
        ("clean", "clean output --input content -s pelicanconf.py"),
        ("html RELATIVE=1 DEBUG=1", "build content -o output -s pelicanconf.py --relative-urls --debug"),
        (
            "new TITLE=Cells DATE=2013-07-19",
            "new --kind md --date 2013-07-19 --content content -s pelicanconf.py -- Cells",
        ),
    ],
)
def test_targets_are_commands_of_sevenlayers(site: Path, target: str, words: str) -> None:
    result = make(site, "-s", *target.split(), "SEVENLAYER=echo")
    assert (result.returncode, result.stdout, result.stderr) == (0, f"{words}\n", "")
    assert not (site / ".venv").exists()


@pytest.mark.usefixtures("_make_is_there")
def test_make_alone_lists_the_targets(site: Path) -> None:
    result = make(site)
    assert (result.returncode, result.stderr) == (0, "")
    listed = re.findall(r"^  ([a-z]+) +\S", result.stdout, re.MULTILINE)
    phony = (site / "Makefile").read_text("utf-8").partition(".PHONY: FORCE ")[2].split()
    assert sorted(listed) == sorted(phony)


@pytest.mark.usefixtures("_make_is_there")
@pytest.mark.parametrize("title", ["Cells, explained", 'it\'s "$HOME" `id` $(shell id) $$ \\ #1; rm -rf /', "-n"])
def test_a_title_reaches_new_as_it_was_typed(site: Path, tmp_path: Path, title: str) -> None:
    tell = tmp_path / "tell"
    tell.write_text('#!/bin/sh\nfor last; do :; done\nprintf "%s" "$last"\n')
    tell.chmod(0o755)
    assert make(site, "new", f"TITLE={title}", f"SEVENLAYER={tell}").stdout == title


UV = """\
#!/bin/sh
echo "$1" >>"$HOME/uv.log"
case "$1 $UV_FAILS" in
venv\\ *) mkdir -p .venv/bin; rm -f .venv/bin/* .venv/.r*
    printf '#!/bin/sh\\necho built\\n' >.venv/bin/python; chmod +x .venv/bin/python ;;
pip\\ yes) echo "no network" >&2; exit 1 ;;
pip\\ hangs) kill -9 $PPID ;;
esac
"""


@pytest.mark.usefixtures("_make_is_there")
def test_the_environment_is_made_once_and_again_when_what_is_pinned_changes(site: Path, tmp_path: Path) -> None:
    blog, programs = tmp_path / "my blog", tmp_path / "programs"
    shutil.copytree(site, blog)
    programs.mkdir()
    (programs / "uv").write_text(UV)
    (programs / "uv").chmod(0o755)
    log = tmp_path / "uv.log"

    def build(**environment: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
        log.unlink(missing_ok=True)
        result = make(blog, "html", PATH=f"{programs}:{os.environ['PATH']}", **environment)
        return result, log.read_text().split() if log.exists() else []

    interrupted, _ = build(UV_FAILS="hangs")
    assert interrupted.returncode != 0
    first, calls = build()
    assert (first.returncode, first.stdout, first.stderr) == (0, "built\n", "Setting up .venv with uv ...\n")
    # Sevenlayer itself has no hash here, and so is installed apart.
    assert calls == ["venv", "pip", "pip"]
    second, calls = build()
    assert (second.stdout, second.stderr, calls) == ("built\n", "", [])
    # A checkout renews the time of a file whose content is the same.
    os.utime(blog / ".venv" / ".requirements", (0, 0))
    assert build()[1] == []
    with (blog / "requirements.txt").open("a") as requirements:
        requirements.write("# another\n")
    os.utime(blog / ".venv" / ".requirements", (0, 0))
    assert build()[1] == ["venv", "pip", "pip"]
    (blog / ".venv" / "bin" / "python").unlink()
    assert build()[1] == ["venv", "pip", "pip"]


@pytest.mark.usefixtures("_make_is_there")
@pytest.mark.parametrize(
    ("python", "message"),
    [
        ("exit 127", None),
        (
            "case $2 in *3,\\ 11*) exit 1 ;; esac",
            "error: '{python}' is too old; Sevenlayer needs Python 3.11 or newer: make PY=python3.11 ...",
        ),
        ("case $2 in *ensurepip*) exit 1 ;; esac", "error: this Python cannot make virtual environments."),
    ],
)
def test_a_python_that_cannot_do_it_is_told_with_a_hint(
    site: Path, tmp_path: Path, python: str, message: str | None
) -> None:
    blog, programs = tmp_path / "my blog", tmp_path / "programs"
    shutil.copytree(site, blog)
    programs.mkdir()
    for name in ("sh", "cat", "cmp", "rm", "touch", "make"):
        found = shutil.which(name)
        assert found is not None, name
        (programs / name).symlink_to(found)
    path = programs / "python"
    if message is None:
        message = "error: there is no program '{python}'. Sevenlayer needs Python 3.11 or newer: make PY=/path/to/python3.11 ..."
    else:
        path.write_text(f"#!/bin/sh\n{python}\n")
        path.chmod(0o755)
    result = make(blog, "html", f"PY={path}", PATH=str(programs))
    assert (result.returncode, result.stdout) == (2, "")
    told = [line for line in result.stderr.splitlines() if not line.startswith("Setting up")]
    assert told[0] == message.format(python=path)
    assert not (blog / ".venv").exists()


def test_a_page_that_a_template_breaks_fails_the_check_of_everything(site: Path, tmp_path: Path) -> None:
    blog = tmp_path / "blog"
    shutil.copytree(site, blog)
    (blog / "templates").mkdir()
    (blog / "templates" / "404.html").write_text("<main>\n<p id='a'>x</p><p id='a'>y</p>\n", "utf-8")
    with (blog / "pelicanconf.py").open("a", encoding="utf-8") as settings:
        settings.write("THEME_TEMPLATES_OVERRIDES = ['templates']\n")
    result = sevenlayer("check", "--all", folder=blog)
    assert result.returncode == 1
    assert "error: 404.html: line 1: <main> is never closed [site.bad-output]\n" in result.stdout
    assert "error: 404.html: the id 'a' stands 2 times [site.bad-output]\n" in result.stdout
