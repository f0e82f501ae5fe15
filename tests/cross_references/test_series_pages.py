"""Series on whole small sites: what posts say of them, their pages, their feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import feedparser
import pytest

from tests.builds.run import run_pelican
from tests.builds.settings import SITE_NAME, settings_text
from tests.site.sites import Page

pytestmark = pytest.mark.slow

FEEDS = "CROSS_REFERENCES_SERIES_FEED_ATOM = 'feeds/blog-series/{slug}.atom.xml'\n"
#: A site that knows nothing of us but the names of our plugins.
FOREIGN = """\
PLUGINS = [{plugins} "sevenlayer.cross_references"]
SITEURL = "https://example.org"
TIMEZONE = "UTC"
LOCALE = ["C"]
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""


@dataclass(frozen=True)
class Built:
    output: Path
    status: int
    report: str

    def page(self, path: str) -> Page:
        return Page(path, (self.output / path).read_text("utf-8"))

    def files(self) -> set[str]:
        return {path.relative_to(self.output).as_posix() for path in self.output.rglob("*") if path.is_file()}


@dataclass(frozen=True)
class Folder:
    """A site to be built, with our settings and theme unless it has others."""

    path: Path

    def post(self, path: str, *fields: str, day: int = 1) -> None:
        """Write a post whose title is its path; *fields* are further lines of its front matter."""
        file = self.path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        slug = [] if any(field.startswith("slug:") for field in fields) else [f"slug: {file.stem}"]
        lines = [f'title: "{path}"', f"date: 2024-01-{day:02}", *slug, *fields]
        file.write_text("---\n" + "\n".join(lines) + "\n---\nText of a post.\n", "utf-8")

    def build(self, settings: str = "", *options: str) -> Built:
        # Release series are something else, and have pages of their own.
        plugins = ["sevenlayer.cross_references", "sevenlayer.feeds"]
        ours = settings_text(settings, SITEURL="https://example.org", PLUGINS=plugins)
        return self.build_with(ours, *options)

    def build_with(self, settings: str, *options: str) -> Built:
        (self.path / "conf.py").write_text(settings, "utf-8")
        output = self.path / "output"
        result = run_pelican("content", "-o", output, "-s", "conf.py", *options, cwd=self.path)
        return Built(output, result.returncode, result.stderr.strip())


