"""Built sites: made by the ``pelican`` command, read back as trees, addresses resolved as a web server resolves them."""

from __future__ import annotations

import http.server
import re
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import yaml
from lxml import etree

from tests.builds import run
from tests.builds.run import clean_environment as clean_environment
from tests.builds.settings import SITE_URL, settings_text

MARKER = ".sevenlayer"
#: Content with an example of each feature.
SAMPLE = Path(__file__).parent / "content"
#: No page and no feed for each project and each series: there are 143, the same whatever the posts are.
WITHOUT_FACTS = {"OPENSTACK_PAGES": False, "OPENSTACK_SERIES_FEED_ATOM": None, "OPENSTACK_PROJECT_FEED_ATOM": None}

#: Attributes that hold one address.
URL_ATTRIBUTES = (
    "href",
    "{http://www.w3.org/1999/xlink}href",
    "src",
    "poster",
    "action",
    "formaction",
    "data",
    "cite",
    "background",
    "longdesc",
)
_META_WITH_URL = {"og:url", "og:image"}
_CSS_URL = re.compile(r"""(?:url\(|@import\s+)\s*["']?([^"')\s;]+)""")


@dataclass(frozen=True)
class Source:
    """A post or page as its front matter describes it, read without our plugins."""

    path: Path
    fields: dict[str, Any]

    @property
    def title(self) -> str:
        return str(self.fields["title"])

    @property
    def is_published(self) -> bool:
        return str(self.fields.get("status", "published")) == "published"

    def names(self, plural: str, singular: str) -> list[str]:
        """Its categories, tags or authors."""
        value = self.fields.get(plural, self.fields.get(singular, []))
        return [str(name) for name in (value if isinstance(value, list) else [value])]


def read_sources(folder: Path) -> list[Source]:
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".rst") and path.stem != "README")
    return [Source(path, yaml.safe_load(path.read_text("utf-8").split("---\n")[1])) for path in files]


@dataclass(frozen=True)
class Link:
    """An address in a page: *url* as it is written, *holder* what holds it (``a[href]``)."""

    url: str
    holder: str


@dataclass(frozen=True)
class Page:
    """An HTML page; *path* is the file's, below the output folder."""

    path: str
    text: str

    @cached_property
    def tree(self) -> Any:
        """The document as a browser builds it."""
        return html5lib.parse(self.text, treebuilder="lxml", namespaceHTMLElements=False).getroot()

    @property
    def address(self) -> str:
        """The path of its URL."""
        return "/" + self.path.removesuffix("index.html")

    def texts(self, path: str) -> list[str]:
        """The texts of the elements at an XPath, with single blanks."""
        return [" ".join("".join(element.itertext()).split()) for element in self.tree.xpath(path)]

    @cached_property
    def ids(self) -> list[str]:
        return [element.get("id") for element in self.tree.iter() if element.get("id") is not None]

    @cached_property
    def links(self) -> list[Link]:
        return list(links_in(self.tree))


def links_in(tree: Any) -> Iterator[Link]:
    """All addresses in a tree of HTML, those that are loaded and those that are followed."""
    for element in tree.iter(etree.Element):
        # Drawings and formulas have namespaces.
        tag = etree.QName(element).localname
        for attribute in URL_ATTRIBUTES:
            if (url := element.get(attribute)) is not None:
                yield Link(url.strip(), f"{tag}[{attribute}]")
        for attribute in ("srcset", "imagesrcset"):
            for candidate in (element.get(attribute) or "").split(","):
                if candidate.strip():
                    yield Link(candidate.split()[0], f"{tag}[{attribute}]")
        if tag == "meta" and element.get("property") in _META_WITH_URL:
            yield Link(element.get("content"), "meta[content]")


def _leads_on(page: Page) -> bool:
    return bool(page.tree.xpath("//meta[@http-equiv='refresh']"))


