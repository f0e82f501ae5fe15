"""Whole builds of small sites, each in a folder of its own, beside a good post that must come to no harm."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.builds.run import Completed, run_command, run_pelican
from tests.builds.settings import settings_text

#: Seconds. A build takes a quarter of a second.
LIMIT = 60

GOOD_POST = """\
---
title: A good post
slug: good
date: 2024-01-01 08:00
category: News
tags: [nova]
---
It has nothing to fear from its neighbours.
"""
GOOD_PAGE = "blog/2024/01/01/good/index.html"
#: A feed, which previews have none of; and no pages of facts and layers, which are the same whatever the posts are.
USUAL = {
    "SITEURL": "https://example.org",
    "FEED_ALL_ATOM": "feeds/all.atom.xml",
    "OPENSTACK_PAGES": False,
    "LAYER_DIAGRAMS_PAGE": False,
}


@dataclass(frozen=True)
class Build:
    """*status* is the exit status, negative for the signal that ended it (-14: it took too long). *report* is what stood on
    standard error; *changed* names what the build made or changed outside the output folder."""

    folder: Path
    status: int
    report: str
    changed: tuple[str, ...]

    @property
    def output(self) -> Path:
        return self.folder / "site" / "output"

    def files(self) -> list[str]:
        """The files of the output, as paths below it."""
        found = (path for path in self.output.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.output).as_posix() for path in found)


def build_site(folder: Path, output: str = "output", settings: Mapping[str, Any] | None = None) -> Build:
    """Build ``folder/site/content``, beside a good post, into *output* below ``folder/site``.

    The settings are ``USUAL``, unless *settings* say something else.
    """
    before = prepare(folder, settings)
    result = run_pelican("content", "-o", output, "-s", "conf.py", cwd=folder / "site", limit=LIMIT)
    return finish(folder, result, before)


def build_by_command(folder: Path) -> Build:
    """The same through the ``pelican`` command itself."""
    before = prepare(folder, None)
    return finish(folder, run_command("content", "-o", "output", "-s", "conf.py", cwd=folder / "site"), before)


def prepare(folder: Path, settings: Mapping[str, Any] | None) -> dict[str, object]:
    good = folder / "site" / "content" / "posts" / "good.md"
    good.parent.mkdir(parents=True, exist_ok=True)
    good.write_text(GOOD_POST, "utf-8")
    (folder / "site" / "conf.py").write_text(settings_text(**{**USUAL, **(settings or {})}), "utf-8")
    return snapshot(folder)


def finish(folder: Path, result: Completed, before: dict[str, object]) -> Build:
    after = snapshot(folder)
    changed = tuple(sorted(name for name in before | after if before.get(name) != after.get(name)))
    return Build(folder, result.returncode, result.stderr, changed)


def snapshot(folder: Path) -> dict[str, object]:
    """What stands in *folder* apart from the output: names to kind, size and time of change."""
    found: dict[str, object] = {}
    for parent, folders, files in os.walk(folder):
        place = Path(parent)
        if place == folder / "site" and "output" in folders:
            folders.remove("output")
        for name in (*folders, *files):
            status = (place / name).lstat()
            seen = (status.st_mode, status.st_size, status.st_mtime_ns) if name in files else (status.st_mode,)
            found[(place / name).relative_to(folder).as_posix()] = seen
    return found
