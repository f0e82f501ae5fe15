"""Running ``pelican``, and other programs of Python, as tests need them: by the dozen, each apart from all others.

:func:`run_pelican` forks from a process that has imported everything (``server.py``): a small build then takes a fifth of a
second and not two. :func:`run_command` starts Python anew, as authors do; a few tests of each kind use it, to show that
both do the same.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from threading import Lock
from typing import IO

__all__ = [
    "LIMIT",
    "REPOSITORY",
    "Completed",
    "clean_environment",
    "run_command",
    "run_forked",
    "run_pelican",
    "stop_server",
]

REPOSITORY = Path(__file__).resolve().parents[2]
#: Seconds of a run. A hang is a failed test, not a hung test run.
LIMIT = 120
#: Bytes of address space: a post that explodes must not take the machine with it.
MEMORY = 3_000_000_000

Completed = subprocess.CompletedProcess[str]


def clean_environment(**more: str) -> dict[str, str]:
    """What a program needs of this process's environment, and nothing by which a build could differ."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "200", **more}


def run_pelican(*arguments: str | Path, cwd: Path, limit: int = LIMIT, **environment: str) -> Completed:
    """Do what ``python -m pelican`` does. A status below zero is the signal that ended it (-14: it took too long)."""
    return run_forked("pelican", *arguments, cwd=cwd, limit=limit, **environment)


def run_forked(module: str, *arguments: str | Path, cwd: Path, limit: int = LIMIT, **environment: str) -> Completed:
    """Do what ``python -m MODULE`` does. The module may be any of Python, of the environment, or of the repository."""
    return _server().run(module, list(map(str, arguments)), cwd, limit, clean_environment(**environment))


def run_command(
    *arguments: str | Path,
    cwd: Path,
    module: str = "pelican",
    python: str | Path = sys.executable,
    umask: int = -1,
    **environment: str,
) -> Completed:
    """Run ``python -m MODULE`` in a process of its own, of any *python*, with any variables."""
    return subprocess.run(
        [str(python), "-m", module, *map(str, arguments)],
        cwd=cwd,
        env=clean_environment(**environment),
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        timeout=LIMIT,
        umask=umask,
        check=False,
    )


class _Server:
    """The process from which runs are forked."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._folder = tempfile.TemporaryDirectory(prefix="sevenlayer-tests-")
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("server.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=clean_environment(PYTHONPATH=str(REPOSITORY / "plugins")),
        )

    def run(self, module: str, arguments: list[str], cwd: Path, limit: int, environment: dict[str, str]) -> Completed:
        out, err = (Path(self._folder.name, name) for name in ("out", "err"))
        wanted = {
            "module": module,
            "arguments": arguments,
            "cwd": str(cwd),
            "environment": environment,
            "out": str(out),
            "err": str(err),
            "seconds": limit,
            "bytes": MEMORY,
        }
        with self._lock:
            print(json.dumps(wanted), file=self._stream(self._process.stdin), flush=True)
            answer = self._stream(self._process.stdout).readline()
            assert answer, "the process from which builds are forked has ended; what it said is on standard error"
            said, complained = (path.read_text("utf-8", errors="replace") for path in (out, err))
        return subprocess.CompletedProcess([module, *arguments], int(answer), said, complained)

    def stop(self) -> None:
        self._process.communicate()
        self._folder.cleanup()

    @staticmethod
    def _stream(stream: IO[str] | None) -> IO[str]:
        assert stream is not None
        return stream


@cache
def _server() -> _Server:
    return _Server()


def stop_server() -> None:
    """Stop the process from which runs are forked, if one was needed."""
    if _server.cache_info().currsize:
        _server().stop()
        _server.cache_clear()
