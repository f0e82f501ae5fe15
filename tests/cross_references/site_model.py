"""A slow and obvious model of names: what each entry of a site is called, and what a text means there.

It asks every name of every entry whether the text is one of its spellings, and knows nothing of how an index is built.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from sevenlayer.cross_references.entries import Entry, Kind
from sevenlayer.cross_references.names import Sites
from sevenlayer.cross_references.permalinks import FormerSite

TEXTS = (Kind.POST, Kind.PAGE)
PAGE_EXTENSIONS = ("", ".html", ".htm", ".xhtml")
#: Titles, each with the slugs that one generator or another made of it.
TITLES = {
    "Layers": ["layers"],
    "Seven layers": ["seven-layers"],
    "It's C++": ["its-c-plus-plus", "it's-c++"],
    "Über Zellen": ["uber-zellen", "ber-zellen"],
}
#: Patterns of permalinks, each as it is written, as the site keeps it, and as one looks in an address.
DATED, PRETTY, FLAT = "/blog/{date:%Y/%m/%d}/{title}/", "/:categories/:year/:title/", "/{slug}.html"


@dataclass(frozen=True)
class Named:
    """An entry has *text* as a name. Of two claims of one text the one with the lower *rank* holds; None is no claim."""

    text: str
    entry: Entry
    rank: int | None = None

    @property
    def is_path(self) -> bool:
        return self.rank is not None and self.text.startswith("/") and not self.text.startswith("//")


class Model:
    """A site: entries of sources, and generated pages, which claim nothing but have an address."""

    def __init__(self, entries: Sequence[Entry], sites: Sites, generated: Sequence[Entry] = ()) -> None:
        self.sites = sites
        self.entries = (*entries, *generated)
        claims = [name for entry in entries for name in _names(entry, sites)]
        self.names = [
            name
            for name in claims
            if name.rank is None
            or all((name.rank, name.entry.source) <= (one.rank, one.entry.source) for one in _rivals(name, claims))
        ]
        self.names += [Named(clean(f"/{page.url}"), page) for page in generated]

    def of(self, entry: Entry) -> list[Named]:
        return [name for name in self.names if name.entry is entry]

    def nearest(self, texts: Iterable[str]) -> set[Entry]:
        """What the nearest of *texts* means; of those equally near, the first."""
        meanings = [self.named(text) for text in texts]
        least = min((far for far, _found in meanings), default=99)
        return next((found for far, found in meanings if far == least), set())

    def named(self, text: str) -> tuple[int, set[Entry]]:
        """How far the nearest names are from *text*, and whose they are."""
        far = [(distance(text, name.text), name.entry) for name in self.names]
        least = min((one for one, _entry in far), default=99)
        return least, {entry for one, entry in far if one == least < 99}

    def with_query(self, path: str, query: str) -> list[str]:
        """Without the query it is the same page, but not where a query's parameter names pages."""
        if not query:
            return [path]
        parameter = query.partition("=")[0]
        named = any(f"{name.text}=".startswith(f"{path}?{parameter}=") for name in self.names)
        return [f"{path}?{query}"] if named else [f"{path}?{query}", path]

    def by_path(self, path: str, referrer: Entry, query: str = "") -> set[Entry]:
        """What a path from the root means: here, below the site's prefix, or on the sites that the post came from."""
        prefix = self.sites.prefix
        path = join("/", path) if "/." in path else path
        paths = [path]
        if prefix and path.startswith(f"{prefix}/"):
            paths.append(path.removeprefix(prefix))
        paths += [site.prefix + path for site in came_from(referrer, self.sites) if site.prefix]
        return self.nearest(text for one in paths for text in self.with_query(one, query))

    def by_relative(self, path: str, referrer: Entry) -> set[Entry]:
        """What a relative path means: from the post's folder, its address, or one that it had; or it is a post's name."""
        bases = [f"/{referrer.source}", f"/{unquote(referrer.url)}"]
        bases += [name.text for name in self.of(referrer) if name.is_path]
        far, found = 99, set[Entry]()
        for base in bases:
            one, entries = self.named(join(base, path))
            if one < far:
                far, found = one, entries
        if "/" not in path:
            one, entries = self.named(path)
            if one < far:
                return texts_of(entries)
        return found

    def by_name(self, text: str, referrer: Entry) -> set[Entry]:
        """What ``{post}text`` means."""
        found = texts_of(self.named(text)[1])
        if found:
            return found
        if text.startswith("/"):
            return texts_of(self.by_path(text, referrer))
        bases = [f"/{referrer.source}", f"/{unquote(referrer.url)}"]
        bases += [name.text for name in self.of(referrer) if name.is_path]
        return texts_of(self.nearest(join(base, text) for base in bases))

    def by_source(self, path: str, referrer: Entry) -> set[Entry]:
        """What ``{filename}path`` means."""
        seen = path if path.startswith("/") else join(f"/{referrer.source}", path)
        return {entry for entry in self.named(seen)[1] if entry.source}

    def by_address(self, host: str, path: str, query: str = "") -> set[Entry] | None:
        """What ``https://host/path`` means; None where that is another site, or may be."""
        plain = host.removeprefix("www.")
        for spelling in (host, plain, f"www.{plain}"):
            for text in self.with_query(f"//{spelling}{path}", query):
                if found := self.named(text)[1]:
                    return found
        local = _local(host, path, self.sites)
        if local is None:
            return None
        is_here = _is_here(host, path, self.sites)
        former = [site for site in self.sites.former if _is_of(site, host, path)]
        if (is_here and not former) or any(_has_the_form(path.removeprefix(site.prefix), site) for site in former):
            for text in self.with_query(local, query):
                if found := self.named(text)[1]:
                    return found
            return set()
        return None


