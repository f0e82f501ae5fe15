"""What the plugin openstack does to each post, beside reading it: names in its prose, links that moved, secrets in its code.

The posts are those of read_posts.py, with names of projects strewn in, old ones too. What is done once for a site is shown by
itself: loading the facts, finding what the pages of series and projects show, writing them and their feeds. That is measured in
builds of the whole site, each in a process of its own.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import read_posts
from pelican import Pelican
from pelican.contents import Article
from pelican.plugins.markup.readers import MarkdownPostReader, RestructuredtextPostReader
from pelican.plugins.openstack import generators
from pelican.plugins.openstack.links_of_posts import mark_links_of
from pelican.plugins.openstack.loading import facts
from pelican.plugins.openstack.posts import look_at_names
from pelican.plugins.openstack.secrets_in_posts import report_secrets_of
from pelican.settings import DEFAULT_CONFIG, configure_settings, read_settings

NAMES = ("OpenStack", "Nova", "Quantum", "Keystone", "Savanna", "https://review.openstack.org/53820")
#: The plugin may take this much of the time of reading.
GOAL = 0.1
STEPS = {"names in prose": look_at_names, "links that moved": mark_links_of, "secrets in code": report_secrets_of}


def with_names(source: str, number: int) -> str:
    """The post with a name of a project in each paragraph, and with the dates of one that is old."""
    words = f" {NAMES[number % len(NAMES)]} and OpenStack."
    return source.replace("2024-05-06", "2013-05-06").replace(".\n\n", f".{words}\n\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=60, metavar="N", help="how many posts (%(default)s)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="do all of them N times (%(default)s)")
    parser.add_argument(
        "--site", metavar="FOLDER", help="build one site of the posts in FOLDER; used by the program itself"
    )
    arguments = parser.parse_args()
    if arguments.site:
        print(json.dumps(build(Path(arguments.site))))
        return
    shares = {}
    with tempfile.TemporaryDirectory() as name:
        settings = configure_settings({**DEFAULT_CONFIG, "PATH": name, "TIMEZONE": "UTC"})
        for language, reader_class in (
            (read_posts.RESTRUCTUREDTEXT, RestructuredtextPostReader),
            (read_posts.MARKDOWN, MarkdownPostReader),
        ):
            paths = []
            content = Path(name, language.extension)
            content.mkdir()
            for number in range(arguments.posts):
                path = content / f"{number}.{language.extension}"
                path.write_text(with_names(read_posts.write_post(number, 8, language), number), "utf-8")
                paths.append(str(path))
            reader = reader_class(settings)
            shares[language.extension] = measure(language.extension, reader, paths, settings, arguments.rounds)
        once = measure_site(Path(name, "md"), arguments)
    from_posts = ", ".join(f"{enough(once, *share)} ({language})" for language, share in shares.items())
    print(f"all of the plugin takes less than {GOAL} of reading from this many posts on: {from_posts}")


def enough(once: float, reading: float, plugin: float) -> str:
    """From how many posts on the plugin keeps to the goal; all times are in seconds, the last two those of one post."""
    left = reading * GOAL - plugin
    return str(math.ceil(once / left)) if left > 0 else "never"


def measure_site(content: Path, arguments: argparse.Namespace) -> float:
    """Print what is done once for a site of *content*; return the whole, in seconds."""
    command = [sys.executable, __file__, "--site", str(content)]
    builds: list[dict[str, float]] = []
    for _ in range(arguments.rounds):
        built = subprocess.run(command, capture_output=True, text=True, check=True)
        builds.append(json.loads(built.stdout.splitlines()[-1]))
    print(f"{f'site of {arguments.posts} posts, ms':<24}{'median':>8}")
    medians = {step: statistics.median(build[step] for build in builds) for step in builds[0]}
    whole = sum(medians.values())
    for step, seconds in {**medians, "once for a site": whole}.items():
        print(f"{step:<24}{seconds * 1000:>8.2f}")
    return whole


def build(content: Path) -> dict[str, float]:
    """Build the site as it is published; return what was done once, in seconds."""
    times: dict[str, float] = {}

    def timed(step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            start = time.perf_counter()
            result = function(*arguments)
            times[step] = time.perf_counter() - start
            return result

        return call

    timed("facts", facts)()
    generators._shown = timed("what pages show", generators._shown)
    writing = timed("pages and feeds", generators.OpenStackGenerator.generate_output)
    generators.OpenStackGenerator.generate_output = writing  # type: ignore[method-assign]
    settings = read_settings(
        str(read_posts.REPOSITORY / "publishconf.py"),
        override={"PATH": str(content), "OUTPUT_PATH": f"{content}-output", "DIAGNOSTICS_FAIL_ON": "error"},
    )
    site: Pelican = settings["PELICAN_CLASS"](settings)
    site.run()
    return times


def measure(
    label: str, reader: object, paths: list[str], settings: dict[str, object], rounds: int
) -> tuple[float, float]:
    """Print what one post costs; return the time to read it, and that of the plugin, in seconds."""
    times: dict[str, list[float]] = {"reading": [], **{step: [] for step in STEPS}}
    for turn in range(rounds + 1):
        spent = dict.fromkeys(times, 0.0)
        for path in paths:
            start = time.perf_counter()
            html, metadata = reader.read(path)  # type: ignore[attr-defined]
            spent["reading"] += time.perf_counter() - start
            metadata["date"] = datetime.datetime(2013, 5, 6, tzinfo=datetime.UTC)
            article = Article(html, metadata, settings, path, {})
            for step, function in STEPS.items():
                start = time.perf_counter()
                function(article)
                spent[step] += time.perf_counter() - start
        # The first turn fills the caches.
        if turn:
            for step, seconds in spent.items():
                times[step].append(seconds / len(paths))
    reading = statistics.median(times["reading"])
    print(f"{label + ', ms per post':<24}{'median':>8}{'ratio':>8}")
    for step, measured in times.items():
        median = statistics.median(measured)
        print(f"{step:<24}{median * 1000:>8.2f}{median / reading:>8.3f}")
    whole = sum(statistics.median(measured) for step, measured in times.items() if step != "reading")
    print(f"{'all of the plugin':<24}{whole * 1000:>8.2f}{whole / reading:>8.3f}")
    return reading, whole


if __name__ == "__main__":
    main()
