"""Diagrams on whole small sites: posts, lists of posts, the page of all editions."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from tests.site.sites import Page, Site

from .small_sites import POST, POSTS, TEXT, build

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=sorted(POSTS))
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of one post, in either language."""
    built, status, report = build(
        tmp_path_factory.mktemp("site"), {request.param: POSTS[request.param]}, OPENSTACK_PAGES=True
    )
    assert (status, report) == (0, "")
    return built


@pytest.fixture
def post(site: Site) -> Page:
    return site.pages[POST]


def test_a_diagram_is_a_figure_with_two_arrangements_and_the_same_in_words(post: Page) -> None:
    first, second = post.tree.xpath("//figure[@class='layers']")
    for figure in (first, second):
        assert len(figure.xpath("div[@class='layers-wide']/*[local-name()='svg']/*[@role='img']")) == 1
        assert len(figure.xpath("div[@class='layers-narrow']/*[local-name()='svg']/*[@role='img']")) == 1
        assert figure.getnext().xpath("self::details/summary/text()") == ["The diagram in words"]
        assert figure[-1].tag == "figcaption"
    assert first.get("id") == "ours"
    assert etree.tostring(first[-1], encoding="unicode", with_tail=False) == (
        "<figcaption>A stack <em>of mine</em></figcaption>"
    )


def test_the_list_says_what_the_picture_shows(post: Page) -> None:
    words = post.tree.xpath("//figure[@id='ours']/following-sibling::details[1]")[0]
    layers = words.xpath("ul/li")
    assert [layer.text.strip() for layer in layers] == [
        "4 Turtles All The Way Up",
        "2 Extending the Base",
        "1 The Basics",
    ]
    assert [" ".join("".join(item.itertext()).split()) for item in layers[0].xpath("ul/li")] == [
        "heat",
        "trove",
        "designate (incubating)",
    ]
    assert layers[1].xpath("ul/li/ul/li/text()") == ["Ceph & friends"]
    assert layers[2].xpath("ul/li/a/strong/text()") == ["nova"]
    assert words.xpath("ul//a/@href")[:2] == ["/projects/heat/", "/projects/trove/"]
    cells = [["".join(cell.itertext()) for cell in row] for row in words.xpath(".//tr")]
    assert cells == [
        ["service", "needs", "can use"],
        ["nova", "keystone, glance", "neutron"],
        ["glance", "", "swift (image <store>)"],
    ]


def test_the_picture_is_told_in_a_sentence(post: Page) -> None:
    svg = post.tree.xpath("//figure[@id='ours']/div[@class='layers-wide']/*/*[@role='img']")[0]
    title, description = (
        post.tree.xpath(f"//*[@id='{name}']")[0] for name in (svg.get("aria-labelledby"), svg.get("aria-describedby"))
    )
    assert title.text == "Services in layers"
    assert description.text == (
        "3 layers, from the top: 4 Turtles All The Way Up, with 3 services; 2 Extending the Base, with 4 services; "
        "1 The Basics, with 3 services. 4 dependencies."
    )


def test_the_picture_links_to_pages_of_services(post: Page) -> None:
    links = post.tree.xpath("//figure[@id='ours']/div[@class='layers-wide']//*[local-name()='a']/@href")
    assert "/projects/keystone/" in links


def test_an_edition_names_its_source(post: Page) -> None:
    caption = post.tree.xpath("//figure[2]/figcaption")[0]
    assert "".join(caption.itertext()) == (
        "What changed in the layers of OpenStack from 2013 to 2014, as drawn in OpenStack - Seven Layer Dip as a Service "
        "and A Funny Thing Happened On The Way To The Summit."
    )
    words = [
        " ".join("".join(item.itertext()).split())
        for item in post.tree.xpath("//figure[2]/following-sibling::details/ul/li/ul/li")
    ]
    assert "neutron (down from 2)" in words
    assert "manila (new)" in words


def test_no_two_ids_of_a_page_are_one(site: Site) -> None:
    for page in site.pages.values():
        assert sorted(page.ids) == sorted(set(page.ids)), page.path


def test_pictures_for_feeds_are_files_of_the_site(site: Site, post: Page) -> None:
    named = post.tree.xpath("//@data-feed-image")
    assert len(named) == 2
    assert sorted(named) == [path for path in site.files if path.startswith("layers/") and path.endswith(".svg")]
    for path in named:
        root = etree.parse(site.files[path]).getroot()
        assert root.get("width") == "720"
        assert root.xpath("//@href") == []


def test_the_page_of_all_editions_has_every_layer(site: Site) -> None:
    page = site.pages["layers/index.html"]
    for anchor in ("2013", "2013-4", "2014-4", "2017-0", "2017-C"):
        assert anchor in page.ids
    assert page.texts("//dt[@id='2014-4']") == ["4 Outside"]
    (rule,) = page.texts("//dt[@id='2013-2']/following-sibling::dd[1]")
    assert rule.startswith("Needs layer 1 only; layer 1 can be set up to use it. ")
    assert {"cinder", "ironic (incubating)", "neutron", "swift"} == set(rule.partition(". ")[2].split(", "))
    rows = {
        row[0].xpath("string()"): [" ".join(cell.xpath("string()").split()) for cell in row[1:]]
        for row in page.tree.xpath("//table/tbody/tr")
    }
    assert rows["Neutron"] == ["2", "1 (down from 2)", "2 (up from 1)"]
    assert rows["Manila"] == ["none", "2 (new)", "3 (up from 2)"]
    assert rows["Ceph"] == ["none", "4 (new)", "was in 4, gone"]
    assert len(page.tree.xpath("//figure[@class='layers']//*[local-name()='svg']")) == 6