def texts_of(entries: set[Entry]) -> set[Entry]:
    return {entry for entry in entries if entry.kind in TEXTS}


def join(base: str, path: str) -> str:
    """The decoded *path* as seen from *base*, by the rules of browsers."""
    marks = {"?": "\ue000", "#": "\ue001", ";": "\ue002", ":": "\ue003"}
    table = str.maketrans(marks)
    joined = urlsplit(urljoin(f"http://host{base.translate(table)}", path.translate(table))).path
    return joined.translate(str.maketrans({after: before for before, after in marks.items()}))


@cache
def distance(text: str, name: str) -> int:
    """How far *text* is from *name*: 0 is the same, then letter case, slash, index.html, percent-encoding, .html; 99 another."""
    if text == name:
        return 0
    folded, folded_name = text.casefold(), name.casefold()
    if folded == folded_name:
        return 1
    if folded.rstrip("/") == folded_name.rstrip("/"):
        return 2
    if folded in _with_any_end(folded_name):
        return 3
    decoded, decoded_name = _decoded(folded), _decoded(folded_name)
    if decoded in _with_any_end(decoded_name):
        return 4
    if decoded in _with_any_extension(decoded_name):
        return 5
    return 99


def _without_end(name: str) -> str:
    name = name.rstrip("/")
    return name.removesuffix("/index.html").rstrip("/") if name.endswith("/index.html") else name


def _with_any_end(name: str) -> set[str]:
    bare = _without_end(name)
    return {bare + end for end in ("", "/", "/index.html", "/index.html/")}


def _with_any_extension(name: str) -> set[str]:
    bare = _without_end(name)
    bare = next((bare.removesuffix(one) for one in PAGE_EXTENSIONS[1:] if bare.endswith(one)), bare)
    # `/index.html` is the folder's page, even where there is one called `index`.
    bares = [bare + extension for extension in PAGE_EXTENSIONS if not f"{bare}{extension}".endswith("/index.html")]
    return {text for one in bares for text in _with_any_end(one)}


def _decoded(text: str) -> str:
    return unicodedata.normalize("NFC", unquote(text)).casefold()


def spellings(name: str) -> Iterator[str]:
    """Texts that have to mean what *name* means, unless they are nearer to another name."""
    host, slash, path = name.rpartition("example/") if name.startswith("//") else ("", "", name)
    for text in _with_any_extension(path) if "?" not in name else [path]:
        for spelt in (
            text,
            text.upper(),
            text.swapcase(),
            unicodedata.normalize("NFD", text),
            text.replace("e", "%65"),
        ):
            yield host + slash + spelt


def clean(path: str) -> str:
    """One spelling for a page's address: with a slash at its end, unless the last segment is a file."""
    if "?" in path:
        return path
    if path.endswith("/index.html"):
        path = path.removesuffix("index.html")
    extension = PurePosixPath(path).suffix[1:]
    is_file = 1 <= len(extension) <= 5 and extension[0].isalpha() and extension.isalnum()
    return path if path.endswith("/") or is_file else f"{path}/"


