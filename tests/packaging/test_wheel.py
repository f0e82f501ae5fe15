"""The wheel, installed beside a Pelican site: nothing changes unless it is listed, and each capability works alone."""

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
from functools import cache
from pathlib import Path
from typing import NoReturn, TypeAlias

import pytest
from lxml import etree

from tests.site.feeds import Feed
from tests.site.sites import Page, clean_environment, run_pelican

pytestmark = pytest.mark.slow

STOCK_SITE = Path(__file__).parent / "stock_site"
THEMES = ("simple", "notmyidea")
CAPABILITIES = ("front_matter", "openstack", "layer_diagrams", "cross_references", "feeds")
#: Files that a capability adds to a site whose posts use nothing of it.
ADDED = {"cross_references": {"graph.json"}}
#: The part of a page that its post makes.
BODY = {"simple": "//main", "notmyidea": "//section[@id='content']"}
#: A post that uses each capability, for one that is switched on to show it.
POST_THAT_USES_ALL = """\
---
title: The stack
date: 2014-05-06
category: [Kitchen, Cellar]
permalink: /old/stack.html
---

## What is in it

In OpenStack, Quantum plugs what Nova starts. Press {kbd}`Enter`.

```python linenos
nova = quantum
```
"""


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
        return re.sub(r"^Done: Processed .*(\n .*|\nand .*)*", "", self.said, flags=re.MULTILINE).strip()


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

    What is installed is linked, so no network is needed.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True, capture_output=True)
    python = folder / "bin" / "python"
    ask = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    there = Path(subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip())
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not entry.name.startswith(("sevenlayer", "__pycache__")) and not (there / entry.name).exists():
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


def build(python: Path, site: Path, theme: str, *settings: str, name: str = "output") -> Build:
    """Build *site* into the folder *name* beside it; *settings* are ``NAME=value``, as Pelican's ``-e`` takes them.

    Pelican keeps the names of files in sets: what it says comes in the order of their hashes.
    """
    output = site.parent / name
    options = ["-e", *settings] if settings else []
    result = run_pelican(
        "-s", "pelicanconf.py", "-o", output, "-t", theme, *options, cwd=site, python=python, PYTHONHASHSEED="0"
    )
    return Build(output, result.returncode, result.stdout + result.stderr)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A copy of the unrelated site."""
    shutil.copytree(STOCK_SITE, tmp_path / "site")
    return tmp_path / "site"


#: From the names of what PLUGINS lists, or None for a site without PLUGINS, to a build. The posts are those that Pelican reads
#: without Python-Markdown, which we do not depend on.
Builder: TypeAlias = Callable[..., Build]


@pytest.fixture(scope="session")
def built(python: Path, stock_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Builder:
    """Call it with a theme and names of plugins, and *stock* for the environment without us; each site is built once."""
    folder = tmp_path_factory.mktemp("sites")
    shutil.copytree(STOCK_SITE, folder / "site", ignore=shutil.ignore_patterns("*.md"))
    (folder / "site" / "plugins").mkdir()
    (folder / "site" / "plugins" / "shout.py").write_text(PLUGIN_OF_THE_SITE)

    @cache
    def build_once(theme: str, plugins: tuple[str, ...] | None, *, stock: bool = False) -> Build:
        settings = []
        if plugins is not None:
            listed = ", ".join(f'"{name}"' for name in plugins)
            settings = [f"PLUGINS=[{listed}]", f'PLUGIN_PATHS=["{folder}/site/plugins"]']
        # One folder for all, so that what is said has one name for it.
        result = build(stock_python if stock else python, folder / "site", theme, *settings)
        number = len(list(folder.iterdir()))
        return Build(result.output.rename(folder / f"output-{number}"), result.status, result.said)

    return build_once


PLUGIN_OF_THE_SITE = """\
import logging

from pelican import signals


def shout(content):
    if content._content:
        logging.getLogger(__name__).warning("%s shouts", content.title)
        content._content = content._content.replace("Salt", "SALT")


