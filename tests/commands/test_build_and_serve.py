"""`sevenlayer build`, `serve` and `publish` on a small site of plain Pelican's, and `check --all` on what was written."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from .commands import LIMIT, sevenlayer

SETTINGS = """\
SITENAME = AUTHOR = 'x'
TIMEZONE = 'UTC'
PLUGINS = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "my site"
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "cells.rst").write_text("Cells\n#####\n\n:date: 2013-07-19\n\nText.\n")
    (folder / "pelicanconf.py").write_text(f"{SETTINGS}PATH = 'content'\n")
    (folder / "publishconf.py").write_text(f"{SETTINGS}PATH = 'content'\nSITEURL = 'https://blog.example.net'\n")
    return folder


@pytest.mark.slow
def test_a_build_ends_with_where_the_site_is_and_what_to_do_next(site: Path) -> None:
    result = sevenlayer("build", folder=site)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1] == "The site is in output/. See it: sevenlayer serve --no-build"
    assert (site / "output" / "cells.html").is_file()
    by_make = sevenlayer("build", "-o", "out put", folder=site, SEVENLAYER_RUN_BY="make")
    assert by_make.stdout.splitlines()[-1] == "The site is in out put/. See it: make serve OUTPUTDIR='out put'"
    elsewhere = sevenlayer("build", "-s", site / "pelicanconf.py", "-o", site / "x", folder=site.parent)
    assert elsewhere.stdout.splitlines()[-1] == (
        "The site is in my site/x/. See it: sevenlayer serve --no-build -o 'my site/x'"
    )


@pytest.mark.slow
def test_a_build_that_fails_says_why_in_one_line(site: Path) -> None:
    (site / "pelicanconf.py").write_text(f"{SETTINGS}PATH = 'content'\nJINJA_GLOBALS = 7\n")
    result = sevenlayer("build", folder=site)
    assert result.returncode == 1
    assert "The site is in" not in result.stdout
    assert result.stderr.splitlines()[-1] == (
        "build: the build stopped: TypeError: 'int' object is not iterable (hint: --debug shows where it happened)"
    )
    assert "Traceback" not in result.stderr
    assert "Traceback" in sevenlayer("build", "--debug", folder=site).stderr


@pytest.mark.slow
def test_settings_and_options_of_pelicans_are_passed_on(site: Path) -> None:
    result = sevenlayer(
        *("build", "content", "-e", 'ARTICLE_SAVE_AS="a/{slug}.html"', "-e", "SITENAME=A name", "--relative-urls"),
        *("--", "--extra-settings", 'ARTICLE_URL="b.html"'),
        folder=site,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert "A name" in (site / "output/a/cells.html").read_text("utf-8")
    assert 'href="./b.html"' in (site / "output/index.html").read_text("utf-8")
    wrong = sevenlayer("build", "--", "--nosuch", folder=site)
    assert wrong.returncode == 2
    assert wrong.stderr.splitlines()[-1] == "pelican: error: unrecognized arguments: --nosuch"


@pytest.mark.slow
def test_publish_builds_with_its_own_settings_and_copies_where_it_is_told(site: Path, tmp_path: Path) -> None:
    result = sevenlayer("publish", folder=site, PUBLISH_TARGET="")
    assert (result.returncode, result.stderr) == (0, "")
    assert "https://blog.example.net" in (site / "output/index.html").read_text("utf-8")
    refused = sevenlayer("publish", "--to", site / "content", folder=site)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert (
        refused.stderr == f"publish: PUBLISH_TARGET has to name a folder of its own: {site / 'content'} is content/\n"
    )
    unknown = sevenlayer("publish", "--upload", folder=site, PUBLISH_TARGET="")
    assert unknown.returncode == 2
    assert unknown.stderr == (
        "publish: no place to publish to: set PUBLISH_TARGET in publishconf.py or in the environment, "
        "for example me@example.org:/srv/www/blog\n"
    )


@contextmanager
def serving(site: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running command, and the URL that it serves at; it is interrupted at the end."""
    command = [sys.executable, "-u", "-m", "sevenlayer", "serve", "--port", "0", *arguments]
    with subprocess.Popen(
        command,
        cwd=site,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        # As a terminal does it: Ctrl+C reaches all processes of the group, and is not ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        start_new_session=True,
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line.startswith("Serving output/ at http://127.0.0.1:"), line
            yield process, line.split()[3]
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(LIMIT)


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=LIMIT) as answer:
        text: str = answer.read().decode()
        return text


def eventually(url: str, text: str, change: Callable[[], object] = lambda: None) -> bool:
    """Whether *url* has *text* some time; *change* is done again and again, for Pelican misses what comes before it watches."""
    for _ in range(LIMIT * 2):
        change()
        with contextlib.suppress(urllib.error.URLError, http.client.RemoteDisconnected):
            if text in read(url):
                return True
        time.sleep(0.5)
    return False


@pytest.mark.slow
def test_serve_builds_and_builds_again_on_changes(site: Path) -> None:
    post = site / "content" / "more.rst"
    with serving(site) as (process, url):
        assert eventually(f"{url}cells.html", "Text.")
        assert eventually(
            f"{url}more.html", "More text.", lambda: post.write_text("More\n####\n\n:date: 2013-07-20\n\nMore text.\n")
        )
    assert process.returncode == 130
    with pytest.raises(urllib.error.URLError):
        read(url)


@pytest.mark.slow
def test_serve_without_a_build_serves_what_is_there(site: Path) -> None:
    (site / "output").mkdir()
    (site / "output" / "index.html").write_text("as it was")
    with serving(site, "--no-build") as (process, url):
        assert read(url) == "as it was"
    assert process.returncode == 130
    assert sorted(path.name for path in (site / "output").iterdir()) == ["index.html"]


@pytest.mark.slow
def test_nothing_to_serve_and_no_place_to_serve_at_are_told_in_one_line(site: Path) -> None:
    result = sevenlayer("serve", "--no-build", folder=site)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "serve: there is no folder 'output' to serve; build the site first: sevenlayer build\n"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = sevenlayer("serve", "--port", str(port), folder=site)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == f"serve: port {port} of 127.0.0.1 is in use; choose another: --port {port + 1}\n"
    assert not (site / "output").exists()
    result = sevenlayer("serve", "--bind", "192.0.2.1", folder=site)
    assert (result.returncode, result.stderr) == (
        2,
        "serve: cannot serve at 192.0.2.1, port 8000: Cannot assign requested address\n",
    )
