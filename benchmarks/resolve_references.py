"""What references between posts cost: an index of all their names, and every reference resolved, beside reading the same posts.

The posts are generated: of four dialects, in both languages, some from two former sites, with permalinks, aliases and ids;
three references each, in every form, of which a few lead nowhere. It is done for several sizes by turns, on one core. Where
the cost is linear, the microseconds per reference are the same for all.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sevenlayer.cross_references.entries import Entry, Kind
from sevenlayer.cross_references.index import build_index
from sevenlayer.cross_references.names import Sites
from sevenlayer.cross_references.permalinks import FormerSite
from sevenlayer.cross_references.resolver import Referrer, Resolved, Unchanged, resolve_reference
from sevenlayer.readers import MarkupOptions, read_post

REPOSITORY = Path(__file__).resolve().parent.parent

WORDS = """
a the of when each cloud server network volume image port router subnet token quota flavor host cell region zone agent driver
queue message record node rack cable lamp river stone bread window winter spring slow quiet early late heavy small reads
writes asks waits keeps moves counts stores finds holds sends takes
""".split()
SITES = Sites(
    "blog.example",
    "",
    (
        FormerSite("old.example", "/x", "archive", ("/blog/{date:%Y/%m/%d}/{title}/",)),
        FormerSite("pages.example", "", "_posts", ("/{categories}/{date:%Y/%m/%d}/{slug}.html",)),
    ),
)
REFERENCES = 3
# Of the references, in per cent.
BROKEN = 3


@dataclass(frozen=True)
class Post:
    entry: Entry
    references: tuple[str, ...] = ()


def make_posts(count: int) -> list[Post]:
    """The posts, with references among them; the same ones each time."""
    entries = [make_entry(number) for number in range(count)]
    chance = random.Random(count)  # noqa: S311
    posts = []
    for entry in entries:
        references = []
        for _ in range(REFERENCES):
            url = chance.choice(list(spellings(chance.choice(entries), entry)))
            references.append(spoilt(url, chance) if chance.randrange(100) < BROKEN else url)
        posts.append(Post(entry, tuple(references)))
    return posts


def make_entry(number: int) -> Entry:
    chance = random.Random(number)  # noqa: S311
    date = datetime.datetime(2012, 1, 1, 10) + datetime.timedelta(hours=7 * number)
    words = chance.choices(WORDS, k=chance.randrange(3, 7))
    title = " ".join([*words, str(number)]).capitalize()
    slug = title.lower().replace(" ", "-")
    extension = chance.choice(["md", "rst"])
    sources = {
        "native": f"posts/{slug}.{extension}",
        "jekyll": f"_posts/{date:%Y-%m-%d}-{slug}.md",
        "blogofile": f"archive/{date:%Y%m%d}-{slug}.{extension}",
        "hugo": f"notes/{slug}.md",
    }
    dialect = chance.choice(list(sources))
    return Entry(
        Kind.POST,
        f"blog/{date:%Y/%m/%d}/{slug}/",
        sources[dialect],
        sources[dialect],
        title,
        slug,
        date,
        (chance.choice(WORDS),),
        dialect,
        permalink=f"/old/{number}/" if number % 5 == 0 else "",
        aliases=(f"/{number}/", f"/short/{slug}.html") if number % 3 == 0 else (),
        guids=(f"http://old.example/x/?p={number}",) if dialect == "blogofile" else (),
    )


def spellings(entry: Entry, referrer: Entry) -> Iterator[str]:
    """What an author of *referrer* may write for *entry*, and for what is none of ours."""
    name = entry.source.rpartition("/")[2]
    yield from (
        f"{{post}}{entry.slug}",
        f"{{post}}{name}",
        f"{{filename}}/{entry.source}",
        f"{{filename}}../{entry.source}",
    )
    yield from (f"../{entry.source}", name, entry.slug, f"/{entry.source}")
    yield from (f"/{entry.url}", f"/{entry.url[:-1]}", f"/{entry.url}index.html", f"/{entry.url.title()}")
    yield from (f"https://blog.example/{entry.url}", f"/{entry.url}".replace("-", "%2D"), f"/{entry.url[:-1]}.html")
    yield from entry.aliases
    yield from entry.guids
    if entry.dialect == "blogofile" and not entry.permalink:
        yield f"http://www.old.example/x/{entry.url}"
    yield from (
        f"https://docs.example/{entry.slug}",
        f"#{entry.slug}",
        f"/{referrer.url}#more",
        "mailto:a@blog.example",
    )


def spoilt(url: str, chance: random.Random) -> str:
    """*url* with a slip in it, or with half of it lost."""
    place = chance.randrange(len(url) // 2, len(url))
    return url[:place] + "x" + url[place + 1 :] if chance.randrange(2) else url[:place]


def source_text(post: Post) -> str:
    """The post as its author wrote it."""
    entry, chance = post.entry, random.Random(post.entry.slug)  # noqa: S311
    lines = [f"title: {entry.title}", f"date: {entry.date:%Y-%m-%d %H:%M}", f"category: {entry.categories[0]}"]
    lines += [f"permalink: {entry.permalink}"] if entry.permalink else []
    lines += [f"guid: {guid}" for guid in entry.guids]
    lines += ["aliases:", *(f"  - {alias}" for alias in entry.aliases)] if entry.aliases else []
    link = "`words <{}>`__" if entry.source.endswith(".rst") else "[words](<{}>)"
    paragraphs = [
        " ".join([*chance.choices(WORDS, k=30), link.format(url), *chance.choices(WORDS, k=30)]) + "."
        for url in post.references
    ]
    return "\n".join(["---", *lines, "---", "", "\n\n".join(paragraphs)]) + "\n"


def resolve_all(posts: Sequence[Post]) -> tuple[float, float, int]:
    """Return the seconds for the index, those for the references, and how many led nowhere."""
    start = time.perf_counter()
    index, found = build_index([post.entry for post in posts], SITES)
    indexed = time.perf_counter()
    if found:
        sys.exit(f"the posts are meant to have names of their own: {found[0]}")
    broken = 0
    for post in posts:
        referrer = Referrer(post.entry, tuple(name.text for name in index.names[post.entry] if name.is_path))
        for url in post.references:
            broken += not isinstance(resolve_reference(url, referrer, index), Resolved | Unchanged)
    return indexed - start, time.perf_counter() - indexed, broken


def read_all(posts: Sequence[Post]) -> float:
    """Return the seconds for reading *posts*."""
    options = MarkupOptions(Path("/content"))
    sources = [(source_text(post).encode(), post.entry.source) for post in posts]
    start = time.perf_counter()
    for raw, source in sources:
        read = read_post(raw, source, relative_path=source, options=options, pinned={})
        assert read.html is not None, (source, read.problems)
        assert len(read.references) == REFERENCES, source
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=10_000, metavar="N", help="how many posts (%(default)s)")
    parser.add_argument("--sample", type=int, default=1_000, metavar="N", help="read N of them (%(default)s)")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="do it all N times (%(default)s)")
    arguments = parser.parse_args()
    sizes = {times: make_posts(arguments.posts * times) for times in (1, 2, 4)}
    sample = sizes[1][:: max(1, arguments.posts // arguments.sample)]
    # The garbage collector need not look at the posts of all sizes again and again: a build has those of one.
    gc.freeze()
    # The first posts fill the caches of patterns.
    read_all(sample[:50])
    reading: list[float] = []
    resolving: dict[int, list[tuple[float, float, int]]] = {times: [] for times in sizes}
    for _ in range(arguments.rounds):
        reading.append(read_all(sample) / len(sample))
        for times, posts in sizes.items():
            resolving[times].append(resolve_all(posts))
    read = statistics.median(reading)
    print(f"{REFERENCES} references a post, {arguments.rounds} rounds, medians; reading: {read * 1000:.2f} ms a post")
    header = ("posts", "index s", "resolve s", "both s", "µs/reference", "broken", "reading s", "ratio")
    print("".join(f"{one:>{max(10, len(one) + 2)}}" for one in header))
    for times, posts in sizes.items():
        index, resolve = (statistics.median(one[part] for one in resolving[times]) for part in (0, 1))
        both, all_read = index + resolve, read * len(posts)
        print(
            f"{len(posts):>10,}{index:>10.2f}{resolve:>11.2f}{both:>10.2f}{both / len(posts) / REFERENCES * 1e6:>14.1f}"
            f"{resolving[times][0][2]:>10,}{all_read:>11.1f}{both / all_read:>10.3f}"
        )


if __name__ == "__main__":
    main()
