"""Sites at random, small and full of names that collide."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from urllib.parse import quote

from hypothesis import strategies as st
from sevenlayer.cross_references.entries import Entry, Kind, Name, NameKind
from sevenlayer.cross_references.index import Index, build_index
from sevenlayer.cross_references.names import Sites
from sevenlayer.cross_references.permalinks import FormerSite
from sevenlayer.cross_references.resolver import Referrer

from .site_model import DATED, FLAT, PRETTY, TITLES, Model, clean

WORDS = [
    "layers",
    "Layers",
    "cells",
    "über",
    "u\u0308ber",
    "straße",
    "日本",
    "a b",
    "c#",
    "100%",
    "a%62",
    "index",
    "2.0",
]
HOSTS = ["here.example", "www.here.example", "old.example", "www.old.example", "other.example"]
FOLDERS = ["", "posts/", "posts/2013/", "archive/"]
words = st.sampled_from(WORDS)
paths = st.builds(
    "{}{}{}".format,
    st.sampled_from(["/", "/blog/", "/blog/2013/09/05/", "/x/", "/x/blog/", "/posts/", "/site/"]),
    words,
    st.sampled_from(["", "/", ".html", ".htm", "/index.html", ".rst"]),
)
# As an author writes them, percent-encoded.
addresses = st.one_of(
    paths.map(quote),
    st.builds("/?p={}".format, st.integers(1, 3)),
    st.builds("{}://{}{}".format, st.sampled_from(["http", "https"]), st.sampled_from(HOSTS), paths.map(quote)),
    st.builds("http://old.example/x/?p={}".format, st.integers(1, 3)),
)
ids = st.sampled_from(["tag:old.example,2013:1", "layers", "17"])
dates = st.sampled_from([datetime.datetime(2013, 9, 5, 10), datetime.datetime(2014, 2, 28)])
sites = st.builds(
    Sites,
    st.sampled_from(["", *HOSTS[:2]]),
    st.sampled_from(["", "/site"]),
    st.lists(
        st.builds(
            FormerSite,
            st.sampled_from(["old.example", "www.old.example", "older.example"]),
            st.sampled_from(["", "/x"]),
            st.sampled_from(["", "posts", "archive"]),
            st.lists(st.sampled_from([DATED, FLAT]), max_size=2, unique=True).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
)


@st.composite
def _entries(draw: st.DrawFn) -> list[Entry]:
    """Of posts, pages and files with different sources and addresses, as every site has them."""
    stems = st.builds("{}{}".format, st.sampled_from(["", "2013-09-05-", "20130905-"]), words)
    texts = st.tuples(st.sampled_from(FOLDERS), stems, st.sampled_from([".rst", ".md", ".html"])).map("".join)
    files = st.tuples(st.sampled_from(FOLDERS), words, st.sampled_from([".png", ".txt"])).map("".join)
    sources = draw(st.lists(st.one_of(texts, texts, texts, files), min_size=1, max_size=5, unique=True))
    urls = draw(
        st.lists(
            paths.map(lambda path: quote(path[1:])).filter(lambda url: not url.endswith(".rst")),
            min_size=len(sources),
            max_size=len(sources),
            unique_by=lambda url: clean(f"/{url}").rstrip("/").lower(),
        )
    )
    return [draw(_entry(source, url)) for source, url in zip(sources, urls, strict=True)]


@st.composite
def _entry(draw: st.DrawFn, source: str, url: str) -> Entry:
    if source.endswith((".png", ".txt")):
        return Entry(Kind.FILE, draw(st.sampled_from([url, quote(source)])), source, source)
    return Entry(
        draw(st.sampled_from([Kind.POST, Kind.POST, Kind.PAGE])),
        url,
        source,
        source,
        draw(st.sampled_from(list(TITLES))),
        draw(st.sampled_from(["layers", "cells", "uber-zellen"])),
        draw(dates),
        ("notes",),
        draw(st.sampled_from(["native", "jekyll", "blogofile", "hugo"])),
        permalink=draw(st.one_of(st.just(""), st.just(PRETTY), addresses)),
        aliases=tuple(draw(st.lists(addresses, max_size=2))),
        guids=tuple(draw(st.lists(st.one_of(addresses, ids), max_size=1))),
        is_draft=draw(st.integers(0, 5)) == 0,
        is_translation=draw(st.integers(0, 5)) == 0,
    )


@dataclass(frozen=True)
class RandomSite:
    """A site as the plugin sees it, and as the model does."""

    entries: list[Entry]
    generated: list[Entry]
    sites: Sites

    @property
    def index(self) -> Index:
        index, _problems = build_index(self.entries, self.sites)
        for page in self.generated:
            index.add(page, [Name(clean(f"/{page.url}"), NameKind.CANONICAL)])
        return index

    @property
    def model(self) -> Model:
        return Model(self.entries, self.sites, self.generated)


random_sites = st.builds(
    RandomSite,
    _entries(),
    st.lists(st.sampled_from(["", "tags/", "layers/", "feed.xml"]), max_size=2, unique=True).map(
        lambda urls: [Entry(Kind.GENERATED, url) for url in urls]
    ),
    sites,
)


def referrer_of(entry: Entry, index: Index) -> Referrer:
    return Referrer(entry, tuple(name.text for name in index.names[entry] if name.is_path))