def register():
    signals.content_object_init.connect(shout)
"""


def body_text(page: bytes, theme: str) -> str:
    """The words of a post, without what only one of the two shows beside them."""
    tree = Page("", page.decode()).tree
    for extra in tree.xpath("//a[@class='headerlink'] | //td[@class='linenos'] | //style"):
        tail = extra.tail or ""
        parent, previous = extra.getparent(), extra.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(extra)
    (body,) = tree.xpath(BODY[theme])
    return "".join("".join(body.itertext()).split())


# What is in the wheel.


def test_wheel_has_the_package_with_its_theme_and_nothing_else(wheel: Path, repository: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (metadata,) = (archive.read(name) for name in names if name.endswith(".dist-info/METADATA"))
    roots = {repository / "plugins" / "sevenlayer": "sevenlayer", repository / "theme": "sevenlayer/theme"}
    sources = {
        f"{target}/{path.relative_to(root).as_posix()}"
        for root, target in roots.items()
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    # What `sevenlayer init` pins in a new site.
    sources.add("sevenlayer/commands/requirements.lock")
    assert {name for name in names if ".dist-info/" not in name} == sources
    assert {
        "sevenlayer/__init__.py",
        "sevenlayer/openstack/data/projects.yaml",
        "sevenlayer/layer_diagrams/data/text_widths.json",
        "sevenlayer/theme/templates/base.html",
        "sevenlayer/theme/static/css/layers.css",
    } <= sources
    headers = email.message_from_bytes(metadata)
    assert headers["Name"] == "sevenlayer"
    assert headers["License-Expression"] == "AGPL-3.0-or-later"
    assert any(name.endswith("/licenses/LICENSE") for name in names)


# Sites that do not list it.


@pytest.mark.parametrize("plugins", [None, (), ("shout",)], ids=["unset", "empty", "another"])
def test_nothing_changes_where_it_is_not_listed(built: Builder, plugins: tuple[str, ...] | None) -> None:
    stock, ours = built("notmyidea", plugins, stock=True), built("notmyidea", plugins)
    assert (stock.status, "shouts" in stock.said) == (0, plugins == ("shout",))
    assert ours.status == 0
    assert ours.files == stock.files
    # Pelican says when, and how long it took.
    times = re.compile(r"^\[[\d:]+\] |^ {11}|[\d.]+ seconds", re.MULTILINE)
    assert times.sub("", ours.said) == times.sub("", stock.said)


# Sites that list it, with a theme that has never heard of it.


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_a_capability_alone_leaves_a_site_that_does_not_use_it(built: Builder, capability: str) -> None:
    """Pages, old posts and new, have their names and their words, and say nothing new in the log."""
    stock, ours = built("simple", (), stock=True), built("simple", (f"sevenlayer.{capability}",))
    assert (ours.status, ours.complaints) == (0, "")
    assert set(ours.files) == {*stock.files, *ADDED.get(capability, ())}
    for name, content in stock.files.items():
        if not name.endswith((".html", ".xml")) or (capability == "feeds" and not name.endswith(".xml")):
            assert ours.files[name] == content, name
        # Lists show summaries, for which we end a post between two paragraphs, and not within one.
        elif name.startswith(("pages/", "drafts/")) or re.fullmatch(
            r"[^/]*(bread|butter|vinegar|Kettle)[^/]*\.html", name
        ):
            assert body_text(ours.files[name], "simple") == body_text(content, "simple"), name


def test_feeds_have_the_same_entries(built: Builder) -> None:
    """A reader's feed must not show old posts as new: ids, links, titles and dates stay."""
    stock, ours = built("simple", (), stock=True), built("simple", ("sevenlayer",))
    assert (ours.status, ours.complaints) == (0, "")
    feeds = [name for name in stock.files if name.endswith(".atom.xml")]
    assert len(feeds) > 1
    for name in feeds:
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


