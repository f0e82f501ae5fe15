"""Whole builds of small sites, each in a process and a folder of its own.

Starting Python and importing Pelican takes longer than such a build. So one process imports everything once, and forks for
each build; the build then is what the ``pelican`` command does, from its command line to its exit status. Run as a program,
this file is that process: it takes a line of JSON for each build, and answers with the exit status.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[2]
#: Seconds. A build takes half a second; a hang is a failed test, not a hung test run.
LIMIT = 60
#: Bytes of address space: a post that explodes must not take the machine with it.
MEMORY = 3_000_000_000

GOOD_POST = """\
---
title: A good post
slug: good
date: 2024-01-01 08:00
category: News
tags: [nova]
---
It has nothing to fear from its neighbours.
"""
GOOD_PAGE = "blog/2024/01/01/good/index.html"


@dataclass(frozen=True)
class Build:
    """*status* is the exit status, negative for the signal that ended it (-14: it took too long). *report* is what stood on
    standard error; *changed* names what the build made or changed outside the output folder."""

    folder: Path
    status: int
    report: str
    changed: tuple[str, ...]

    @property
    def output(self) -> Path:
        return self.folder / "site" / "output"

    def files(self) -> list[str]:
        """The files of the output, as paths below it."""
        found = (path for path in self.output.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.output).as_posix() for path in found)


def pelican_arguments(output: str = "output", settings: Mapping[str, Any] | None = None) -> list[str]:
    """The command line after ``pelican``: the repository's settings, and a feed, which a preview has none of; then *settings*."""
    usual = {"SITEURL": "https://example.org", "FEED_ALL_ATOM": "feeds/all.atom.xml"}
    extra = [f"{name}={json.dumps(value)}" for name, value in {**usual, **(settings or {})}.items()]
    return ["content", "-o", output, "-s", str(REPOSITORY / "pelicanconf.py"), "-e", *extra]


class Builder:
    """Builds sites, one after another."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment()
        )

    def build(self, folder: Path, output: str = "output", settings: Mapping[str, Any] | None = None) -> Build:
        """Build ``folder/site/content``, beside a good post, into *output* below ``folder/site``; *settings* can be JSON."""
        before = prepare(folder)
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        print(json.dumps([str(folder), output, settings]), file=self._server.stdin, flush=True)
        status = int(self._server.stdout.readline())
        return finish(folder, status, before)

    def close(self) -> None:
        self._server.communicate()


def build_by_command(folder: Path) -> Build:
    """The same through the ``pelican`` command itself."""
    before = prepare(folder)
    command = [sys.executable, "-m", "pelican", *pelican_arguments()]
    with (folder / "log" / "out").open("wb") as out, (folder / "log" / "err").open("wb") as err:
        status = subprocess.run(
            command,
            cwd=folder / "site",
            stdout=out,
            stderr=err,
            stdin=subprocess.DEVNULL,
            env=environment(),
            timeout=3 * LIMIT,
        ).returncode
    return finish(folder, status, before)


def environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "200"}


def prepare(folder: Path) -> dict[str, object]:
    good = folder / "site" / "content" / "posts" / "good.md"
    good.parent.mkdir(parents=True, exist_ok=True)
    good.write_text(GOOD_POST, "utf-8")
    (folder / "log").mkdir()
    return snapshot(folder)


def finish(folder: Path, status: int, before: dict[str, object]) -> Build:
    after = snapshot(folder)
    changed = tuple(sorted(name for name in before | after if before.get(name) != after.get(name)))
    report = (folder / "log" / "err").read_text("utf-8", errors="replace")
    return Build(folder, status, report, changed)


def snapshot(folder: Path) -> dict[str, object]:
    """What stands in *folder* apart from the output and the log: names to kind, size and time of change."""
    found: dict[str, object] = {}
    for parent, folders, files in os.walk(folder):
        place = Path(parent)
        if place == folder:
            folders.remove("log")
        if place == folder / "site" and "output" in folders:
            folders.remove("output")
        for name in (*folders, *files):
            status = (place / name).lstat()
            seen = (status.st_mode, status.st_size, status.st_mtime_ns) if name in files else (status.st_mode,)
            found[(place / name).relative_to(folder).as_posix()] = seen
    return found


def serve() -> None:
    """Build what standard input asks for, until it ends."""
    import sevenlayer.build.run  # noqa: F401 - once, for all that are forked
    from sevenlayer.stages import STAGES

    for stage in STAGES:
        importlib.import_module(f"sevenlayer.{stage.function.partition(':')[0]}")

    for line in sys.stdin:
        folder, output, settings = json.loads(line)
        child = os.fork()
        if child == 0:
            run_build(Path(folder), pelican_arguments(output, settings))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def run_build(folder: Path, arguments: list[str]) -> None:
    """Become ``pelican``: its folder, its streams, its arguments. Does not return."""
    import resource

    import pelican

    status = 1
    try:
        signal.alarm(LIMIT)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.chdir(folder / "site")
        for number, name in ((1, "out"), (2, "err")):
            file = os.open(folder / "log" / name, os.O_WRONLY | os.O_CREAT)
            os.dup2(file, number)
        sys.stdin = Path(os.devnull).open()  # noqa: SIM115
        try:
            pelican.main(arguments)
            status = 0
        except SystemExit as exception:
            status = exception.code if isinstance(exception.code, int) else int(exception.code is not None)
        except BaseException:  # noqa: BLE001
            import traceback

            traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    serve()