@dataclass(frozen=True)
class Site:
    """A built site. *url* is its SITEURL; *content* are its sources, where tests look at them."""

    name: str
    output: Path
    url: str
    content: Path = SAMPLE
    has_facts: bool = False

    @cached_property
    def sources(self) -> list[Source]:
        """Its posts, drafts too."""
        return read_sources(self.content / "posts")

    @cached_property
    def sources_of_pages(self) -> list[Source]:
        return read_sources(self.content / "pages")

    @property
    def published_sources(self) -> list[Source]:
        return [source for source in self.sources if source.is_published]

    @cached_property
    def files(self) -> dict[str, Path]:
        found = (path for path in self.output.rglob("*") if path.is_file())
        return {path.relative_to(self.output).as_posix(): path for path in sorted(found)}

    @cached_property
    def pages(self) -> dict[str, Page]:
        return {path: page for path, page in self._html.items() if not _leads_on(page)}

    @cached_property
    def old_addresses(self) -> dict[str, Page]:
        """The pages that only lead on."""
        return {path: page for path, page in self._html.items() if _leads_on(page)}

    @cached_property
    def _html(self) -> dict[str, Page]:
        html = {path: file for path, file in self.files.items() if path.endswith(".html")}
        return {path: Page(path, file.read_text("utf-8")) for path, file in html.items()}

    @cached_property
    def posts(self) -> dict[str, Page]:
        """The pages of published posts, by title."""
        found = {path: page for path, page in self.pages.items() if re.match(r"blog/\d{4}/\d{2}/\d{2}/", path)}
        return {page.texts("//h1")[0]: page for page in found.values()}

    def addresses_in_sheets(self) -> Iterator[tuple[str, str]]:
        """The file of each style sheet or image of ours with addresses in it, and each of them."""
        for path, file in self.files.items():
            if path.endswith(".css"):
                for url in _CSS_URL.findall(file.read_text("utf-8")):
                    yield path, url
            elif path.endswith(".svg"):
                for link in links_in(etree.parse(file).getroot()):
                    yield path, link.url

    def target(self, url: str, path: str) -> tuple[str, str] | None:
        """Return file and fragment that *url* on the page at *path* leads to, None where it leads out of this site.

        The file is as a plain web server finds it, and may not exist.
        """
        base = urlsplit(f"{self.url or 'http://site.invalid'}/")
        parts = urlsplit(urljoin(base.geturl() + path, url))
        if (parts.scheme, parts.netloc) != (base.scheme, base.netloc) or not parts.path.startswith(base.path):
            return None
        below = unquote(parts.path.removeprefix(base.path)).lstrip("/")
        file = below + "index.html" if below.endswith("/") or not below else below
        return file, unquote(parts.fragment)


def run_pelican(
    *arguments: str | Path, cwd: Path, python: str | Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run Pelican: forked, or in a process of its own where *python* is given."""
    if python is not None:
        return run.run_command(*arguments, cwd=cwd, python=python, **environment)
    return run.run_pelican(*arguments, cwd=cwd, **environment)


def build_demonstration(
    output: Path, stop: Callable[[str], NoReturn], *, conf: str = "pelicanconf.py", url: str = ""
) -> Site:
    """Build the repository's own content. *stop* is called where it has problems, which may be its author's business."""
    result = run.run_pelican("content", "-o", output, "-s", conf, cwd=run.REPOSITORY)
    if result.returncode or result.stderr:
        stop(f"there are problems in content/; `make check` reports them\n{result.stderr}")
    return Site(output.name, output, url, run.REPOSITORY / "content", has_facts=True)


def build_sample(folder: Path, *, published: bool = False, **settings: object) -> Site:
    """Build the content of these tests into *folder*; so is this."""
    folder.mkdir()
    values = {**WITHOUT_FACTS, **settings}
    (folder / "conf.py").write_text(settings_text(published=published, **values), "utf-8")
    result = run.run_pelican(SAMPLE, "-o", folder / "output", "-s", "conf.py", cwd=folder)
    assert (result.returncode, result.stderr) == (0, "")
    url = SITE_URL if published else ""
    return Site(folder.name, folder / "output", url, SAMPLE, has_facts=bool(values["OPENSTACK_PAGES"]))


class _Handler(http.server.SimpleHTTPRequestHandler):
    """As most servers do it: what is not there is answered with our 404 page."""

    def log_message(self, *_arguments: Any) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve *folder* on a free port of this machine alone, and give the address, without a slash at its end."""

    def handler(*arguments: Any) -> _Handler:
        return _Handler(*arguments, directory=str(folder))

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()
