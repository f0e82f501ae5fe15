"""The same sources make the same bytes, whoever builds them, where and when."""

from __future__ import annotations

import os
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.builds.run import run_command, run_pelican
from tests.builds.settings import settings_text

from .sites import SAMPLE

pytestmark = pytest.mark.slow

#: What a build reads, besides the content.
SOURCES = ("plugins", "theme", "pelicanconf.py", "publishconf.py")


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
    places = {"content": SAMPLE, **{name: repository / name for name in SOURCES}}
    files = [(name, path) for name, place in places.items() for path in (place, *place.rglob("*"))]
    files = sorted((name, path) for name, path in files if path.is_file() and "__pycache__" not in path.parts)
    order = random.Random(machine.seed)  # noqa: S311 - any order will do
    order.shuffle(files)
    for name, file in files:
        target = checkout / name / file.relative_to(places[name])
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
    result = run_command(*arguments, cwd=cwd, umask=machine.umask, **environment)
    assert (result.returncode, result.stderr) == (0, "")
    return read_output(output)


def read_output(output: Path) -> dict[str, bytes]:
    files = sorted(path for path in output.rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize("conf", ["pelicanconf.py", "publishconf.py"])
def test_two_machines_make_the_same_bytes(repository: Path, tmp_path: Path, conf: str) -> None:
    with ThreadPoolExecutor(len(MACHINES)) as pool:
        one, other = pool.map(lambda machine: build(repository, tmp_path, machine, conf), MACHINES)
    assert len(one) > 40
    assert list(one) == list(other)
    assert [path for path in one if one[path] != other[path]] == []


def test_building_again_into_the_same_folder_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(settings_text(), "utf-8")
    outputs = []
    for _ in range(2):
        result = run_pelican(SAMPLE, "-o", "output", "-s", "conf.py", cwd=tmp_path)
        assert (result.returncode, result.stderr) == (0, "")
        outputs.append(read_output(tmp_path / "output"))
    assert outputs[0] == outputs[1]
