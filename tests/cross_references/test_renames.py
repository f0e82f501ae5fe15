"""A heading, a slug or a file is renamed: every post that refers to it is reported, and none before."""

from __future__ import annotations

import re
from pathlib import Path

from tests.bad_content.builds import build_site

from .case_files import SITE, report_of

STRATA = "posts/strata.rst"
PARTS = "posts/parts.md"
TARGETS = {
    STRATA: "---\ntitle: Layers\ndate: 2013-09-05\nslug: layers\n---\nLowest layer\n============\n\nText.\n",
    PARTS: "---\ntitle: Cells\ndate: 2013-07-19\nslug: cells\n---\n## What a cell is\n\nText.\n",
}
REFERRERS = {
    "posts/by-file.md": "[layers](strata.rst), [cells]({filename}parts.md).\n",
    "posts/by-file.rst": "`layers <strata.rst>`_, `cells <{filename}parts.md>`_.\n",
    "posts/by-heading.md": "[layers](strata.rst#lowest-layer), {post}`cells#what-a-cell-is`.\n",
    "posts/by-heading.rst": "`cells <parts.md#what-a-cell-is>`_, :post:`layers#lowest-layer`.\n",
    "posts/by-slug.md": "{post}`layers`, [address](/blog/2013/07/19/cells/).\n",
    "posts/by-slug.rst": ":post:`cells`, `address </blog/2013/09/05/layers/>`_.\n",
    "pages/page.md": "<a href='/blog/2013/09/05/layers/#lowest-layer'>layers</a>, [cells](../posts/parts.md).\n",
}


def report(folder: Path, targets: dict[str, str]) -> str:
    """Build a site of *targets* and those who refer to them, and return its report."""
    for number, (name, text) in enumerate(REFERRERS.items(), 1):
        write(folder, name, f"---\ntitle: {Path(name).name}\ndate: 2024-01-0{number}\n---\n{text}")
    for name, text in targets.items():
        write(folder, name, text)
    build = build_site(folder, settings={"CROSS_REFERENCES_SITE_URL": SITE, "LAYER_DIAGRAMS_PAGE": True})
    return re.sub(r"^  at .*\n", "", report_of(build), flags=re.MULTILINE)


def expected(name: str) -> str:
    return (Path(__file__).parent / "renames" / f"{name}.txt").read_text("utf-8")


def write(folder: Path, name: str, text: str) -> None:
    path = folder / "site" / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_nothing_is_reported_before(tmp_path: Path) -> None:
    assert report(tmp_path, TARGETS) == ""


def test_renamed_headings_are_reported_in_every_post_that_refers_to_them(tmp_path: Path) -> None:
    renamed = {
        STRATA: TARGETS[STRATA].replace("Lowest layer\n====", "Lowest layers\n====="),
        PARTS: TARGETS[PARTS].replace("What a cell is", "What a cell was"),
    }
    assert report(tmp_path, renamed) == expected("headings")


def test_renamed_slugs_are_reported_in_every_post_that_refers_to_them(tmp_path: Path) -> None:
    renamed = {
        STRATA: TARGETS[STRATA].replace("slug: layers", "slug: the-layers"),
        PARTS: TARGETS[PARTS].replace("slug: cells", "slug: cell"),
    }
    assert report(tmp_path, renamed) == expected("slugs")


def test_renamed_files_are_reported_in_every_post_that_refers_to_them(tmp_path: Path) -> None:
    renamed = {"posts/stratum.rst": TARGETS[STRATA], "posts/part.md": TARGETS[PARTS]}
    assert report(tmp_path, renamed) == expected("files")
