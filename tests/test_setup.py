"""The lock files say exactly what is installed, and nothing of where it was pinned."""

import re
from pathlib import Path

import pytest

LOCKS = ("requirements.lock", "requirements-dev.lock")


def read_pins(lock: Path) -> dict[str, str]:
    """Names to what follows them: the version and, where there is one, the marker."""
    return dict(re.findall(r"^([a-z0-9.-]+)(==[^\\\n]+)", lock.read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_a_hash(repository: Path, name: str) -> None:
    text = (repository / name).read_text("utf-8")
    requirements = re.split(r"\n(?=[a-z])", text.partition("\n")[2])[1:]
    # A package may have one pin for each of several versions of Python.
    names = {re.split("[ =;]", each)[0] for each in requirements}
    assert len(names) == len(read_pins(repository / name)) > 0
    assert [each.split()[0] for each in requirements if "--hash=sha256:" not in each] == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_index_and_no_path(repository: Path, name: str) -> None:
    text = (repository / name).read_text("utf-8")
    assert re.findall(r"https?:|file:|--index|--extra-index|--find-links|-e |/", text) == []


def test_tests_run_on_what_the_site_is_built_with(repository: Path) -> None:
    site, dev = (read_pins(repository / name) for name in LOCKS)
    assert {name: dev.get(name) for name in site} == site


def test_every_dependency_is_pinned(repository: Path) -> None:
    import tomllib

    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.match(r"[\w-]+", each).group().lower() for each in project["dependencies"]}  # type: ignore[union-attr]
    assert names - set(read_pins(repository / "requirements.lock")) == set()
