"""What holds for the output of every site: an old address leads to a page at once, and is no other page's."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bad_content.builds import build_site

from .random_sites import addresses

FORMER = [{"url": "http://old.example/x", "folder": "archive", "permalink": "/blog/{date:%Y/%m/%d}/{title}/"}]
TARGET = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]*)">')
fields = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Layers", "LAYERS!", "It's C++", "Cells"]),
        "date": st.sampled_from(["2013-09-05 10:00"]),
    },
    optional={
        "permalink": st.one_of(addresses, st.just("/:categories/:title.html")),
        "aliases": st.lists(
            st.one_of(addresses, st.sampled_from(["/old/", "/Old.html", "/OLD", "/tag/nova/"])), max_size=4
        ),
        "guid": st.one_of(addresses, st.just("tag:old.example,2013:1")),
        "status": st.sampled_from(["draft", "published", "hidden"]),
        "tags": st.just("nova"),
    },
)
moved = st.dictionaries(
    st.sampled_from(["/a/", "/A.html", "/b", "/old", "/layers/"]),
    st.sampled_from(["/a/", "/b", "/posts/0.md", "/blog/"]),
)


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    posts=st.lists(fields, min_size=2, max_size=5),
    folders=st.lists(st.sampled_from(["posts", "archive", "pages"]), min_size=5, max_size=5),
    moved=moved,
)
def test_an_old_address_leads_to_a_page_at_once_and_takes_no_place(
    posts: list[dict[str, object]], folders: list[str], moved: dict[str, str]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        content = Path(name) / "site" / "content"
        (content / "archive").mkdir(parents=True)
        for number, (post, folder) in enumerate(zip(posts, folders, strict=False)):
            path = content / folder / f"{number}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            lines = [f"{key}: {json.dumps(value)}" for key, value in {**post, "slug": f"layers-{number}"}.items()]
            path.write_text("\n".join(["---", *lines, "---", f"This is post number {number}."]), "utf-8")
        build = build_site(
            Path(name), settings={"CROSS_REFERENCES_FORMER_SITES": FORMER, "CROSS_REFERENCES_REDIRECTS": moved}
        )
        assert "Traceback" not in build.report, build.report
        assert not build.changed
        pages = {
            path: (build.output / path).read_text("utf-8") for path in build.files() if path.endswith((".html", ".htm"))
        }
    targets = {path: unquote(urlsplit(match[1]).path) for path, text in pages.items() if (match := TARGET.search(text))}
    places: dict[str, str] = {}
    for path, target in targets.items():
        page = f"{target}index.html".removeprefix("/") if target.endswith("/") else target.removeprefix("/")
        assert page in pages, (path, target)
        assert page not in targets, (path, target)
        # On some systems, letter case makes no second file.
        assert places.setdefault(path.lower(), target) == target
    assert not {path.lower() for path in pages if path not in targets} & set(places)
    for number, post in enumerate(posts):
        written = [path for path, text in pages.items() if f"layers-{number}/" in f"{path}" and path not in targets]
        if post.get("status") != "draft":
            assert len(written) == 1, build.report
            assert f"This is post number {number}." in pages[written[0]]
