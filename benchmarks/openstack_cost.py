"""What the plugin openstack does to each post, beside reading it: names in its prose, links that moved, secrets in its code.

The posts are those of read_posts.py, with names of projects strewn in, old ones too. What is done once for a site (loading
the facts, the pages of series and projects) is not in the time of a post; loading is shown by itself.
"""

from __future__ import annotations

import argparse
import datetime
import statistics
import tempfile
import time
from pathlib import Path

import read_posts
from pelican.contents import Article
from pelican.plugins.markup.readers import MarkdownPostReader, RestructuredtextPostReader
from pelican.plugins.openstack.links_of_posts import mark_links_of
from pelican.plugins.openstack.loading import facts
from pelican.plugins.openstack.posts import look_at_names
from pelican.plugins.openstack.secrets_in_posts import report_secrets_of
from pelican.settings import DEFAULT_CONFIG, configure_settings

NAMES = ("OpenStack", "Nova", "Quantum", "Keystone", "Savanna", "https://review.openstack.org/53820")
STEPS = {"names in prose": look_at_names, "links that moved": mark_links_of, "secrets in code": report_secrets_of}


def with_names(source: str, number: int) -> str:
    """The post with a name of a project in each paragraph, and with the dates of one that is old."""
    words = f" {NAMES[number % len(NAMES)]} and OpenStack."
    return source.replace("2024-05-06", "2013-05-06").replace(".\n\n", f".{words}\n\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=60, metavar="N", help="how many posts (%(default)s)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="do all of them N times (%(default)s)")
    arguments = parser.parse_args()
    start = time.perf_counter()
    facts()
    print(f"loading the facts: {(time.perf_counter() - start) * 1000:.1f} ms, once a build")
    with tempfile.TemporaryDirectory() as name:
        settings = configure_settings({**DEFAULT_CONFIG, "PATH": name, "TIMEZONE": "UTC"})
        for language, reader_class in (
            (read_posts.RESTRUCTUREDTEXT, RestructuredtextPostReader),
            (read_posts.MARKDOWN, MarkdownPostReader),
        ):
            paths = []
            for number in range(arguments.posts):
                path = Path(name, f"{number}.{language.extension}")
                path.write_text(with_names(read_posts.write_post(number, 8, language), number), "utf-8")
                paths.append(str(path))
            measure(language.extension, reader_class(settings), paths, settings, arguments.rounds)


def measure(label: str, reader: object, paths: list[str], settings: dict[str, object], rounds: int) -> None:
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


if __name__ == "__main__":
    main()
