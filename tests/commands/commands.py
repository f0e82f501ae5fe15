"""Running `sevenlayer` in a process of its own, as authors do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

#: Seconds.
LIMIT = 120


def sevenlayer(
    *arguments: str | Path, folder: Path, answers: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in *folder*, with *answers* on standard input."""
    without = {name: value for name, value in os.environ.items() if not name.startswith(("SEVENLAYER_", "GIT_"))}
    return subprocess.run(
        [sys.executable, "-m", "sevenlayer", *map(str, arguments)],
        cwd=folder,
        env={**without, **environment},
        input=answers,
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT,
    )
