"""The wheel, installed beside a Pelican site that knows nothing of us: nothing breaks, and nothing moves."""

from __future__ import annotations

import email
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest
from lxml import etree

from tests.site.feeds import Feed
from tests.site.sites import Page, clean_environment, run_pelican

pytestmark = pytest.mark.slow

STOCK_SITE = Path(__file__).parent / "stock_site"
THEMES = ("simple", "notmyidea")
#: What is written besides what stock Pelican writes.
ADDED = {"graph.json"}
#: The part of a page that its post makes.
BODY = {"simple": "//main", "notmyidea": "//section[@id='content']"}
ALL_PLUGINS = ("diagnostics", "front_matter", "markup", "openstack", "cross_references", "syndication", "incremental")


@dataclass(frozen=True)
class Build:
    output: Path
    status: int
    said: str

    @property
    def files(self) -> dict[str, bytes]:
        found = (path for path in self.output.rglob("*") if path.is_file())
        return {path.relative_to(self.output).as_posix(): path.read_bytes() for path in sorted(found)}

    @property
    def complaints(self) -> str:
        """What was said, without what every good build says."""
        return re.sub(r"^Done: Processed .*(\n .*)*", "", self.said, flags=re.MULTILINE).strip()


@pytest.fixture(scope="session")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=repository,
        env=clean_environment(),
        capture_output=True,
        check=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def make_environment(folder: Path) -> Path:
    """Make an environment with all that is installed here, us apart, and return its Python.

    Pelican is copied, so that a wheel can be installed into its namespace; the rest is linked. No network is needed.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True, capture_output=True)
    python = folder / "bin" / "python"
    ask = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    there = Path(subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip())
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if entry.name.startswith(("sevenlayer", "__pycache__")) or (there / entry.name).exists():
            continue
        if entry.name == "pelican":
            ours = [path.name for path in (Path(__file__).resolve().parents[2] / "plugins").iterdir()]
            shutil.copytree(entry, there / "pelican", ignore=shutil.ignore_patterns("tests", "__pycache__", *ours))
        else:
            (there / entry.name).symlink_to(entry)
    return python


@pytest.fixture(scope="session")
def stock_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with Pelican and without us."""
    return make_environment(tmp_path_factory.mktemp("environments") / "stock")


