"""The same sources make the same bytes, whoever builds them, where and when."""

from __future__ import annotations

import os
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from .sites import run_pelican

pytestmark = pytest.mark.slow

#: What a build reads.
SOURCES = ("content", "plugins", "theme", "pelicanconf.py", "publishconf.py")


@dataclass(frozen=True)
class Machine:
    """Where and how someone builds. *seed* orders the making of files, and so what a file system lists first."""

    folder: str
    seed: int
    mtime: int
    umask: int
    from_checkout: bool
    environment: dict[str, str] = field(default_factory=dict)


# Time zones in POSIX form need no database; one day and an hour lie between them.
MACHINES = (
    Machine("ada/blog", 1, 1_000_000_000, 0o022, True, {"TZ": "AAA+11", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
    Machine(
        "build agent 7/a rather longer path/sevenlayer",
        2,
        1_700_000_000,
        0o077,
        False,
        {"TZ": "BBB-14", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "424242", "USER": "agent"},
    ),
)


def copy_sources(repository: Path, checkout: Path, machine: Machine) -> None:
    files = [repository / name for name in SOURCES if (repository / name).is_file()]
    for name in SOURCES:
        files += [path for path in (repository / name).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    order = random.Random(machine.seed)  # noqa: S311 - any order will do
    files.sort()
    order.shuffle(files)
    for file in files:
        target = checkout / file.relative_to(repository)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
        moment = machine.mtime + order.randrange(10_000_000)
        os.utime(target, (moment, moment))


def build(repository: Path, place: Path, machine: Machine, conf: str) -> dict[str, bytes]:
    """Return each file of the output with its bytes."""
    checkout, home = place / machine.folder / conf, place / machine.folder / "home"
    copy_sources(repository, checkout, machine)
    home.mkdir(exist_ok=True)
    output = checkout / "output" if machine.from_checkout else place / f"{conf} output"
    cwd = checkout if machine.from_checkout else home
    prefix = Path() if machine.from_checkout else checkout
    environment = {**machine.environment, "HOME": str(home)}
    arguments = (prefix / "content", "-o", output, "-s", prefix / conf)
    result = run_pelican(*arguments, cwd=cwd, umask=machine.umask, **environment)
    assert (result.returncode, result.stderr) == (0, "")
    files = sorted(path for path in output.rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("conf", ["pelicanconf.py", "publishconf.py"])
def test_two_machines_make_the_same_bytes(repository: Path, tmp_path: Path, conf: str) -> None:
    with ThreadPoolExecutor(len(MACHINES)) as pool:
        one, other = pool.map(lambda machine: build(repository, tmp_path, machine, conf), MACHINES)
    assert len(one) > 40
    assert list(one) == list(other)
    assert [path for path in one if one[path] != other[path]] == []


def test_building_again_into_the_same_folder_changes_nothing(repository: Path, tmp_path: Path) -> None:
    first = build(repository, tmp_path, MACHINES[0], "pelicanconf.py")
    second = build(repository, tmp_path, MACHINES[0], "pelicanconf.py")
    assert first == second
