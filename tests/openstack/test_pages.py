"""Cycles and projects on whole small sites: what posts say of them, their pages, their feeds."""

from __future__ import annotations

from pathlib import Path

import feedparser
import pytest
from sevenlayer.openstack.facts.load import facts

from tests.builds.run import run_pelican
from tests.builds.settings import SITE_NAME
from tests.cross_references.test_series_pages import FOREIGN, Built
from tests.cross_references.test_series_pages import Folder as SeriesFolder
from tests.site.feeds import Feed, faults
from tests.site.sites import Page

pytestmark = pytest.mark.slow

TODAY = "OPENSTACK_TODAY = '2026-11-22'\n"
FEEDS = """\
OPENSTACK_SERIES_FEED_ATOM = "feeds/series/{slug}.atom.xml"
OPENSTACK_PROJECT_FEED_ATOM = "feeds/projects/{slug}.atom.xml"
"""
PLUGIN = """\
PLUGINS = ["sevenlayer"]
"""


class Folder(SeriesFolder):
    """A site to be built with our settings and the plugin."""

    def write(self, path: str, date: str, *fields: str, text: str = "Text of a post.") -> None:
        """Write a post whose title is its path."""
        file = self.path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        day = [f"date: {date}"] if date else []
        lines = [f'title: "{path}"', *day, f"slug: {file.stem}", *fields]
        file.write_text("---\n" + "\n".join(lines) + f"\n---\n{text}\n", "utf-8")

    def build(self, settings: str = TODAY, *options: str) -> Built:
        return super().build(PLUGIN + settings, *options)


