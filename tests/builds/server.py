"""A process that has imported everything, and forks for each program that it is asked to run.

Starting Python and importing Pelican takes longer than most builds of tests. What is forked is a process like any other: it
has its own folder, arguments, environment and streams, and ends with its own exit status. Only the interpreter's options and
``PYTHON*`` variables are those of this process. ``run.py`` starts it, and writes a line of JSON for each run.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import runpy
import signal
import sys
import tempfile
import time
import traceback
from importlib import import_module
from typing import Any, NoReturn


def import_everything() -> None:
    """Import what builds need, and read the facts, which are the same for all. No build is run here: none finds anything of
    another."""
    import sevenlayer.build.run  # noqa: F401
    from sevenlayer.openstack.facts.load import facts
    from sevenlayer.stages import STAGES

    for stage in STAGES:
        import_module(f"sevenlayer.{stage.function.partition(':')[0]}")
    facts()


def serve() -> None:
    """Run what standard input asks for, until it ends."""
    import_everything()
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            become(json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def become(run: dict[str, Any]) -> NoReturn:
    """Become ``python -m MODULE``: its folder, its streams, its arguments."""
    status = 1
    try:
        signal.alarm(run["seconds"])
        resource.setrlimit(resource.RLIMIT_AS, (run["bytes"], run["bytes"]))
        ours = [sys.path[0], *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
        theirs = filter(None, run["environment"].get("PYTHONPATH", "").split(os.pathsep))
        sys.path[:] = [run["cwd"], *theirs, *(path for path in sys.path if path not in ours)]
        os.environ.clear()
        os.environ.update(run["environment"])
        time.tzset()
        tempfile.tempdir = None
        os.chdir(run["cwd"])
        for number, name, flags in ((0, os.devnull, os.O_RDONLY), (1, run["out"], _WRITE), (2, run["err"], _WRITE)):
            os.dup2(os.open(name, flags), number)
        sys.argv = [run["module"], *run["arguments"]]
        status = _run_module(run["module"])
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def _run_module(name: str) -> int:
    """Return the exit status."""
    try:
        runpy.run_module(name, run_name="__main__", alter_sys=True)
    except SystemExit as exception:
        if exception.code is None or isinstance(exception.code, int):
            return exception.code or 0
        print(exception.code, file=sys.stderr)
        return 1
    except BaseException:  # noqa: BLE001
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    serve()
