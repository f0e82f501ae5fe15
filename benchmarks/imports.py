"""What a build of this site imports, beside what Pelican alone imports, and how long that takes.

Each figure is the sum of ``python -X importtime`` over a whole build: of the site in this repository, and of an empty
content folder by Pelican with its simple theme and no plugins. The two are run in turn, with compiled modules (``.pyc``)
kept, as they are for authors.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
#: ``import time:  self [us] | cumulative | imported package``.
_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
#: Imported by no build unless a post or a setting asks for it.
UNUSED = ("aiohttp", "networkx", "lxml", "html5lib", "click", "sevenlayer.link_check", "sevenlayer.commands")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="run each build N times (%(default)s)")
    parser.add_argument("--modules", type=int, default=15, metavar="N", help="show the N slowest (%(default)s)")
    arguments = parser.parse_args()
    ours: list[Mapping[str, float]] = []
    stock: list[Mapping[str, float]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "empty").mkdir()
        (folder / "stock.py").write_text('SITENAME = AUTHOR = "x"\nTIMEZONE = "UTC"\nPLUGINS = []\n', "utf-8")
        for turn in range(arguments.rounds + 1):
            builds = (
                (ours, ["content", "-s", "pelicanconf.py"]),
                (stock, [str(folder / "empty"), "-s", str(folder / "stock.py"), "-t", "simple"]),
            )
            for times, options in builds:
                measured = import_times([*options, "-o", str(folder / "output")], folder / "pycache")
                # The first turn compiles the modules.
                if turn:
                    times.append(measured)
    report(ours, stock, arguments.modules)


def import_times(options: list[str], cache: Path) -> Mapping[str, float]:
    """Return the seconds that each module took, without those that it imports, in one build."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    result = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pelican", *options],
        cwd=REPOSITORY,
        env={**environment, "PYTHONPYCACHEPREFIX": str(cache)},
        capture_output=True,
        text=True,
        check=True,
    )
    return {match[2]: int(match[1]) / 1e6 for match in _LINE.finditer(result.stderr)}


def report(ours: list[Mapping[str, float]], stock: list[Mapping[str, float]], shown: int) -> None:
    base = statistics.median(sum(times.values()) for times in stock)
    beyond = statistics.median(sum(one.values()) - sum(other.values()) for one, other in zip(ours, stock, strict=True))
    print(f"Pelican alone      {base * 1000:7.0f} ms, {len(stock[0])} modules")
    print(f"beyond it          {beyond * 1000:7.0f} ms, {len(ours[0].keys() - stock[0].keys())} modules")
    print(f"ratio              {beyond / base:7.2f}")
    packages: dict[str, float] = defaultdict(float)
    for name in ours[0].keys() - stock[0].keys():
        packages[name.partition(".")[0]] += statistics.median(times.get(name, 0) for times in ours)
    for name, seconds in sorted(packages.items(), key=lambda one: -one[1])[:8]:
        print(f"  {name:<40}{seconds * 1000:7.1f} ms")
    slowest = {
        name: statistics.median(times.get(name, 0) for times in ours) for name in ours[0].keys() - stock[0].keys()
    }
    print(f"the {shown} slowest modules:")
    for name, seconds in sorted(slowest.items(), key=lambda one: -one[1])[:shown]:
        print(f"  {name:<40}{seconds * 1000:7.1f} ms")
    unused = [name for name in UNUSED if any(one == name or one.startswith(f"{name}.") for one in ours[0])]
    print(f"imported and not used: {', '.join(unused) or 'nothing'}")


if __name__ == "__main__":
    main()
