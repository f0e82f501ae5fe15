"""What the whole plugin openstack costs a build, beside reading the posts, in sites of Markdown and of reStructuredText.

The posts are those of read_posts.py, with names of projects strewn in, old ones too. Each build is a process of its own, as an
author's is, and publishes the site. Everything of the plugin is in it: all that signals call, the facts, pages and feeds. What
the first build leaves for others, compiled templates, is there.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import read_posts
from pelican import Pelican
from pelican.settings import read_settings
from sevenlayer import stages
from sevenlayer.openstack.facts import facts
from sevenlayer.openstack.pages import generator
from sevenlayer.readers.pelican_readers import MarkdownPostReader, RestructuredtextPostReader

NAMES = ("OpenStack", "Nova", "Quantum", "Keystone", "Savanna", "https://review.openstack.org/53820")
#: Real posts name a project five times, about; these have one in every third paragraph or list, which is twice as often.
EVERY = 3
READING = "reading"


def with_names(source: str, number: int) -> str:
    """The post with a name of a project in each section, and with the dates of one that is old."""
    words = f" {NAMES[number % len(NAMES)]} and OpenStack."
    blocks = source.replace("2024-05-06", "2013-05-06").split("\n\n")
    paragraphs = [index for index, block in enumerate(blocks) if block.endswith(".")]
    for index in paragraphs[::EVERY]:
        blocks[index] += words
    return "\n\n".join(blocks)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=200, metavar="N", help="how many posts a site has (%(default)s)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="build each site N times (%(default)s)")
    parser.add_argument("--site", metavar="FOLDER", help="build the site of FOLDER once; used by the program itself")
    arguments = parser.parse_args()
    if arguments.site:
        print(json.dumps(build(Path(arguments.site))))
        return
    with tempfile.TemporaryDirectory() as folder:
        for language in (read_posts.RESTRUCTUREDTEXT, read_posts.MARKDOWN):
            content = Path(folder, language.extension)
            content.mkdir()
            for number in range(arguments.posts):
                post = with_names(read_posts.write_post(number, 8, language), number)
                (content / f"{number}.{language.extension}").write_text(post, "utf-8")
            show(f"{language.extension}, {arguments.posts} posts, ms", [*builds(content, arguments.rounds)])


def builds(content: Path, rounds: int) -> Any:
    """Build the site some times, and once before for what is kept; the times of each build, in seconds."""
    command = [sys.executable, __file__, "--site", str(content)]
    for turn in range(rounds + 1):
        run = subprocess.run(
            command, capture_output=True, text=True, check=True, env={**os.environ, "TMPDIR": str(content.parent)}
        )
        if turn:
            yield json.loads(run.stdout.splitlines()[-1])


def show(title: str, times: list[dict[str, float]]) -> None:
    medians = {step: statistics.median(build[step] for build in times) for step in times[0]}
    reading = medians.pop(READING)
    print(f"{title:<28}{'median':>9}{'ratio':>8}")
    for step, seconds in {READING: reading, **medians, "all of the plugin": sum(medians.values())}.items():
        print(f"{step:<28}{seconds * 1000:>9.1f}{seconds / reading:>8.3f}")


def build(content: Path) -> dict[str, float]:
    """Build the site as it is published; return how long was spent on what, in seconds."""
    times: dict[str, float] = defaultdict(float)

    def timed(step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            start = time.perf_counter()
            try:
                return function(*arguments, **named)
            finally:
                times[step] += time.perf_counter() - start

        return call

    load = stages._load

    def load_timed(function: str) -> Any:
        loaded = load(function)
        is_ours = function.startswith("openstack.") and not isinstance(loaded, type)
        return timed(function, loaded) if is_ours else loaded

    for reader in (RestructuredtextPostReader, MarkdownPostReader):
        reader.read = timed(READING, reader.read)  # type: ignore[method-assign]
    writing = timed("generate_output", generator.OpenStackGenerator.generate_output)
    generator.OpenStackGenerator.generate_output = writing  # type: ignore[method-assign]
    stages._load = load_timed
    timed("facts", facts)()
    settings = read_settings(
        str(read_posts.REPOSITORY / "publishconf.py"),
        override={"PATH": str(content), "OUTPUT_PATH": f"{content}-output", "DIAGNOSTICS_FAIL_ON": "error"},
    )
    site: Pelican = settings["PELICAN_CLASS"](settings)
    site.run()
    return times


if __name__ == "__main__":
    main()