def test_the_order_of_a_list_changes_nothing(built: Builder) -> None:
    plugins = tuple(f"sevenlayer.{name}" for name in CAPABILITIES)
    listed, reversed_list, everything = (built("simple", names) for names in (plugins, plugins[::-1], ("sevenlayer",)))
    assert (listed.status, listed.complaints) == (0, "")
    assert listed.files == reversed_list.files == everything.files


def test_every_post_of_an_unrelated_site_is_there(python: Path, site: Path) -> None:
    result = build(python, site, "notmyidea", 'PLUGINS=["sevenlayer"]')
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
        page = body_text(result.files[name], "notmyidea")
        for text in texts:
            assert text in page, (name, text)
    assert {"images/oven.png", "jar.png", "index.html", "feeds/all.atom.xml", "feeds/kitchen.atom.xml"} <= set(
        result.files
    )


def test_each_capability_does_what_it_says_and_no_other(python: Path, site: Path) -> None:
    (site / "content" / "stack.md").write_text(POST_THAT_USES_ALL)
    (site / "content" / "layers.md").write_text("Title: Layers\nDate: 2014-05-07\n\n```{layers} 2013\n```\n")
    (site / "content" / "link.md").write_text(
        "Title: Link\nDate: 2014-05-08\n\nSee [it](stack) and [it](/old/stack.html).\n"
    )
    signs = {
        "openstack": ("stack.html", 'class="former-names'),
        "layer_diagrams": ("layers.html", "<svg"),
        "cross_references": ("link.html", '<a href="https://kitchen.example/the-stack.html">it</a>'),
    }
    for capability in signs:
        result = build(python, site, "simple", f'PLUGINS=["sevenlayer.{capability}"]', name=capability)
        page = result.files["the-stack.html"].decode()
        assert "<kbd>Enter</kbd>" in page
        assert "the-stack.html" in result.files["category/cellar.html"].decode()
        shown = {
            one
            for one, (name, sign) in signs.items()
            if sign in result.files[name.replace("stack", "the-stack")].decode()
        }
        assert shown == {capability}
        assert ("old/stack.html" in result.files) is (capability == "cross_references")


def test_a_broken_post_is_reported_and_fails_the_build(python: Path, site: Path) -> None:
    (site / "content" / "broken.md").write_text("Date: 2020-01-01\n\nNo title.\n")
    result = build(python, site, "simple", 'PLUGINS=["sevenlayer.front_matter"]')
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
    stock = build(stock_python, site, "simple", name="stock")
    ours = build(python, site, "simple", 'PLUGINS=["sevenlayer.front_matter"]', name="ours")
    assert (stock.status, stock.complaints) == (0, "")
    assert ours.status == 0
    # Stock Pelican has nothing to say against posts without text. We do, and against nothing else here.
    complaints = [line for line in ours.complaints.splitlines() if re.match(r"\S+: ", line)]
    assert all(line.endswith("warning: the post has no text [markup.empty]") for line in complaints)
    assert set(ours.files) == set(stock.files)
    posts = [name for name in stock.files if "article" in name]
    assert len(posts) >= 10
    for name in posts:
        assert body_text(ours.files[name], "simple") == body_text(stock.files[name], "simple"), name


def test_pelicans_own_markdown_posts_are_all_there(
    python: Path, site_of_pelicans_posts: Callable[[str, list[str]], Path]
) -> None:
    # Neither has a title, which Pelican asks for as well; the third says that it wants to be skipped.
    without = ["empty*", "2012-*", "article_skip*"]
    result = build(python, site_of_pelicans_posts(".md", without), "simple", 'PLUGINS=["sevenlayer.front_matter"]')
    assert result.status == 0
    # One of them is there for the extensions of Python-Markdown.
    (said,) = re.findall(r"article_with_markdown_markup_extensions\.md:(.*)", result.complaints)
    assert said.startswith("3:1: warning: '[TOC]' is for Python-Markdown's extension 'toc'")
    assert result.complaints.endswith("\n1 warning in 1 file")
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