def test_the_page_is_linked_from_every_page_and_from_projects(site: Site) -> None:
    assert {"/layers/"} <= {link.url for link in site.pages["index.html"].links}
    assert {"/layers/#2013-4", "/layers/#2014-3"} <= {link.url for link in site.pages["projects/heat/index.html"].links}


def test_all_links_of_the_page_lead_somewhere(site: Site) -> None:
    page = site.pages["layers/index.html"]
    for link in page.links:
        if (target := site.target(link.url, page.path)) is not None:
            assert target[0] in site.files, link
            if target[1]:
                assert target[1] in site.pages[target[0]].ids, link


def test_a_role_leads_to_the_layer_of_its_time(post: Page) -> None:
    assert post.tree.xpath("//a[@class='layer']/@href") == ["/layers/#2014-4"]


def test_the_style_sheet_of_diagrams_is_there(post: Page) -> None:
    assert [link.url for link in post.links if link.url.endswith("layers.css")] == ["/theme/css/layers.css"]


SUMMARY = """\
---
title: {title}
date: 2014-11-1{day}
---

```{{layers}}
:name: stack

1 The Basics: keystone, glance, nova
```

<!-- more -->

The rest.
"""


def test_diagrams_of_several_posts_on_one_page_have_ids_of_their_own(tmp_path: Path) -> None:
    posts = {f"{day}.md": SUMMARY.format(title=f"Post {day}", day=day) for day in range(3)}
    site, status, report = build(tmp_path, posts)
    assert (status, report) == (0, "")
    index = site.pages["index.html"]
    assert len(index.tree.xpath("//figure[@class='layers']/div[@class='layers-wide']/*[local-name()='svg']")) == 3
    assert sorted(index.ids) == sorted(set(index.ids))
    assert "stack" not in index.ids


def test_a_summary_without_a_mark_is_the_paragraphs_round_a_diagram(tmp_path: Path) -> None:
    text = SUMMARY.format(title="Post", day=1).replace("<!-- more -->\n\n", "")
    site, status, report = build(tmp_path, {"post.md": text})
    assert (status, report) == (0, "")
    assert site.pages["index.html"].texts("//div[@class='summary']/p[1]") == ["The rest."]
    assert site.pages["index.html"].tree.xpath("//figure") == []


def test_relative_addresses_lead_from_every_page(tmp_path: Path) -> None:
    site, status, report = build(tmp_path, {"stack.md": POSTS["stack.md"]}, RELATIVE_URLS=True, OPENSTACK_PAGES=True)
    assert (status, report) == (0, "")
    for path in ("layers/index.html", POST):
        links = [link.url for link in site.pages[path].links if "projects/keystone/" in link.url]
        assert links
        assert {site.target(url, path) for url in links} == {("projects/keystone/index.html", "")}
        assert all(url.startswith("..") for url in links)


def test_a_site_may_do_without_the_page(tmp_path: Path) -> None:
    site, status, report = build(tmp_path, {"stack.md": POSTS["stack.md"]}, LAYER_DIAGRAMS_PAGE=False)
    assert (status, report) == (0, "")
    assert "layers/index.html" not in site.files
    assert site.pages[POST].tree.xpath("//a[@class='layer']/@href") == [
        "http://hackstack.org/x/blog/2014/10/03/a-funny-thing-happened-on-the-way-to-the-summit/"
    ]
    assert not [link for link in site.pages["index.html"].links if link.url.endswith("/layers/")]


def test_a_site_without_pages_of_projects_links_to_their_own(tmp_path: Path) -> None:
    site, status, report = build(tmp_path, {"stack.md": POSTS["stack.md"]}, OPENSTACK_PAGES=False)
    assert (status, report) == (0, "")
    links = site.pages[POST].tree.xpath("//figure[@id='ours']/following-sibling::details[1]//a/@href")
    assert links[0] == "https://docs.openstack.org/heat/latest/"


def test_a_setting_that_is_neither_true_nor_false_is_reported(tmp_path: Path) -> None:
    _site, status, report = build(tmp_path, {"stack.md": POSTS["stack.md"]}, LAYER_DIAGRAMS_PAGE="no")
    assert status != 0
    assert "LAYER_DIAGRAMS_PAGE must be True or False, not 'no'" in report
    assert "Traceback" not in report


def test_an_error_fails_the_build_with_its_place(tmp_path: Path) -> None:
    source = "---\ntitle: A stack\ndate: 2014-11-10\n---\n\n- ```{layers}\n  1 The Basics: glance, glance\n  ```\n"
    _site, status, report = build(tmp_path, {"stack.md": source})
    assert status == 1
    assert report.splitlines()[:4] == [
        "content/stack.md:7:25: error: duplicate service 'glance'; the first is in line 7 [layer_diagrams.text]",
        "    7 |   1 The Basics: glance, glance",
        "      |                         ^",
        "  hint: remove one of the two",
    ]


def test_a_note_is_for_who_asks_for_notes(tmp_path: Path) -> None:
    source = f"---\ntitle: A stack\ndate: 2014-11-10\n---\n\n```{{layers}}\n:edition: 2014\n\n{TEXT}```\n"
    _site, status, report = build(tmp_path, {"stack.md": source})
    assert (status, report) == (0, "")
