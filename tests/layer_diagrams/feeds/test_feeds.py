"""Diagrams in feeds: an image that is a file of the site, and the list."""

from __future__ import annotations

from typing import Any

import feedparser
import pytest
from lxml import etree, html
from sevenlayer.feeds.content import feed_html

from tests.layer_diagrams.site.small_sites import POSTS, URL, build
from tests.site.feeds import Feed, faults
from tests.site.sites import Site


@pytest.fixture(scope="module", params=sorted(POSTS))
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of one post in either language, as it is published."""
    sources = {request.param: POSTS[request.param]}
    built, status, report = build(tmp_path_factory.mktemp("site"), sources, published=True, OPENSTACK_PAGES=True)
    assert (status, report) == (0, "")
    return built


@pytest.fixture
def entry(site: Site) -> Any:
    parsed = feedparser.parse(site.files["feeds/all.atom.xml"].read_bytes())
    assert not parsed.bozo
    (found,) = parsed.entries
    return found


@pytest.mark.slow
def test_a_diagram_is_an_image_with_an_absolute_address(site: Site, entry: Any) -> None:
    tree = html.fragment_fromstring(entry.content[0].value, create_parent="div")
    images = tree.xpath("//figure/p/img")
    assert len(images) == 2
    for image in images:
        url = image.get("src")
        assert url.startswith(f"{URL}/layers/")
        file = site.files[url.removeprefix(f"{URL}/")]
        assert etree.parse(file).getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert images[0].get("alt") == (
        "Services in layers. 3 layers, from the top: 4 Turtles All The Way Up, with 3 services; 2 Extending the Base, with 4 "
        "services; 1 The Basics, with 3 services. 4 dependencies."
    )


@pytest.mark.slow
def test_the_list_follows_the_image(entry: Any) -> None:
    tree = html.fragment_fromstring(entry.content[0].value, create_parent="div")
    figure = tree.xpath("//figure")[0]
    assert [child.tag for child in figure] == ["p", "figcaption"]
    layers, arrows = figure.getnext(), figure.getnext().getnext()
    assert layers.xpath("self::ul/li/ul/li/a/@href")[0] == f"{URL}/projects/heat/"
    assert arrows.xpath("table/tbody/tr/th/text()") == ["nova", "glance"]


@pytest.mark.slow
def test_no_drawing_is_left_in_a_feed(site: Site) -> None:
    for path, file in site.files.items():
        if path.startswith("feeds/"):
            text = file.read_text("utf-8")
            for sign in ("&lt;svg", "&lt;details", "data-feed-", "layers-narrow"):
                assert sign not in text, path
            assert faults(Feed.read(path, file)) == []


def test_what_is_marked_is_replaced_left_out_or_unfolded() -> None:
    marked = (
        '<p>a</p><div class="x" data-feed-image="a/b.svg" data-feed-alt="one &quot;two&quot; &amp; &lt;three&gt;">'
        "<svg>\n</svg></div>"
        '<div data-feed-omit=""><svg></svg></div>\n'
        '<details class="y" data-feed-unfold=""><summary>More</summary>\n<ul><li>b</li></ul></details><p>c</p>'
    )
    assert feed_html(marked, "https://blog.example/notes") == (
        '<p>a</p><p><img src="https://blog.example/notes/a/b.svg" alt="one &quot;two&quot; &amp; &lt;three&gt;"></p>\n'
        "<ul><li>b</li></ul><p>c</p>"
    )


def test_what_is_not_marked_stays() -> None:
    unmarked = '<details><summary>data-feed-omit=""</summary><div title=\' data-feed-omit=""\'>a</div></details>'
    assert feed_html(unmarked, "") == unmarked
