"""Reports and exit statuses of whole builds: what authors see. Three kinds are built by their command too, in a process apart."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builds.run import Completed, clean_environment, run_command, run_forked, run_pelican
from tests.builds.settings import settings_text

Run = Callable[..., Completed]
ways = pytest.mark.parametrize("run", [run_pelican, run_command], ids=["forked", "by command"])
GOOD = "---\ntitle: Good\ndate: 2024-01-02\n---\n\nText.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with content/ and settings that are ours."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "good.md").write_text(GOOD)
    for name, published in (("conf.py", False), ("publish.py", True)):
        (tmp_path / name).write_text(
            settings_text(published=published, OPENSTACK_PAGES=False, LAYER_DIAGRAMS_PAGE=False)
        )
    return tmp_path


def build(site: Path, settings: str = "conf.py", *more: str, run: Run = run_pelican) -> Completed:
    return run("content", "-o", "output", "-s", settings, *more, cwd=site)


@ways
def test_a_good_build_says_nothing_and_ends_with_0(site: Path, run: Run) -> None:
    result = build(site, run=run)
    assert (result.returncode, result.stderr) == (0, "")
    assert (site / "output/index.html").is_file()


@ways
def test_an_error_ends_with_1_and_the_rest_is_built(site: Path, run: Run) -> None:
    (site / "content" / "bad.md").write_text("---\ntitle: Bad\ndate: 2024-02-31\n---\n")
    result = build(site, run=run)
    assert result.returncode == 1
    assert result.stderr == (
        "\n"
        "content/bad.md:3:7: error: '2024-02-31' is not a date: day is out of range for month [front_matter.bad-date]\n"
        "    3 | date: 2024-02-31\n"
        "      |       ^\n"
        "  hint: write it as in 2013-07-19 10:15\n"
        "\n"
        "1 error in 1 file\n"
        "The build failed.\n"
    )
    assert "Good" in (site / "output/index.html").read_text()


def test_a_warning_ends_with_0_and_does_not_publish(site: Path) -> None:
    (site / "content" / "so-so.md").write_text(
        "---\ntitle: So-so\ndate: 2024-01-03\n---\n\n![](https://example.org/x.png)\n"
    )
    preview = build(site)
    assert preview.returncode == 0
    assert "1 warning in 1 file" in preview.stderr
    before = sorted(path for path in (site / "output").rglob("*"))
    (site / "output/index.html").write_text("the last good page")
    publish = build(site, "publish.py")
    assert publish.returncode == 1
    assert publish.stderr.endswith("The build failed: the output is as it was.\n")
    assert sorted(path for path in (site / "output").rglob("*")) == before
    assert (site / "output/index.html").read_text() == "the last good page"


@ways
def test_publishing_removes_what_is_no_longer_made(site: Path, run: Run) -> None:
    assert build(site).returncode == 0
    (site / "output/old.html").write_text("x")
    assert build(site, "publish.py", run=run).returncode == 0
    assert not (site / "output/old.html").exists()
    assert (site / "output/feeds/all.atom.xml").is_file()


def test_a_failure_while_pages_are_written_leaves_the_last_good_output(site: Path) -> None:
    assert build(site, "publish.py").returncode == 0
    before = {path: path.read_bytes() for path in (site / "output").rglob("*") if path.is_file()}
    theme = site / "theme"
    (theme / "templates").mkdir(parents=True)
    (theme / "templates/index.html").write_text("{{ 1 / 0 }}")
    assert build(site, "publish.py", "-t", str(theme)).returncode == 1
    (site / "content" / "more.md").write_text(GOOD.replace("Good", "More") + "\n[gone]({filename}gone.md)\n")
    assert build(site, "publish.py").returncode == 1
    assert {path: path.read_bytes() for path in (site / "output").rglob("*") if path.is_file()} == before


def test_publishing_does_not_empty_a_folder_that_is_not_ours(site: Path) -> None:
    (site / "output").mkdir()
    (site / "output/thesis.txt").write_text("ten years of work")
    result = build(site, "publish.py")
    assert result.returncode == 1
    assert (
        "has files in it and no .sevenlayer marker, so Sevenlayer did not make it [site.output-folder]\n"
        in result.stderr
    )
    assert (site / "output/thesis.txt").read_text() == "ten years of work"


def test_the_output_may_not_be_the_content(site: Path) -> None:
    result = run_pelican("content", "-o", "content", "-s", "conf.py", cwd=site)
    assert result.returncode == 1
    assert "is the sources" in result.stderr
    assert [path.name for path in (site / "content").iterdir()] == ["good.md"]


@pytest.mark.parametrize(
    ("plugin", "message"),
    [
        ("nosuch.plugin", "error: plugin 'nosuch.plugin' cannot be loaded ("),
        ("broken", "error: plugin 'broken' failed to register (RuntimeError: no database) [plugin.failed]"),
        (
            "failing",
            "failing.py:1: error: plugin 'failing' cannot be imported (ZeroDivisionError: division by zero) [plugin.failed]",
        ),
    ],
)
def test_a_plugin_that_fails_stops_the_build_with_its_name_and_reason(site: Path, plugin: str, message: str) -> None:
    (site / "broken.py").write_text("def register():\n    raise RuntimeError('no database')\n")
    (site / "failing.py").write_text("1 / 0\n")
    with (site / "conf.py").open("a") as settings:
        settings.write(f"PLUGINS = [*PLUGINS, {plugin!r}]\nPLUGIN_PATHS = [{str(site)!r}]\n")
    result = build(site)
    assert result.returncode == 1
    assert message in result.stderr
    assert "Traceback" not in result.stderr + result.stdout
    assert not (site / "output").exists()


def test_a_wrong_setting_stops_the_build(site: Path) -> None:
    with (site / "conf.py").open("a") as settings:
        settings.write("MARKUP_RAW_HTML = 'maybe'\n")
    result = build(site)
    assert result.returncode == 1
    assert result.stderr == (
        "\n"
        "conf.py:12:1: error: MARKUP_RAW_HTML must be one of 'sanitise', 'trust', 'refuse', not 'maybe' [site.bad-setting]\n"
        "   12 | MARKUP_RAW_HTML = 'maybe'\n"
        "      | ^\n"
        "  hint: write it as in MARKUP_RAW_HTML = 'trust'\n"
        "\n"
        "1 error in 1 file\n"
        "The build could not begin.\n"
    )


def test_an_unforeseen_failure_is_one_message_and_no_traceback(site: Path) -> None:
    theme = site / "theme"
    (theme / "templates").mkdir(parents=True)
    (theme / "templates/index.html").write_text("{{ 1 / 0 }}")
    result = build(site, "conf.py", "-t", str(theme))
    assert result.returncode == 1
    assert (
        "theme/templates/index.html:1: error: template error: ZeroDivisionError: division by zero [build.failed]"
        in result.stderr
    )
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_check_prints_the_report_for_machines_and_nothing_else(site: Path, repository: Path, form: str) -> None:
    (site / "content" / "bad.md").write_text("---\ntitle: Bad\ndate: 2024-01-03\n---\n\n{nosuch}`x` [good](good.md)\n")
    options = ("-s", site / "conf.py", "--format", form)
    result = run_forked("sevenlayer", "check", site / "content", *options, cwd=repository)
    assert result.returncode == 1
    document = json.loads(result.stdout)
    if form == "json":
        assert document["counts"] == {"error": 1, "warning": 0, "info": 1}
    else:
        codes = [found["ruleId"] for found in document["runs"][0]["results"]]
        assert codes == ["cross_references.orphan", "markup.unknown-role"]
    assert not (site / "output").exists()


def test_check_of_a_good_site_says_so(site: Path, repository: Path) -> None:
    result = run_command("check", site / "content", "-s", site / "conf.py", cwd=repository, module="sevenlayer")
    assert (result.returncode, result.stdout, result.stderr) == (0, "No problems.\n", "")


def test_a_post_that_is_left_out_leaves_no_empty_archive(site: Path) -> None:
    for name, year in (("a", 2014), ("b", 2015)):
        front_matter = f"---\ntitle: {name}\ndate: {year}-01-01\ntags: only-{name}\nsave_as: x.html\nurl: x.html\n---\n"
        (site / "content" / f"{name}.md").write_text(front_matter + "Text.\n")
    result = build(site)
    assert result.returncode == 1
    assert result.stderr.startswith("\ncontent/b.md: error: 'a.md' is written to 'x.html' too; this one is left out")
    assert (site / "output/index.html").is_file()
    assert (site / "output/blog/2014/index.html").is_file()
    assert not (site / "output/blog/2015").exists()
    assert not (site / "output/tag/only-b").exists()


def test_what_is_retained_survives_publishing(site: Path) -> None:
    with (site / "publish.py").open("a") as settings:
        settings.write("OUTPUT_RETENTION = ['theme', '.git']\n")
    assert build(site, "publish.py").returncode == 0
    (site / "output/.git").mkdir()
    (site / "output/.git/config").write_text("mine")
    (site / "output/theme/mine.css").write_text("mine")
    assert build(site, "publish.py").returncode == 0
    assert (site / "output/.git/config").read_text() == "mine"
    assert (site / "output/theme/mine.css").read_text() == "mine"
    assert (site / "output/theme/css/base.css").is_file()
    assert not (site / "output/.sevenlayer-new").exists()


def test_a_wrong_word_for_what_fails_a_build_is_said(site: Path) -> None:
    with (site / "conf.py").open("a") as settings:
        settings.write("DIAGNOSTICS_FAIL_ON = 'warnings'\n")
    result = build(site)
    assert result.returncode == 1
    assert (
        "error: DIAGNOSTICS_FAIL_ON must be one of 'error', 'warning', not 'warnings' [site.bad-setting]"
        in result.stderr
    )


def test_two_builds_in_one_process_report_apart(site: Path) -> None:
    (site / "content" / "bad.md").write_text("---\ntitle: Bad\ndate: nonsense\n---\n")
    code = (
        "import sys, pelican\n"
        "from pelican.settings import read_settings\n"
        "for output in ('one', 'two'):\n"
        "    settings = read_settings('conf.py', override={'PATH': 'content', 'OUTPUT_PATH': output})\n"
        "    try:\n"
        "        settings['PELICAN_CLASS'](settings).run()\n"
        "    except SystemExit as exit_:\n"
        "        print('status', exit_.code)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=site,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert result.stdout.count("status 1") == 2
    assert result.stderr.count("'nonsense' is not a date") == 2
    assert result.stderr.count("1 error in 1 file") == 2


TALKATIVE = """\
import logging
from pathlib import Path
from pelican import signals
from pelican.readers import BaseReader