@pytest.fixture
def site(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with a series of three parts, the second with a translation, and two posts that are not listed."""
    site = Folder(tmp_path_factory.mktemp("series"))
    site.post("a.md", 'series: "Cells <i>& more"', "series_index: 1", day=9)
    site.post("b.md", 'series: "cells <i>& more"', "series_index: 2", day=8)
    site.post("b-de.md", "slug: b", "lang: de", day=8)
    site.post("c.md", 'series: "Cells <i>& more"', "series_index: 3", day=7)
    site.post("c-de.md", "slug: c", "lang: de", day=7)
    site.post("draft.md", 'series: "Cells <i>& more"', "series_index: 2", "status: draft", day=8)
    site.post("hidden.md", 'series: "Cells <i>& more"', "series_index: 4", "status: hidden", day=8)
    site.post("alone.md", "series: Alone")
    site.post("other.md")
    site.post("pages/about.md", "slug: about")
    return site.build(FEEDS)


def place(page: Page) -> tuple[str, str]:
    """What the box above a post says, and where it leads."""
    (box,) = page.texts("//p[@class='series-place']")
    return box, page.tree.xpath("string(//p[@class='series-place']/a/@href)")


def ways(page: Page) -> list[tuple[str, str, str]]:
    return [
        (link.get("rel"), link.get("href"), " ".join("".join(link.itertext()).split()))
        for link in page.tree.xpath("//nav[@class='series-nav']/a")
    ]


def blog(*names: str) -> Iterator[str]:
    yield from (f"https://example.org/blog/2024/01/{name}/" for name in names)


def test_site_with_series_builds_without_a_word(built: Built) -> None:
    assert (built.status, built.report) == (0, "")


def test_posts_say_their_place_in_the_series(built: Built) -> None:
    url = "https://example.org/blog/series/cells-i-more/"
    assert place(built.page("blog/2024/01/08/b/index.html")) == ("Part 2 of 3 of the series Cells <i>& more", url)
    assert place(built.page("blog/2024/01/01/alone/index.html")) == (
        "Part 1 of the series Alone",
        "https://example.org/blog/series/alone/",
    )


def test_posts_lead_to_the_parts_before_and_after(built: Built) -> None:
    a, b, c = blog("09/a", "08/b", "07/c")
    assert ways(built.page("blog/2024/01/09/a/index.html")) == [("next", b, "Next part: b.md")]
    assert ways(built.page("blog/2024/01/08/b/index.html")) == [
        ("prev", a, "Previous part: a.md"),
        ("next", c, "Next part: c.md"),
    ]
    assert ways(built.page("blog/2024/01/07/c/index.html")) == [("prev", b, "Previous part: b.md")]
    assert ways(built.page("blog/2024/01/01/alone/index.html")) == []


def test_navigation_has_a_name(built: Built) -> None:
    page = built.page("blog/2024/01/08/b/index.html")
    assert page.tree.xpath("//nav/@aria-label") == ["Site", "Series"]


def test_translation_has_the_place_of_its_original_among_posts_in_its_language(built: Built) -> None:
    page = built.page("blog/2024/01/08/b/de/index.html")
    assert place(page)[0] == "Part 2 of 3 of the series Cells <i>& more"
    a, c = blog("09/a", "07/c/de")
    assert ways(page) == [("prev", a, "Previous part: a.md"), ("next", c, "Next part: c-de.md")]
    assert page.tree.xpath("//nav[@class='series-nav']/a/@hreflang") == ["en"]


def test_drafts_and_hidden_posts_have_the_way_and_are_in_no_list(built: Built) -> None:
    draft, hidden = built.page("drafts/draft/index.html"), built.page("blog/2024/01/08/hidden/index.html")
    assert place(draft)[0] == place(hidden)[0] == "Part of the series Cells <i>& more"
    b, c = blog("08/b", "07/c")
    assert [way[:2] for way in ways(draft)] == [("prev", b), ("next", c)]
    assert [way[:2] for way in ways(hidden)] == [("prev", c)]
    naming = [path for path in built.files() if path.endswith((".html", ".xml"))]
    for name in ("draft.md", "hidden.md"):
        assert len([path for path in naming if name in (built.output / path).read_text("utf-8")]) == 1, name


def test_posts_and_pages_without_a_series_say_nothing_of_one(built: Built) -> None:
    for path in ("blog/2024/01/01/other/index.html", "about/index.html"):
        assert "eries" not in built.page(path).text


def test_page_of_a_series_lists_its_parts_in_order(built: Built) -> None:
    page = built.page("blog/series/cells-i-more/index.html")
    assert page.texts("//h1") == ["Cells <i>& more"]
    assert page.texts("//article/h2") == ["a.md", "b.md", "c.md"]
    assert page.texts("//article//span[@class='part-number']") == ["Part 1", "Part 2", "Part 3"]
    assert page.texts("//article/div[@class='summary']/p[1]") == ["Text of a post."] * 3
    assert page.texts("/html/head/title") == [f"Cells <i>& more, a series · {SITE_NAME}"]
    assert page.tree.xpath("//meta[@name='description']/@content") == ["A series of posts: a.md; b.md; c.md"]
    assert page.tree.xpath("//link[@rel='canonical']/@href") == ["https://example.org/blog/series/cells-i-more/"]


def test_page_of_a_series_names_its_feed(built: Built) -> None:
    page = built.page("blog/series/cells-i-more/index.html")
    links = page.tree.xpath("//link[@rel='alternate'][@type='application/atom+xml']")
    url = "https://example.org/feeds/blog-series/cells-i-more.atom.xml"
    assert [(link.get("href"), link.get("title")) for link in links] == [(url, f"{SITE_NAME}: Cells <i>& more")]


def test_feed_of_a_series_has_its_parts_and_nothing_else(built: Built) -> None:
    feed = feedparser.parse((built.output / "feeds/blog-series/cells-i-more.atom.xml").read_bytes())
    assert not feed.bozo
    assert feed.feed.title == f"{SITE_NAME} - Cells <i>& more"
    assert [entry.title for entry in feed.entries] == ["a.md", "b.md", "c.md"]
    assert [entry.link for entry in feed.entries] == list(blog("09/a", "08/b", "07/c"))
    assert built.files() >= {"feeds/blog-series/alone.atom.xml"}


def test_feeds_are_not_written_without_the_setting(site: Folder) -> None:
    site.post("a.md", "series: Cells")
    built = site.build()
    assert [path for path in built.files() if path.startswith("feeds/")] == []
    assert "Feed" not in built.page("blog/series/cells/index.html").text


def test_no_script_comes_in_by_the_name_of_a_series(site: Folder) -> None:
    site.post("a.md", "series: \"<script>alert('x')</script> {{ 7*7 }}\"")
    built = site.build(FEEDS)
    (path,) = (path for path in built.files() if path.startswith("blog/series/"))
    for page in (built.page(path), built.page("blog/2024/01/01/a/index.html")):
        assert page.tree.xpath("//script") == []
        assert "<script>alert('x')</script> {{ 7*7 }}" in page.texts("//main")[0]


def test_problems_are_reported_with_their_files(site: Folder) -> None:
    site.post("a.md", "series: Cells", "series_index: 1")
    site.post("b.md", "series: Cells", "series_index: 3")
    site.post("c.md", "series: Cells", "series_index: 3")
    site.post("d.md", "series: Cells")
    site.post("e.md", "series: Cells", "series_index: 2", "status: draft")
    built = site.build()
    assert built.status == 0
    assert problems(built) == [
        "content/b.md: warning: 'b.md' and 'c.md' are both part 3 of 'Cells' [cross_references.series-duplicate]",
        "content/b.md: warning: part 2 of 'Cells' is missing between 'a.md' and 'b.md' [cross_references.series-gap]",
        "hint: publish 'e.md' (draft), or renumber the parts",
        "content/c.md: warning: 'b.md' and 'c.md' are both part 3 of 'Cells' [cross_references.series-duplicate]",
        (
            "content/d.md: warning: missing 'series_index': other parts of 'Cells' have one; this part is placed last "
            "[cross_references.series-no-index]"
        ),
    ]


def problems(built: Built) -> list[str]:
    """The lines of problems, without line and column; of the hints, that which speaks of drafts."""
    lines = [line.strip() for line in built.report.splitlines()]
    kept = [line for line in lines if re.match(r"content/\S+: (error|warning): |hint: publish", line)]
    return [re.sub(r"^(content/[^:]+)(:\d+)*:", r"\1:", line) for line in kept]


def test_pages_and_translations_cannot_have_a_series_of_their_own(site: Folder) -> None:
    site.post("a.md", "series: Cells")
    site.post("a-de.md", "slug: a", "lang: de", "series: Zellen")
    site.post("b.md")
    site.post("b-de.md", "slug: b", "lang: de", "series: Zellen")
    site.post("c.md", "series: Cells", day=2)
    site.post("c-de.md", "slug: c", "lang: de", "series: cells", day=2)
    site.post("pages/about.md", "slug: about", "series: Cells")
    built = site.build()
    code = "[cross_references.series-ignored]"
    assert problems(built) == [
        f"content/a-de.md: warning: 'series' of a translation is ignored: its original is in 'Cells' {code}",
        f"content/b-de.md: warning: 'series' of a translation is ignored: its original is in no series {code}",
        f"content/pages/about.md: warning: a page cannot be part of a series {code}",
    ]
    assert [path for path in built.files() if path.startswith("blog/series/")] == ["blog/series/cells/index.html"]
    assert place(built.page("blog/2024/01/01/a/de/index.html"))[0] == "Part 1 of 2 of the series Cells"


def test_series_of_drafts_has_no_page_and_no_feed(site: Folder) -> None:
    site.post("a.md", "series: Cells", "status: draft")
    site.post("other.md")
    built = site.build(FEEDS)
    assert (built.status, built.report) == (0, "")
    assert [path for path in built.files() if "series" in path] == []
    assert place(built.page("drafts/a/index.html")) == ("Part of the series Cells", "")


def test_series_can_live_elsewhere(site: Folder) -> None:
    site.post("a.md", "series: Cells")
    built = site.build(
        "CROSS_REFERENCES_SERIES_URL = 's/{slug}.html'\nCROSS_REFERENCES_SERIES_SAVE_AS = 's/{slug}.html'\n"
    )
    assert "s/cells.html" in built.files()
    assert place(built.page("blog/2024/01/01/a/index.html"))[1] == "https://example.org/s/cells.html"


def test_site_may_have_no_pages_of_series(site: Folder) -> None:
    site.post("a.md", "series: Cells")
    built = site.build("CROSS_REFERENCES_SERIES_SAVE_AS = ''\n")
    assert [path for path in built.files() if "series" in path] == []
    assert place(built.page("blog/2024/01/01/a/index.html")) == ("Part 1 of the series Cells", "")


@pytest.mark.parametrize("pattern", ["series/", "{slug}/{year}", "{", "{slug.x}"])
def test_setting_by_which_series_would_meet_is_refused(site: Folder, pattern: str) -> None:
    site.post("a.md", "series: Cells")
    built = site.build(f"CROSS_REFERENCES_SERIES_URL = {pattern!r}\n")
    assert built.status == 1
    message = f"CROSS_REFERENCES_SERIES_URL must be a URL with '{{slug}}' in it, not '{pattern}'"
    assert f"error: {message} [site.bad-setting]" in built.report
    assert "Traceback" not in built.report


def test_relative_addresses_lead_from_post_to_post(site: Folder) -> None:
    site.post("a.md", "series: Cells")
    site.post("b.md", "series: Cells", day=2)
    built = site.build("", "--relative-urls")
    assert ways(built.page("blog/2024/01/01/a/index.html"))[0][1] == "../../../../../blog/2024/01/02/b/"
    page = built.page("blog/series/cells/index.html")
    assert page.tree.xpath("//article/h2/a/@href") == [f"../../../blog/2024/01/{name}/" for name in ("01/a", "02/b")]


def test_page_may_take_the_place_of_a_series_page(site: Folder) -> None:
    site.post("a.md", "series: Cells")
    site.post("pages/cells.md", "slug: cells", "save_as: blog/series/cells/index.html", "url: blog/series/cells/")
    built = site.build()
    assert built.status == 0
    assert built.page("blog/series/cells/index.html").texts("//h1") == ["pages/cells.md"]


@pytest.mark.parametrize("plugins", [(), ("sevenlayer.front_matter",)])
def test_theme_without_a_template_for_series_gets_no_pages_of_them(site: Folder, plugins: tuple[str, ...]) -> None:
    site.path.joinpath("content").mkdir()
    post = "{title}\n{underline}\n\n:date: 2024-01-0{day}\n:series: Cells\n:series_index: {day}\n\nText.\n"
    for day, title in ((1, "One"), (3, "Three")):
        text = post.format(title=title, underline="=" * len(title), day=day)
        (site.path / "content" / f"{title}.rst").write_text(text, "utf-8")
    (site.path / "templates").mkdir()
    template = "{{ article.series.name }}|{{ article.series.url }}|{{ article.series.index }}|"
    template += "{% for one in article.series.all_previous %}{{ one.title }}{% endfor %}"
    (site.path / "templates" / "article.html").write_text(template, "utf-8")
    foreign = FOREIGN.format(plugins="".join(f'"{name}", ' for name in plugins))
    built = site.build_with(foreign + FEEDS + "THEME_TEMPLATES_OVERRIDES = ['templates']\n", "-t", "simple")
    assert built.status == 0
    assert problems(built) == [
        (
            "content/Three.rst: warning: part 2 of 'Cells' is missing between 'One.rst' and 'Three.rst' "
            "[cross_references.series-gap]"
        )
    ]
    assert (built.output / "three.html").read_text("utf-8") == "Cells|None|2|One"
    assert [path for path in built.files() if "series" in path] == ["feeds/blog-series/cells.atom.xml"]


def test_our_theme_copes_with_a_series_that_no_plugin_knows(site: Folder) -> None:
    site.post("a.md", "series: Cells")
    site.post("pages/about.md", "slug: about", "series: Cells")
    built = site.build("PLUGINS = ['sevenlayer.front_matter', 'sevenlayer.feeds']\n")
    assert (built.status, built.report) == (0, "")
    assert "eries" not in built.page("blog/2024/01/01/a/index.html").text
