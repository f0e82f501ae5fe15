"""What `check --all` finds in pages and feeds."""

from __future__ import annotations

from pathlib import Path

import pytest
from sevenlayer.commands.written_pages import feed_faults, page_faults

ENTRY = "<entry><id>{0}</id><title>t</title><updated>2026-12-01T00:00:00Z</updated></entry>"
FEED = '<feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><title>t</title><updated>now</updated>{0}</feed>'


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ("<!DOCTYPE html><html><body><ul><li>a<li>b</ul><p>c<div>d</div><br></body></html>", []),
        ("<table><tr><td>a<td>b</table><dl><dt>a<dd>b</dl>", []),
        ("<svg><path d=''/><g><rect/></g></svg><input disabled>", []),
        ("<p><em>a</p>", ["line 1: </p> comes before the end of <em> in line 1"]),
        ("<div>\n<span>\n</div>", ["line 3: </div> comes before the end of <span> in line 2"]),
        ("a</div>", ["line 1: </div> ends nothing"]),
        ("<main>\n<section>", ["line 1: <main> is never closed", "line 2: <section> is never closed"]),
        ("<p id=a>x</p><p id='a'>y</p><img id=a>", ["the id 'a' stands 3 times"]),
        ("<pre>&lt;div&gt; <!-- <div> --></pre><script>'<div>'</script>", []),
    ],
)
def test_faults_of_pages(tmp_path: Path, html: str, faults: list[str]) -> None:
    page = tmp_path / "page.html"
    page.write_text(html, "utf-8")
    assert list(page_faults(page)) == faults


def test_a_page_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"caf\xe9")
    assert list(page_faults(tmp_path / "page.html")) == ["the page is not UTF-8"]


@pytest.mark.parametrize(
    ("xml", "faults"),
    [
        (FEED.format(""), []),
        (FEED.format(ENTRY.format("a") + ENTRY.format("b")), []),
        (FEED.format(ENTRY.format("a") * 2), ["2 entries have the id 'a'"]),
        (FEED.format(ENTRY.format(" ")), ["entry 't' has no id"]),
        (FEED.format("").replace("<updated>now</updated>", ""), ["the feed has no updated"]),
        ("<feed>", ["the feed is not well-formed XML: no element found: line 1, column 6"]),
        ("<rss><channel>" + "<item><guid>a</guid></item>" * 3 + "</channel></rss>", ["3 entries have the id 'a'"]),
    ],
)
def test_faults_of_feeds(tmp_path: Path, xml: str, faults: list[str]) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(xml, "utf-8")
    assert list(feed_faults(feed)) == faults
