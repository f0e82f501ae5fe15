"""Where a name stands in a list of front matter."""

from __future__ import annotations

from pathlib import Path

import pytest
from sevenlayer.diagnostics import Location
from sevenlayer.openstack.links.locate import place_of_name

from tests.bad_content.builds import Builder

from .test_moved_links import PLUGINS


@pytest.mark.parametrize(
    ("front_matter", "start", "place"),
    [
        ("---\nprojects: nova, nvoa\n---\n", (2, 11), (2, 17)),
        ("---\nprojects: nvoa-lib;nvoa\n---\n", (2, 11), (2, 20)),
        ("---\nprojects: [nova, 'nvoa']\n---\n", (2, 11), (2, 19)),
        ('---\nprojects: [nova,\n  "nvoa"]\n---\n', (2, 11), (3, 4)),
        ("---\nprojects:\n- nova\n- nvoa\n---\n", (3, 1), (4, 3)),
        ("---\nkeep: nvoa\nprojects: [nvoa]\n---\n", (3, 11), (3, 12)),
        ("Projects: nova, nvoa\n\nText\n", (1, 11), (1, 17)),
        # Not found in the list: its beginning.
        ('---\nprojects: "nv\\x6fa"\n---\nnvoa\n', (2, 11), (2, 11)),
        ("Projects: nv oa\n\nnvoa\n", (1, 11), (1, 11)),
    ],
)
def test_a_name_is_found_in_its_list(
    tmp_path: Path, front_matter: str, start: tuple[int, int], place: tuple[int, int]
) -> None:
    path = str(tmp_path / "a.md")
    Path(path).write_text(front_matter, "utf-8")
    assert place_of_name("nvoa", Location(path, *start)) == Location(path, *place)


def test_a_list_without_a_place_has_none_for_its_names() -> None:
    assert place_of_name("nvoa", Location("a.md")) == Location("a.md")


def test_a_link_that_was_kept_for_nothing_is_reported_where_it_is_named(tmp_path: Path) -> None:
    content = tmp_path / "site" / "content"
    content.mkdir(parents=True)
    fields = "title: A\nslug: a\ndate: 2024-01-02\ncategory: News\n"
    kept = "keep_links:\n  - http://planet.openstack.org/\n  - http://planet.openstack.org/a\n"
    (content / "a.md").write_text(f"---\n{fields}{kept}---\n[A](http://planet.openstack.org/)\n")
    builder = Builder()
    try:
        report = builder.build(tmp_path, settings={"PLUGINS": PLUGINS}).report
    finally:
        builder.close()
    assert (
        "content/a.md:8:5: warning: 'keep_links' names 'http://planet.openstack.org/a', and no link of the post has that "
        "address [openstack.unused-keep-link]\n"
    ) in report