class Reader(BaseReader):
    enabled = True
    file_extensions = ["boom"]
    def read(self, path):
        raise KeyError("title")

def add(readers):
    readers.reader_classes["boom"] = Reader

def change(content):
    if content.slug == "outside":
        content.override_save_as = "../outside.html"
    if content.slug == "incomplete":
        content.mandatory_properties = ("title", "date", "audience")

def register():
    signals.readers_init.connect(add)
    signals.content_object_init.connect(change)
    logging.getLogger("pelican.talkative").warning("it is late")
    logging.getLogger("pelican.talkative").error("it is too late")
"""


def test_what_pelican_and_other_plugins_report_has_codes(site: Path) -> None:
    (site / "talkative.py").write_text(TALKATIVE)
    with (site / "conf.py").open("a") as settings:
        settings.write(f"PLUGINS = [*PLUGINS, 'talkative']\nPLUGIN_PATHS = [{str(site)!r}]\n")
    for name in ("outside", "incomplete"):
        (site / "content" / f"{name}.md").write_text(
            f"---\ntitle: {name}\ndate: 2024-01-02\nslug: {name}\n---\nText.\n"
        )
    (site / "content" / "bad.boom").write_text("?")
    outside = "'../outside.html' would be written outside the output folder"
    result = build(site)
    assert result.returncode == 1
    lines = [line for line in result.stderr.splitlines() if line.endswith("]")]
    assert lines == [
        "error: it is too late [pelican.error]",
        "warning: it is late [pelican.warning]",
        "content/bad.boom: error: the post could not be read (KeyError: 'title') [post.unreadable]",
        "content/incomplete.md:1: error: the post has no audience [front_matter.bad-field]",
        f"content/outside.md:1: error: {outside} [front_matter.outside-output]",
    ]


def test_links_that_pelican_does_not_find_have_a_code(site: Path) -> None:
    """On a site without cross references, where only Pelican looks."""
    with (site / "conf.py").open("a") as settings:
        settings.write("PLUGINS = ['sevenlayer.front_matter']\nTHEME = 'simple'\nDIRECT_TEMPLATES = ['index']\n")
    links = "[gone]({filename}gone.md) and [gone]({filenam}gone.md)"
    (site / "content" / "bad.md").write_text(f"---\ntitle: Bad\ndate: 2024-01-02\n---\n{links}\n")
    result = build(site)
    assert result.returncode == 0
    lines = [line for line in result.stderr.splitlines() if line.endswith("]")]
    assert lines == [
        "content/bad.md:5:8: warning: there is nothing at 'gone.md', which this links to [markup.unknown-link]",
        "content/bad.md:5:38: warning: Pelican has no links with '{filenam}' [markup.unknown-link]",
    ]
