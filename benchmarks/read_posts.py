"""How long our readers take for the same posts as Pelican's own for reStructuredText, side by side in one run.

The posts are generated from a list of words: headings, paragraphs with inline markup, lists, a table, code, a note. Each
is written in both languages. Pelican's reader for Markdown needs Python-Markdown; where that is installed it takes part.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pelican.readers import MarkdownReader, RstReader
from pelican.settings import DEFAULT_CONFIG, configure_settings
from sevenlayer.pelican_site.build_state import begin_build
from sevenlayer.readers.pelican_readers import MarkdownPostReader, RestructuredtextPostReader

REPOSITORY = Path(__file__).resolve().parent.parent

WORDS = """
a the of and when its each cloud server network volume image port router subnet token quota flavor host cell region zone
agent driver queue message record node rack cable lamp river stone bread window winter spring slow quiet early late heavy
small reads writes asks waits keeps moves counts stores finds holds sends takes
""".split()
CODE = """\
def place(item, boxes):
    # The first that has room.
    for box in boxes:
        if box.room >= item.size:
            return box
    raise LookupError(f"no room for {item!r}")"""


@dataclass(frozen=True)
class Language:
    """How one language writes what both have."""

    extension: str
    heading: Callable[[str], str]
    code: str
    link: str
    emphasis: str
    strong: str
    literal: str
    fields: Callable[[str], str]
    table: str
    note: str


def underlined(text: str) -> str:
    return f"{text}\n{'=' * len(text)}"


def indented(text: str) -> str:
    return "\n".join(f"   {line}" if line else "" for line in text.split("\n"))


RESTRUCTUREDTEXT = Language(
    "rst",
    underlined,
    f".. code-block:: python\n\n{indented(CODE)}",
    "`{0} <https://example.org/{0}>`__",
    "*{}*",
    "**{}**",
    "``{}``",
    lambda title: f"{title}\n{'#' * len(title)}\n\n:date: 2024-05-06 07:08\n:tags: nova, cells\n:category: Notes\n",
    "=====  =====\nName   Count\n=====  =====\nhosts  12\ncells  3\n=====  =====",
    ".. note::\n\n   {}",
)
MARKDOWN = Language(
    "md",
    lambda text: f"## {text}",
    f"```python\n{CODE}\n```",
    "[{0}](https://example.org/{0})",
    "*{}*",
    "**{}**",
    "`{}`",
    lambda title: f"Title: {title}\nDate: 2024-05-06 07:08\nTags: nova, cells\nCategory: Notes\n",
    "| Name  | Count |\n| ----- | ----- |\n| hosts | 12    |\n| cells | 3     |",
    "> **Note** {}",
)


def write_post(number: int, sections: int, language: Language) -> str:
    """The post of that number; in the other language it has the same words."""
    chance = random.Random(number)  # noqa: S311

    def sentence() -> str:
        words = [chance.choice(WORDS) for _ in range(chance.randrange(8, 20))]
        marked = chance.randrange(len(words))
        form = chance.choice([language.emphasis, language.strong, language.literal, language.link])
        words[marked] = form.format(words[marked])
        return " ".join([words[0].capitalize() if marked else words[0], *words[1:]]) + "."

    def paragraph() -> str:
        return "\n".join(sentence() for _ in range(chance.randrange(3, 6)))

    blocks = [language.fields(f"Post number {number}"), paragraph()]
    for section in range(sections):
        heading = " ".join(chance.sample(WORDS, 4)).capitalize()
        blocks += [language.heading(f"{section + 1}: {heading}"), paragraph(), paragraph()]
        blocks.append("\n".join(f"- {sentence()}" for _ in range(4)))
        blocks.append((language.code, language.table, language.note.format(sentence()))[section % 3])
        blocks.append(paragraph())
    return "\n\n".join(blocks) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=60, metavar="N", help="how many posts (%(default)s)")
    parser.add_argument("--sections", type=int, default=8, metavar="N", help="how many sections each (%(default)s)")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="read all of them N times (%(default)s)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths: dict[str, list[str]] = {}
        for language in (RESTRUCTUREDTEXT, MARKDOWN):
            for number in range(arguments.posts):
                path = folder / f"{number}.{language.extension}"
                path.write_text(write_post(number, arguments.sections, language), "utf-8")
                paths.setdefault(language.extension, []).append(str(path))
        settings = configure_settings(
            {**DEFAULT_CONFIG, "PATH": name, "TIMEZONE": "UTC", "SITEURL": "https://example.org"}
        )
        build = begin_build(settings, frozenset())
        readers = {
            "Pelican, reStructuredText": (RstReader(settings), paths["rst"]),
            "ours, reStructuredText": (RestructuredtextPostReader(settings), paths["rst"]),
            "ours, Markdown": (MarkdownPostReader(settings), paths["md"]),
        }
        if MarkdownReader.enabled:
            readers["Pelican, Markdown"] = (MarkdownReader(settings), paths["md"])
        times: dict[str, list[float]] = {label: [] for label in readers}
        size = sum(Path(path).stat().st_size for path in paths["rst"]) / arguments.posts
        for turn in range(arguments.rounds + 1):
            for label, (reader, files) in readers.items():
                start = time.perf_counter()
                for path in files:
                    html, metadata = reader.read(path)
                    assert html.count("<h2") == arguments.sections, (label, path)
                    assert metadata["title"]
                # The first turn fills the caches of lexers and patterns.
                if turn:
                    times[label].append((time.perf_counter() - start) / len(files))
        if list(build.problems):
            sys.exit(f"the posts are meant to be good: {next(iter(build.problems))}")
    stock = statistics.median(times["Pelican, reStructuredText"])
    print(f"{arguments.posts} posts of {size / 1000:.1f} kB, {arguments.rounds} rounds")
    print(f"{'reader':<28}{'ms per post':>12}{'best':>8}{'ratio':>8}")
    for label, measured in times.items():
        median = statistics.median(measured)
        print(f"{label:<28}{median * 1000:>12.2f}{min(measured) * 1000:>8.2f}{median / stock:>8.2f}")


if __name__ == "__main__":
    main()
