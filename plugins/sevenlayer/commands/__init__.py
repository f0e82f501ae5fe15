"""The command ``sevenlayer``: what authors run.

Commands import what they need when they run, so that help, completion and ``version`` are quick.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

__all__ = ["main", "run"]


def main() -> NoReturn:
    """Run the command line of this process, and end it with the exit status."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run ``sevenlayer`` with *arguments* and return the exit status.

    ``clean`` needs the standard library only: `make clean` works before there is an environment.
    """
    try:
        from .cli import run_command_line
    except ModuleNotFoundError as exception:
        if exception.name != "click":
            raise
        if arguments[:1] == ["clean"]:
            from .cleaning import main as clean

            return clean(arguments[1:])
        print("sevenlayer: click is missing; install it with pip install click", file=sys.stderr)
        return 2
    return run_command_line(arguments)
