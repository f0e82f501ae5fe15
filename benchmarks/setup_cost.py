"""What the Makefile adds to a build when there is nothing to set up: milliseconds, and times a direct call.

Instead of Pelican a program is called that does nothing, so that what remains is make, its shell and its checks. An
environment is pretended, in a copy of the Makefile, as `make html` leaves it: with stamps that are up to date.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
NOTHING = "#!/bin/sh\nexit 0\n"


def prepare(folder: Path) -> Path:
    """Make a project whose Pelican does nothing, and return that Pelican."""
    for name in ("Makefile", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(REPOSITORY / name, folder)
    shutil.copytree(REPOSITORY / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("python", "pelican"):
        (programs / name).write_text(NOTHING)
        (programs / name).chmod(0o755)
    for name in ("requirements.lock", "requirements-dev.lock"):
        shutil.copy(folder / name, folder / ".venv" / f".{name}")
    return programs / "pelican"


def seconds(command: list[str], folder: Path) -> float:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=100, metavar="N", help="measure each N times (%(default)s)")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pelican = prepare(folder)
        commands = {
            "pelican (that does nothing)": [str(pelican), "content", "-o", "output", "-s", "pelicanconf.py"],
            "make html": ["make", "html"],
            "make html PELICAN=...": ["make", "html", f"PELICAN={pelican}"],
            "make -n html": ["make", "-n", "html"],
        }
        times: dict[str, list[float]] = {label: [] for label in commands}
        # In turn, so that a machine that slows down slows all of them.
        for _ in range(rounds):
            for label, command in commands.items():
                times[label].append(seconds(command, folder))
    direct = statistics.median(next(iter(times.values())))
    print(f"{'command':<30}{'median ms':>10}{'best ms':>10}{'added ms':>10}{'ratio':>8}")
    for label, measured in times.items():
        median, best = statistics.median(measured), min(measured)
        added = (median - direct) * 1000
        print(f"{label:<30}{median * 1000:>10.2f}{best * 1000:>10.2f}{added:>10.2f}{median / direct:>8.2f}")


if __name__ == "__main__":
    main()