@pytest.fixture
def site(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = Folder(tmp_path_factory.mktemp("openstack"))
    site.write("old.md", "2013-11-10", "tags: [neutron]", text="Such as Savanna and Marconi are new. Nova is not.")
    site.write("older.md", "2013-11-09", "projects: [neutron]")
    site.write("new.md", "2026-10-20")
    site.write("before.md", "2009-01-01")
    site.write("draft.md", "2013-12-01", "status: draft")
    site.write("dateless.md", "", "status: draft")
    site.write("hidden.md", "2013-12-02", "status: hidden")
    site.write("pages/about.md", "", text="[Icehouse](/series/icehouse/), [Neutron](/projects/neutron/#site-main)")
    return site.build(TODAY + FEEDS)


def post(built: Built, path: str) -> Page:
    return built.page(f"{path}/index.html")


def facts_of(page: Page) -> dict[str, str]:
    """The list of what is known, in the gutter."""
    terms, values = (page.texts(f"//dl[@class='facts']/div/{name}") for name in ("dt", "dd"))
    return dict(zip(terms, values, strict=True))


def notice(page: Page) -> list[str]:
    return page.texts("//div[@class='age-notice']")


def titles(page: Page) -> list[str]:
    return page.texts("//ul[contains(@class, 'archive-list')]/li/a")


def test_site_builds_without_a_word(built: Built) -> None:
    assert (built.status, built.report) == (0, "")


def test_posts_say_the_cycle_in_which_they_were_written(built: Built) -> None:
    page = post(built, "blog/2013/11/10/old")
    assert facts_of(page)["Written in"] == "the Icehouse cycle"
    assert page.tree.xpath("//dl[@class='facts']//a[text()='Icehouse']/@href") == [
        "https://example.org/series/icehouse/"
    ]
    assert facts_of(post(built, "blog/2026/10/20/new"))["Written in"] == "the Indri cycle"
    assert facts_of(post(built, "drafts/draft"))["Written in"] == "the Icehouse cycle"


@pytest.mark.parametrize("path", ["blog/2009/01/01/before", "drafts/dateless"])
def test_posts_of_no_cycle_say_nothing_of_one(built: Built, path: str) -> None:
    page = post(built, path)
    assert "Written in" not in facts_of(page)
    assert notice(page) == []


def test_posts_link_to_the_projects_they_are_about(built: Built) -> None:
    for path in ("blog/2013/11/10/old", "blog/2013/11/09/older"):
        page = post(built, path)
        assert facts_of(page)["About"] == "Neutron"
        assert page.tree.xpath("//dl[@class='facts']//a[text()='Neutron']/@href") == [
            "https://example.org/projects/neutron/"
        ]
    assert "About" not in facts_of(post(built, "blog/2026/10/20/new"))


def test_old_posts_say_what_has_changed_since(built: Built) -> None:
    (text,) = notice(post(built, "blog/2013/11/10/old"))
    assert text == (
        "Written on 10 November 2013, in the Icehouse cycle. That series reached the end of its life on 2 July 2015. "
        "Savanna is called Sahara now, since 10 March 2014. Marconi is called Zaqar now, since 16 August 2014."
    )


def test_posts_of_living_series_have_no_notice(built: Built) -> None:
    assert notice(post(built, "blog/2026/10/20/new")) == []


def test_notice_depends_on_the_day_of_the_build(site: Folder) -> None:
    site.write("old.md", "2013-11-10")
    assert notice(post(site.build("OPENSTACK_TODAY = '2015-07-01'\n"), "blog/2013/11/10/old")) == []
    text = "Written on 10 November 2013, in the Icehouse cycle. That series reached the end of its life on 2 July 2015."
    assert notice(post(site.build("OPENSTACK_TODAY = '2015-07-02'\n"), "blog/2013/11/10/old")) == [text]
    # No clock: the facts are of a later day.
    assert notice(post(site.build(""), "blog/2013/11/10/old")) == [text]


def test_day_of_the_build_can_come_from_the_environment(site: Folder) -> None:
    site.write("old.md", "2013-11-10")
    site.build()
    result = run_pelican("content", "-o", "o", "-s", "conf.py", cwd=site.path, SOURCE_DATE_EPOCH="1435708800")
    assert result.returncode == 0
    page = Page("", (site.path / "o/series/icehouse/index.html").read_text("utf-8"))
    assert facts_of(page)["On 1 July 2015"] == "maintained"


def test_a_post_from_the_future_does_not_tell_what_day_it_is(site: Folder) -> None:
    site.write("old.md", "2013-11-10")
    site.write("mistyped.md", "9999-10-18")
    built = site.build("")
    day = facts().origins["series.yaml"].updated
    title = f"On {day.day} {day:%B %Y}"
    assert facts_of(post(built, "series/icehouse"))[title] == "end of life, since 2 July 2015"


def test_a_post_of_a_series_whose_end_is_not_dated_has_a_notice_on_each_later_day(site: Folder) -> None:
    site.write("old.md", "2010-12-01")
    assert notice(post(site.build("OPENSTACK_TODAY = '2026-07-01'\n"), "blog/2010/12/01/old")) == [
        "Written on 1 December 2010, in the Bexar cycle. That series has probably reached the end of its life."
    ]


def test_feed_without_posts_is_not_later_than_the_day_of_the_build(site: Folder) -> None:
    site.write("old.md", "2013-11-10")
    built = site.build("OPENSTACK_TODAY = '2015-07-01'\n" + FEEDS)
    feed = Feed.read("", built.output / "feeds/projects/octavia.atom.xml")
    assert feed.text("updated") == "2015-07-01T00:00:00+00:00"


def test_series_are_listed_the_newest_first(built: Built) -> None:
    page = post(built, "series")
    names = page.texts("//ol/li//a")
    assert (names[0], names[-1], len(names)) == ("Indri", "Austin", 35)
    rows = dict(zip(names, page.texts("//ol/li"), strict=True))
    assert rows["Icehouse"] == "Icehouse 2014.1 released Apr 2014 end of life 2 posts"
    assert rows["Indri"] == "Indri 2027.1 due Mar 2027 in development 1 post"
    assert rows["Epoxy"] == "Epoxy 2025.1 released Apr 2025 probably unmaintained"
    assert page.texts("//h1/following-sibling::p")[0] == (
        "35 release series, the newest first, as they stand on 22 November 2026."
    )


def test_page_of_a_series_has_its_dates_its_summit_and_its_status(built: Built) -> None:
    page = post(built, "series/icehouse")
    assert page.texts("//p[@class='lead']") == ["Developed from 18 October 2013 to 17 April 2014."]
    assert facts_of(page) == {
        "Number": "2014.1",
        "Released": "17 April 2014",
        "On 22 November 2026": "end of life, since 2 July 2015",
        "Design summit": "Hong Kong, 5 November 2013 to 8 November 2013",
        "Elsewhere": "Releases Documentation",
    }
    assert page.tree.xpath("//link[@rel='canonical']/@href") == ["https://example.org/series/icehouse/"]
    assert page.texts("//nav[@aria-label='OpenStack series']/a") == ["Series before: Havana", "Series after: Juno"]


def test_page_of_a_series_says_what_was_renamed_and_what_was_written_in_it(built: Built) -> None:
    page = post(built, "series/icehouse")
    assert page.texts("//ul[@class='renamings']/li") == [
        "oslo.sphinx became oslosphinx on 24 February 2014 (Old Sphinx theme).",
        "Savanna became Sahara on 10 March 2014 (Data Processing service).",
    ]
    # Neither the draft nor the hidden post.
    assert titles(page) == ["old.md", "older.md"]
    assert titles(post(built, "series/juno")) == []


def test_unsure_facts_are_told_as_unsure(built: Built) -> None:
    austin = post(built, "series/austin")
    assert austin.texts("//p[@class='lead']") == ["Developed probably from 13 July 2010, to 21 October 2010."]
    assert facts_of(austin)["Design summit"] == "Austin, Texas, USA, probably 13 July 2010 to 14 July 2010"
    assert facts_of(post(built, "series/bexar"))["Design summit"] == (
        "San Antonio, Texas, USA, 9 November 2010 to probably 12 November 2010"
    )
    assert "Ironic grew out of nova-baremetal, probably" in post(built, "projects/ironic").texts("//main")[0]


def test_page_of_a_project_has_its_story(built: Built) -> None:
    page = post(built, "projects/neutron")
    assert page.texts("//h1") == ["Neutron"]
    assert page.texts("//p[@class='lead']") == ["Networking service"]
    assert facts_of(page) == {
        "Status": "active",
        "Kind": "service",
        "Service type": "network",
        "First release": "Folsom",
        "Layer": "2013: 2, Extending the Base 2014: 1, Nucleus 2017: 2, The Compute Basics",
        "Elsewhere": "Documentation API reference Repository Bugs Release notes",
    }
    assert page.texts("//ul[@class='renamings']/li") == [
        "Quantum became Neutron on 6 July 2013, in the Havana cycle.",
        "Melange was merged into Neutron on 12 June 2012, in the Folsom cycle.",
    ]
    assert titles(page) == ["old.md", "older.md"]


def test_page_of_a_project_lists_posts_that_mention_it_apart(built: Built) -> None:
    page = post(built, "projects/nova")
    assert page.texts("//h2") == ["Posts about Nova", "Posts that mention it"]
    assert page.texts("//h2[1]/following-sibling::*[1]") == ["None on this site."]
    assert titles(page) == ["old.md"]


@pytest.mark.parametrize(
    ("project", "status"),
    [
        ("sahara", "retired on 10 May 2024"),
        ("melange", "merged into Neutron on 12 June 2012"),
        ("gnocchi", "left OpenStack on 20 March 2017"),
        ("kubernetes", "no part of OpenStack"),
        ("vitrage", "deprecated since 16 June 2026"),
        ("mogan", "abandoned; was never official"),
    ],
)
def test_status_of_projects_is_told_in_words(built: Built, project: str, status: str) -> None:
    assert facts_of(post(built, f"projects/{project}"))["Status"] == status


def test_all_projects_are_listed_in_groups(built: Built) -> None:
    page = post(built, "projects")
    assert page.texts("//section/h2") == [
        "Services",
        "Clients and libraries",
        "Tools",
        "Deployment",
        "Teams and infrastructure",
        "Beside OpenStack",
        "No longer in OpenStack",
    ]
    entries = page.texts("//section//li")
    assert len(entries) == 91
    assert "Neutron Networking service 2 posts" in entries
    assert "Sahara Data Processing service (retired 2024)" in entries


def test_feeds_have_the_posts_of_a_cycle_and_those_about_a_project(built: Built) -> None:
    for path, title in (("series/icehouse", "Icehouse cycle"), ("projects/neutron", "Neutron")):
        feed = feedparser.parse((built.output / f"feeds/{path}.atom.xml").read_bytes())
        assert not feed.bozo
        assert feed.feed.title == f"{SITE_NAME} - {title}"
        assert [entry.title for entry in feed.entries] == ["old.md", "older.md"]
        links = post(built, path).tree.xpath("//link[@rel='alternate']/@href")
        assert links == [f"https://example.org/feeds/{path}.atom.xml"]


def test_each_series_and_project_has_a_feed_before_its_first_post(built: Built) -> None:
    pages = {path for path in built.files() if path.startswith(("series/", "projects/")) and path.count("/") == 2}
    assert len(pages) == 126
    feeds = {path for path in built.files() if path.startswith("feeds/")}
    assert feeds == {f"feeds/{path.removesuffix('/index.html')}.atom.xml" for path in pages}
    assert {path: found for path in feeds if (found := faults(Feed.read(path, built.output / path)))} == {}


def test_feed_without_posts_is_as_old_as_the_facts(built: Built) -> None:
    feed = Feed.read("", built.output / "feeds/projects/octavia.atom.xml")
    assert feed.entries == []
    assert feed.text("id") == "https://example.org/feeds/projects/octavia.atom.xml"
    assert feed.text("title") == f"{SITE_NAME} - Octavia"
    day = max(origin.updated for origin in facts().origins.values())
    assert feed.text("updated") == f"{day}T00:00:00+00:00"


def test_feed_without_posts_is_announced_and_shown(built: Built) -> None:
    page = post(built, "projects/octavia")
    for where in ("/html/head/link[@rel='alternate']", "//main//a[@type='application/atom+xml']"):
        assert page.tree.xpath(f"{where}/@href") == ["https://example.org/feeds/projects/octavia.atom.xml"]
    assert page.texts("//main//a[@type='application/atom+xml']") == ["Feed of posts about Octavia"]


def test_footer_leads_to_series_and_projects(built: Built) -> None:
    links = post(built, "blog/2026/10/20/new").tree.xpath("//footer//li/a")
    assert [(link.text, link.get("href")) for link in links][-3:] == [
        ("OpenStack series", "https://example.org/series/"),
        ("OpenStack projects", "https://example.org/projects/"),
        ("OpenStack layers", "https://example.org/layers/"),
    ]
    current = post(built, "projects/nova").tree.xpath("//footer//a[@aria-current]")
    assert [(link.text, link.get("aria-current")) for link in current] == [("OpenStack projects", "true")]


def test_links_in_relative_sites_lead_to_the_pages(site: Folder) -> None:
    site.write("old.md", "2013-11-10", text="[Icehouse](/series/icehouse/)")
    built = site.build(TODAY, "--relative-urls")
    hrefs = post(built, "blog/2013/11/10/old").tree.xpath("//article//a[text()='Icehouse']/@href")
    assert hrefs == ["../../../../../series/icehouse/"] * 2
    assert post(built, "series/icehouse").tree.xpath("//main//a[text()='old.md']/@href") == [
        "../../blog/2013/11/10/old/"
    ]


def test_link_to_an_unknown_series_is_reported(site: Folder) -> None:
    site.write("old.md", "2013-11-10", text="[Icehouse](/series/icehose/)")
    built = site.build()
    assert built.status == 1
    assert "content/old.md:6:12: error: link target '/series/icehose/' not found" in built.report


def test_page_with_the_address_of_ours_is_reported(site: Folder) -> None:
    site.write("pages/projects.md", "")
    built = site.build()
    assert built.status == 1
    assert "the page of all projects is written to the same URL, 'projects/'" in built.report


def test_page_may_take_the_place_of_one_of_ours(site: Folder) -> None:
    site.write("pages/projects.md", "", "save_as: projects/index.html", "url: projects/")
    built = site.build()
    assert (built.status, built.report) == (0, "")
    assert post(built, "projects").texts("//h1") == ["pages/projects.md"]


def test_site_may_be_without_the_pages(site: Folder) -> None:
    site.write("old.md", "2013-11-10", "tags: [neutron]")
    built = site.build(TODAY + FEEDS + "OPENSTACK_PAGES = False\n")
    assert (built.status, built.report) == (0, "")
    assert not [path for path in built.files() if path.startswith(("series/", "projects/"))]
    page = post(built, "blog/2013/11/10/old")
    assert facts_of(page)["Written in"] == "the Icehouse cycle"
    assert "About" not in facts_of(page)
    assert not page.tree.xpath("//a[contains(@href, '/series/') or contains(@href, '/projects/')]")
    assert len(notice(page)) == 1
    assert "feeds/series/icehouse.atom.xml" in built.files()


def test_theme_without_our_templates_gets_no_pages(site: Folder) -> None:
    (site.path / "content").mkdir()
    (site.path / "content" / "old.rst").write_text("Old\n===\n\n:date: 2013-11-10\n\nText.\n", "utf-8")
    plugins = '"sevenlayer.openstack", '
    conf = FOREIGN.format(plugins=plugins) + FEEDS
    built = site.build_with(conf, "-t", "simple")
    assert (built.status, built.report) == (0, "")
    assert {path for path in built.files() if "series" in path} == {"feeds/series/icehouse.atom.xml"}


def test_our_theme_copes_without_the_plugin(site: Folder) -> None:
    site.write("old.md", "2013-11-10", "cycle: icehouse", "age_notice: ''", "projects_about: nova")
    settings = PLUGIN + "PLUGINS = ['sevenlayer.cross_references', 'sevenlayer.layer_diagrams', 'sevenlayer.feeds']\n"
    built = SeriesFolder(site.path).build(settings)
    assert built.status == 0
    page = post(built, "blog/2013/11/10/old")
    assert set(facts_of(page)) == {"Published", "By", "In"}
    assert "openstack.css" not in page.text


def test_front_matter_cannot_say_another_cycle(site: Folder) -> None:
    site.write("old.md", "2013-11-10", "cycle: zed", "age_notice: none")
    page = post(site.build(), "blog/2013/11/10/old")
    assert facts_of(page)["Written in"] == "the Icehouse cycle"
    assert len(notice(page)) == 1


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("OPENSTACK_PAGES = 'no'", "OPENSTACK_PAGES must be True or False, not 'no'"),
        ("OPENSTACK_TODAY = 'now'", "OPENSTACK_TODAY must be a day such as '2026-11-22', not 'now'"),
        (
            "OPENSTACK_SERIES_FEED_ATOM = 'feeds/series.xml'",
            "OPENSTACK_SERIES_FEED_ATOM must be a URL with '{slug}' in it, not 'feeds/series.xml'",
        ),
        (
            "OPENSTACK_PROJECT_FEED_ATOM = '{name}'",
            "OPENSTACK_PROJECT_FEED_ATOM must be a URL with '{slug}' in it, not '{name}'",
        ),
    ],
)
def test_bad_settings_are_refused(site: Folder, setting: str, message: str) -> None:
    site.write("old.md", "2013-11-10")
    built = site.build(setting + "\n")
    assert built.status == 1
    assert f"error: {message} [site.bad-setting]" in built.report
    assert "Traceback" not in built.report


def test_same_input_gives_the_same_pages(site: Folder) -> None:
    site.write("old.md", "2013-11-10", "tags: [nova]")
    first = site.build()
    pages = {path: (first.output / path).read_bytes() for path in first.files()}
    second = site.build()
    assert pages == {path: (second.output / path).read_bytes() for path in second.files()}