@pytest.fixture(scope="session")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory, needs_tool: Callable[[str], NoReturn]) -> Path:
    """The Python of an environment with Pelican and our wheel."""
    python = make_environment(tmp_path_factory.mktemp("environments") / "ours")
    options = ["install", "--quiet", "--no-deps", "--no-index"]
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0:
        command = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check", *options]
    elif uv := shutil.which("uv"):
        command = [uv, "pip", *options, "--python", str(python), "--offline"]
    else:
        needs_tool("neither pip nor uv is installed")
    subprocess.run([*command, str(wheel)], check=True, capture_output=True, env=clean_environment())
    return python


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the unrelated site."""
    shutil.copytree(STOCK_SITE, tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture
def site_in_restructuredtext(site: Path) -> Path:
    """The same with what stock Pelican reads without Python-Markdown, which we do not depend on."""
    for path in site.rglob("*.md"):
        path.unlink()
    return site


def build(python: Path, site: Path, theme: str, *settings: str, name: str = "output") -> Build:
    output = site.parent / name
    options = ["-e", *settings] if settings else []
    result = run_pelican("-s", "pelicanconf.py", "-o", output, "-t", theme, *options, cwd=site, python=python)
    return Build(output, result.returncode, result.stdout + result.stderr)


def body_text(page: bytes, theme: str) -> str:
    """The words of a post, without what only one of the two shows beside them."""
    tree = Page("", page.decode()).tree
    for extra in tree.xpath("//a[@class='headerlink'] | //td[@class='linenos']"):
        tail = extra.tail or ""
        parent, previous = extra.getparent(), extra.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(extra)
    (body,) = tree.xpath(BODY[theme])
    return "".join("".join(body.itertext()).split())


def test_wheel_has_nothing_but_packages_in_pelicans_namespace(wheel: Path, repository: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (metadata,) = (archive.read(name) for name in names if name.endswith(".dist-info/METADATA"))
    ours = [name for name in names if ".dist-info/" not in name]
    plugins = {path.name for path in (repository / "plugins").iterdir() if (path / "__init__.py").is_file()}
    assert {name.split("/")[2] for name in ours} == plugins
    # A module of ours directly in either folder would hide Pelican's own.
    assert [name for name in ours if not re.fullmatch(r"pelican/plugins/[a-z_]+/.+", name)] == []
    assert [name for name in names if "__pycache__" in name or name.endswith(".pyc")] == []
    sources = {path.relative_to(repository / "plugins").as_posix() for path in (repository / "plugins").rglob("*.py")}
    assert {name.removeprefix("pelican/plugins/") for name in ours if name.endswith(".py")} == sources
    headers = email.message_from_bytes(metadata)
    assert headers["Name"] == "sevenlayer"
    assert headers["License-Expression"] == "AGPL-3.0-or-later"
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_plugins_are_imported_from_the_wheel(python: Path, tmp_path: Path) -> None:
    imports = "import sys, pelican\n" + "".join(
        f"import pelican.plugins.{name} as p; print(p.__file__)\n" for name in ALL_PLUGINS
    )
    result = subprocess.run(
        [str(python), "-c", imports], cwd=tmp_path, capture_output=True, text=True, check=True, env=clean_environment()
    )
    assert [Path(line).is_relative_to(python.parents[1]) for line in result.stdout.splitlines()] == [True] * len(
        ALL_PLUGINS
    )


@pytest.mark.parametrize("theme", THEMES)
def test_unrelated_site_builds_without_a_word_and_has_every_post(python: Path, site: Path, theme: str) -> None:
    result = build(python, site, theme)
    assert (result.status, result.complaints) == (0, "")
    expected = {
        "bread-and-butter.html": ("Bread&butter",),
        "bread-and-butter-de.html": ("BrotundButter",),
        "keeping-butter-cool.html": ("Keepingbuttercool",),
        "drafts/jam-one-day.html": ("Jam,oneday",),
        "vinegar.html": ("Vinegar",),
        "The_Kettle.v1.html": ("Thekettle", "06May2017"),
        "soup.html": ("Soup,hot&clear", "05April2019", "IdaHolm", "PetrNovák", "slowfood", "pots", "Kitchen"),
        "soup-de.html": ("Suppe", "Wasser"),
        "pages/about.html": ("Aboutthekitchen",),
        "pages/house-rules.html": ("Houserules",),
    }
    for name, texts in expected.items():
        page = body_text(result.files[name], theme)
        for text in texts:
            assert text in page, (name, text)
    assert {"images/oven.png", "jar.png", "index.html", "feeds/all.atom.xml", "feeds/kitchen.atom.xml"} <= set(
        result.files
    )


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_of_an_unrelated_site_moves_or_reads_differently(
    python: Path, stock_python: Path, site_in_restructuredtext: Path, theme: str
) -> None:
    stock = build(stock_python, site_in_restructuredtext, theme, name="stock")
    ours = build(python, site_in_restructuredtext, theme, name="ours")
    assert (stock.status, stock.complaints) == (0, "")
    assert (ours.status, ours.complaints) == (0, "")
    assert set(ours.files) == {*stock.files, *ADDED}
    for name, content in stock.files.items():
        if name.endswith((".png", ".css", ".svg")):
            assert ours.files[name] == content, name
        # Lists show summaries, for which we end a post between two paragraphs, and not within one.
        elif name.startswith(("pages/", "drafts/")) or re.fullmatch(
            r"[^/]*(bread|butter|vinegar|Kettle)[^/]*\.html", name
        ):
            assert body_text(ours.files[name], theme) == body_text(content, theme), name


def test_feeds_of_an_unrelated_site_have_the_same_entries(
    python: Path, stock_python: Path, site_in_restructuredtext: Path
) -> None:
    """A reader's feed must not show old posts as new: ids, links, titles and dates stay."""
    stock = build(stock_python, site_in_restructuredtext, "simple", name="stock")
    ours = build(python, site_in_restructuredtext, "simple", name="ours")
    for name in (name for name in stock.files if name.endswith(".atom.xml")):
        before, after = (Feed.read(name, one.output / name) for one in (stock, ours))
        for field in ("id", "title", "published", "updated"):
            assert [entry.text(field) for entry in after.entries] == [entry.text(field) for entry in before.entries], (
                name
            )
        assert [entry.link for entry in after.entries] == [entry.link for entry in before.entries], name
        assert [entry.authors[0] for entry in after.entries] == [entry.authors[0] for entry in before.entries], name
        for entry in after.entries:
            assert [link.url for link in entry.addresses() if not re.match("https?://", link.url)] == []
    rss = etree.fromstring(ours.files["feeds/ida-holm.rss.xml"])
    assert rss.xpath("//item/guid/text()") == etree.fromstring(stock.files["feeds/ida-holm.rss.xml"]).xpath(
        "//item/guid/text()"
    )


def test_a_list_of_all_plugins_builds_the_same_as_none(python: Path, site: Path) -> None:
    # Without PLUGINS, Pelican registers everything in its namespace, in the order of the names.
    found = build(python, site, "simple", name="found")
    names = ", ".join(f'"{name}"' for name in ALL_PLUGINS)
    listed = build(python, site, "simple", f"PLUGINS=[{names}]", name="listed")
    assert (listed.status, listed.complaints) == (0, "")
    assert found.files == listed.files