def _names(entry: Entry, sites: Sites) -> Iterator[Named]:
    yield Named(clean(unquote(f"/{entry.url}")), entry, 0)
    yield Named(f"/{entry.source}", entry)
    if entry.kind not in TEXTS:
        return
    path = PurePosixPath(entry.source)
    words = [path.name, path.stem]
    if not entry.is_translation:
        words += [_undated(path.stem), entry.slug]
    yield from (Named(word, entry) for word in words)
    former = came_from(entry, sites)
    if entry.permalink == PRETTY:
        expanded = [f"/{category}/{entry.date:%Y}/{slug}/" for category in entry.categories for slug in _slugs(entry)]
        yield from (Named(text, entry, 1) for path in expanded for text in _on_former(path, former))
    elif entry.permalink:
        yield from (Named(text, entry, 1) for text in _addressed(entry.permalink, sites, former))
    for rank, addresses in ((2, entry.aliases), (3, entry.guids)):
        for address in addresses:
            if rank == 3 and not address.startswith(("/", "http")):
                yield Named(address, entry, 3)
            else:
                yield from (Named(text, entry, rank) for text in _addressed(address, sites, None))
    if not entry.permalink and not entry.is_translation and entry.kind is Kind.POST:
        yield from (Named(text, entry, 4) for text in _usual(entry, former))


def _usual(entry: Entry, former: Sequence[FormerSite]) -> Iterator[str]:
    day = f"{entry.date:%Y/%m/%d}"
    by_generator = {
        "blogofile": [f"/blog/{day}/{title}/" for title in TITLES[entry.title]],
        "jekyll": [f"/blog/{day}/{slug}/" for slug in _slugs(entry)],
    }.get(entry.dialect, [])
    if not former:
        yield from by_generator
    for site in former:
        paths = [] if site.patterns else by_generator
        for pattern in site.patterns:
            if pattern == DATED:
                paths += [f"/blog/{day}/{title}/" for title in TITLES[entry.title]]
            else:
                paths += [f"/{slug}.html" for slug in _slugs(entry)]
        for path in paths:
            yield from (site.prefix + path, f"//{site.host}{site.prefix}{path}")


def _slugs(entry: Entry) -> list[str]:
    return [entry.slug, _undated(PurePosixPath(entry.source).stem), *TITLES[entry.title]]


def _undated(stem: str) -> str:
    return stem.removeprefix("2013-09-05-").removeprefix("20130905-")


def _addressed(address: str, sites: Sites, former: Sequence[FormerSite] | None) -> Iterator[str]:
    """An address of the front matter; *former* are the sites that a path may mean, None where it means this one."""
    parts = urlsplit(address)
    path = unquote(parts.path) + (f"?{parts.query}" if parts.query else "")
    if parts.netloc:
        yield f"//{parts.netloc}{clean(path)}"
        local = _local(parts.netloc, path, sites)
        if local is not None:
            yield clean(local)
    elif former is None:
        yield clean(path.removeprefix(sites.prefix) if f"{path}/".startswith(f"{sites.prefix}/") else path)
    else:
        yield from _on_former(path, former)


def _on_former(path: str, former: Sequence[FormerSite]) -> Iterator[str]:
    if not former:
        yield clean(path)
    for site in former:
        full = clean(path if f"{path}/".startswith(f"{site.prefix}/") else site.prefix + path)
        yield from (full, f"//{site.host}{full}")


def came_from(entry: Entry, sites: Sites) -> list[FormerSite]:
    return [site for site in sites.former if not site.folder or entry.source.startswith(f"{site.folder}/")]


def _is_here(host: str, path: str, sites: Sites) -> bool:
    same = sites.host != "" and host.removeprefix("www.") == sites.host.removeprefix("www.")
    return same and f"{path}/".startswith(f"{sites.prefix}/")


def _is_of(site: FormerSite, host: str, path: str) -> bool:
    return host.removeprefix("www.") == site.host.removeprefix("www.") and f"{path}/".startswith(f"{site.prefix}/")


def _local(host: str, path: str, sites: Sites) -> str | None:
    if _is_here(host, path, sites):
        return path.removeprefix(sites.prefix) or "/"
    return path if any(_is_of(site, host, path) for site in sites.former) else None


def _has_the_form(path: str, site: FormerSite) -> bool:
    """Whether *path* looks like the address of a post there; it does where nobody said how those look."""
    bare = path.casefold().removesuffix("index.html").rstrip("/")
    bare = next((bare.removesuffix(one) for one in PAGE_EXTENSIONS[1:] if bare.endswith(one)), bare)
    segments = bare.split("/")[1:]
    for pattern in site.patterns:
        if pattern == FLAT and len(segments) == 1 and segments[0]:
            return True
        if pattern == DATED and len(segments) == 5 and segments[0] == "blog" and segments[4]:
            year, month, day = segments[1:4]
            if [len(one) for one in (year, month, day)] == [4, 2, 2] and (year + month + day).isdecimal():
                return True
    return not site.patterns


def _rivals(name: Named, names: Iterable[Named]) -> Iterator[Named]:
    return (one for one in names if one.text == name.text and one.rank is not None)
