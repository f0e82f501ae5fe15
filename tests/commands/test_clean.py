"""`sevenlayer clean`, with click and without."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

#: -S leaves site-packages out, and click with them: cleaning works before there is an environment.
INTERPRETERS = {"with click": (sys.executable,), "without": (sys.executable, "-S")}


def run_clean(
    *arguments: str | Path, repository: Path, home: Path, interpreter: str = "with click"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*INTERPRETERS[interpreter], "-m", "sevenlayer", "clean", *map(str, arguments)],
        cwd=repository,
        env={**os.environ, "HOME": str(home), "PYTHONPATH": "plugins"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder that Sevenlayer made."""
    folder = tmp_path / "my output"
    folder.mkdir()
    (folder / ".sevenlayer").write_text("Written by Sevenlayer\n")
    (folder / "index.html").write_text("old")
    return folder


@pytest.mark.parametrize("interpreter", INTERPRETERS)
def test_our_output_is_removed(repository: Path, tmp_path: Path, output: Path, interpreter: str) -> None:
    result = run_clean(
        *(output, "--input", tmp_path / "content"),
        repository=repository,
        home=tmp_path / "home",
        interpreter=interpreter,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, f"Removed {output}\n", "")
    assert not output.exists()


def test_nothing_to_do_is_fine_and_silent(repository: Path, tmp_path: Path) -> None:
    result = run_clean(tmp_path / "absent", repository=repository, home=tmp_path / "home")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize("interpreter", INTERPRETERS)
def test_a_foreign_folder_is_refused_in_one_line(repository: Path, tmp_path: Path, interpreter: str) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "letter.txt").write_text("precious")
    result = run_clean(folder, repository=repository, home=tmp_path / "home", interpreter=interpreter)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f"clean: not emptied: {folder} has files in it and no .sevenlayer marker, so Sevenlayer did not make it"
        " (hint: choose another output folder, or delete this one yourself)\n"
    )
    assert (folder / "letter.txt").read_text() == "precious"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("{repository}", "is the repository"),
        ("{repository}/content", "is content/"),
        ("{repository}/theme/static", "lies inside theme/"),
        ("{home}", "is the home folder"),
        ("/", "is the root of the file system"),
    ],
)
def test_protected_places_are_refused(repository: Path, tmp_path: Path, name: str, reason: str) -> None:
    place = name.format(repository=repository, home=tmp_path)
    result = run_clean(place, repository=repository, home=tmp_path)
    assert result.returncode == 2
    assert result.stderr == (
        f"clean: not emptied: {place} {reason} (hint: choose a folder of its own for the output)\n"
    )


def test_the_input_folder_is_protected_even_when_marked(repository: Path, tmp_path: Path, output: Path) -> None:
    result = run_clean(output, "--input", output, repository=repository, home=tmp_path / "home")
    assert result.returncode == 2
    assert f"{output} is the sources" in result.stderr
    assert (output / "index.html").exists()


def test_the_history_of_an_output_that_is_a_clone_stays(repository: Path, tmp_path: Path, output: Path) -> None:
    (output / ".git").mkdir()
    assert run_clean(output, repository=repository, home=tmp_path / "home").returncode == 0
    assert sorted(path.name for path in output.iterdir()) == [".git", ".sevenlayer"]


@pytest.mark.parametrize("interpreter", INTERPRETERS)
def test_an_unset_name_deletes_nothing(repository: Path, tmp_path: Path, interpreter: str) -> None:
    result = run_clean("", repository=repository, home=tmp_path / "home", interpreter=interpreter)
    assert (result.returncode, result.stderr) == (2, "clean: the output folder has no name\n")


def test_the_sites_folder_and_its_repository_are_never_emptied(repository: Path, tmp_path: Path) -> None:
    site = tmp_path / "repository" / "blog"
    (site / "content").mkdir(parents=True)
    (tmp_path / "repository" / ".git").mkdir()
    settings = ("-s", site / "pelicanconf.py")
    for folder, reason in (
        (site, "is the repository"),
        (site / "content", "is content/"),
        (tmp_path / "repository", "is the repository"),
    ):
        (folder / ".sevenlayer").write_text("Written by Sevenlayer\n")
        result = run_clean(folder, *settings, repository=repository, home=tmp_path / "home")
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr.startswith(f"clean: not emptied: {folder} {reason} ")
