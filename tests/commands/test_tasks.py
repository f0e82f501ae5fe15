"""The invoke tasks, run by invoke on a small site."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Site:
    """A site of one post, in folders whose names have blanks."""

    root: Path
    repository: Path

    def invoke(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "invoke", "--search-root", str(self.repository), *arguments],
            cwd=self.root,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    @property
    def folders(self) -> list[str]:
        """Relative, as people type them."""
        return ["--input", "in put", "--output", "out put", "--settings", "settings.py"]


@pytest.fixture
def site(repository: Path, tmp_path: Path) -> Site:
    (tmp_path / "in put").mkdir()
    (tmp_path / "in put" / "cells.rst").write_text("Cells\n#####\n\n:date: 2013-07-19\n\nText.\n")
    (tmp_path / "settings.py").write_text(
        "SITENAME = AUTHOR = 'x'\nTIMEZONE = 'UTC'\nPLUGINS = []\nFEED_ALL_ATOM = CATEGORY_FEED_ATOM = None\n"
    )
    return Site(tmp_path, repository)


@pytest.mark.slow
def test_build_takes_folders_relative_to_where_it_runs(site: Site) -> None:
    result = site.invoke("build", *site.folders)
    assert result.returncode == 0, result.stderr
    assert (site.root / "out put" / "cells.html").is_file()


@pytest.mark.slow
def test_what_follows_two_dashes_goes_to_pelican(site: Site) -> None:
    result = site.invoke("build", *site.folders, "--", "--extra-settings", 'ARTICLE_SAVE_AS="{slug} page.html"')
    assert result.returncode == 0, result.stderr
    assert (site.root / "out put" / "cells page.html").is_file()


@pytest.mark.slow
def test_a_failing_build_fails_the_task(site: Site) -> None:
    result = site.invoke("build", "--input", "absent", "--output", "out put", "--settings", "settings.py")
    assert (result.returncode, result.stderr) == (2, "build: there is no folder 'absent'\n")
    assert not (site.root / "out put").exists()


def test_clean_refuses_a_foreign_folder(site: Site) -> None:
    (site.root / "out put").mkdir()
    (site.root / "out put" / "letter.txt").write_text("precious")
    result = site.invoke("clean", "--input", "in put", "--output", "out put")
    assert result.returncode == 2
    assert result.stderr.startswith("clean: not emptied: out put has files in it")
    assert (site.root / "out put" / "letter.txt").exists()


def test_rebuild_stops_where_clean_refuses(site: Site) -> None:
    result = site.invoke("rebuild", "--input", "in put", "--output", "in put", "--settings", "settings.py")
    assert result.returncode == 2
    assert (site.root / "in put" / "cells.rst").exists()


def test_publish_without_a_target_builds_nothing(site: Site) -> None:
    result = site.invoke("publish", *site.folders, PUBLISH_TARGET="")
    assert result.returncode == 2
    assert result.stderr == (
        "publish: no place to publish to: set PUBLISH_TARGET in settings.py or in the environment, "
        "for example me@example.org:/srv/www/blog\n"
    )
    assert not (site.root / "out put").exists()


def test_new_takes_a_title_with_anything_in_it(site: Site) -> None:
    result = site.invoke("new", 'it\'s "$HOME"; id', "--date", "2013-07-19", "--input", "in put")
    assert result.returncode == 0, result.stderr
    assert 'title: "it\'s \\"$HOME\\"; id"\n' in (
        site.root / "in put" / "posts" / "2013-07-19-its-home-id.md"
    ).read_text("utf-8")