def test_an_empty_list_of_plugins_leaves_pelican_alone(
    python: Path, stock_python: Path, site_in_restructuredtext: Path
) -> None:
    ours = build(python, site_in_restructuredtext, "simple", "PLUGINS=[]", name="ours")
    stock = build(stock_python, site_in_restructuredtext, "simple", name="stock")
    assert (ours.status, ours.complaints) == (0, "")
    assert ours.files == stock.files


@pytest.mark.parametrize("name", ALL_PLUGINS)
def test_each_plugin_can_be_used_alone(python: Path, site_in_restructuredtext: Path, name: str) -> None:
    result = build(python, site_in_restructuredtext, "simple", f'PLUGINS=["{name}"]')
    assert (result.status, result.complaints) == (0, "")
    assert "bread-and-butter.html" in result.files


def test_a_broken_post_of_an_unrelated_site_is_reported_and_fails_the_build(python: Path, site: Path) -> None:
    (site / "content" / "broken.md").write_text("Date: 2020-01-01\n\nNo title.\n")
    result = build(python, site, "simple")
    assert result.status == 1
    assert "content/broken.md:1: error: the post has no title" in result.said
    assert "bread-and-butter.html" in result.files


# Pelican's own posts for its own tests, where the installed package has them.

PELICAN_POSTS = Path(sysconfig.get_path("purelib")) / "pelican" / "tests" / "content"
SETTINGS_FOR_PELICAN_POSTS = """\
PATH = {path!r}
SITEURL = "https://example.org"
TIMEZONE = "UTC"
DEFAULT_DATE = (2024, 1, 1)
SLUGIFY_SOURCE = "basename"
THEME_TEMPLATES_OVERRIDES = ["templates"]
ARTICLE_EXCLUDES = ["TestCategory", "medium_posts"]
IGNORE_FILES = {ignored!r}
"""


@pytest.fixture
def site_of_pelicans_posts(tmp_path: Path) -> Callable[[str, list[str]], Path]:
    """Call it with an extension, and names to be left out."""
    if not PELICAN_POSTS.is_dir():
        pytest.skip("this Pelican has no posts of its own")

    def make(extension: str, ignored: list[str]) -> Path:
        site = tmp_path / "site"
        (site / "templates").mkdir(parents=True)
        (site / "templates" / "custom.html").write_text('{% extends "article.html" %}')
        others = {path.suffix for path in PELICAN_POSTS.rglob("*.*")} - {extension}
        patterns = [*ignored, *(f"*{suffix}" for suffix in sorted(others))]
        settings = SETTINGS_FOR_PELICAN_POSTS.format(path=str(PELICAN_POSTS), ignored=patterns)
        (site / "pelicanconf.py").write_text(settings)
        return site

    return make


def test_pelicans_own_restructuredtext_posts_read_the_same(
    python: Path, stock_python: Path, site_of_pelicans_posts: Callable[[str, list[str]], Path]
) -> None:
    site = site_of_pelicans_posts(".rst", [])
    stock, ours = build(stock_python, site, "simple", name="stock"), build(python, site, "simple", name="ours")
    assert (stock.status, stock.complaints) == (0, "")
    assert ours.status == 0
    # Stock Pelican has nothing to say against posts without text. We do, and against nothing else here.
    complaints = [line for line in ours.complaints.splitlines() if re.match(r"\S+: ", line)]
    assert all(line.endswith("warning: the post has no text [markup.empty]") for line in complaints)
    assert set(ours.files) == {*stock.files, *ADDED}
    posts = [name for name in stock.files if "article" in name]
    assert len(posts) >= 10
    for name in posts:
        assert body_text(ours.files[name], "simple") == body_text(stock.files[name], "simple"), name


def test_pelicans_own_markdown_posts_are_all_there(
    python: Path, site_of_pelicans_posts: Callable[[str, list[str]], Path]
) -> None:
    # Neither has a title, which Pelican asks for as well; the third says that it wants to be skipped.
    without = ["empty*", "2012-*", "article_skip*"]
    result = build(python, site_of_pelicans_posts(".md", without), "simple")
    assert (result.status, result.complaints) == (0, "")
    text = {name: body_text(content, "simple") for name, content in result.files.items() if name.endswith(".html")}
    sources = [path for path in PELICAN_POSTS.glob("*.md") if not any(path.match(pattern) for pattern in without)]
    assert len(sources) >= 10
    for path in sources:
        (title,) = re.findall(r"^title: *(.*?) *$", path.read_text("utf-8"), re.MULTILINE | re.IGNORECASE)
        slug = re.findall(r"^slug: *(.*?) *$", path.read_text("utf-8"), re.MULTILINE | re.IGNORECASE)
        name = f"{(slug or [path.stem])[0]}.html"
        written = text.get(name) or text.get(f"drafts/{name}")
        assert written, name
        assert "".join(title.split()) in written, name
