"""Settings of version 0.1: one problem, with the line to change."""

from __future__ import annotations

from pathlib import Path

import pytest
from sevenlayer.commands import run
from sevenlayer.commands.former_settings import former_problem

HINT = "begin the file with 'from sevenlayer.defaults import *' and keep your own settings; see docs/updating.md"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "import os\nPLUGINS = [\n    'sitemap',\n    'pelican.plugins.markup',\n    'pelican.plugins.incremental',\n]\n",
            2,
            'PLUGINS names pelican.plugins.markup; write PLUGINS = ["sevenlayer"]',
        ),
        (
            "PLUGINS: list[str] = ['pelican.plugins.syndication']\n",
            1,
            "PLUGINS names pelican.plugins.syndication; write",
        ),
        (
            "PLUGINS = []\nPLUGINS += ['pelican.plugins.openstack']\n",
            2,
            "PLUGINS names pelican.plugins.openstack; write",
        ),
        (
            "import pelican\nfrom pelican.plugins.incremental.run import SevenlayerPelican\n",
            2,
            "pelican.plugins.incremental is a part of the package 'sevenlayer' now",
        ),
        ("from pelican.plugins import front_matter\n", 1, "pelican.plugins.front_matter is a part of"),
        (
            "from pelican.plugins.markup import x\nPLUGINS = ['pelican.plugins.markup']\n",
            2,
            "PLUGINS names pelican.plugins.markup; write",
        ),
    ],
)
def test_what_has_to_change_is_told_once(tmp_path: Path, text: str, line: int, message: str) -> None:
    (tmp_path / "pelicanconf.py").write_text(text)
    problem = former_problem(tmp_path / "pelicanconf.py")
    assert problem is not None
    assert problem.message.startswith(message)
    assert problem.where is not None
    assert problem.where.line == line
    assert problem.hint == HINT


@pytest.mark.parametrize(
    "text",
    ["PLUGINS = ['pelican.plugins.sitemap', 'markup']\nfrom pelican.plugins import seo\n", "PLUGINS = [\n", "x\0"],
)
def test_other_peoples_plugins_are_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / "pelicanconf.py").write_text(text)
    assert former_problem(tmp_path / "pelicanconf.py") is None


@pytest.mark.parametrize("command", ["build", "serve", "check", "linkcheck", "publish"])
def test_each_command_tells_it_and_does_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "conf.py").write_text("PLUGINS = ['pelican.plugins.markup']\n")
    assert run([command, "-s", "conf.py"]) == (1 if command == "check" else 2)
    out, err = capsys.readouterr()
    assert (out if command == "check" else err) == (
        'conf.py:1:1: error: PLUGINS names pelican.plugins.markup; write PLUGINS = ["sevenlayer"] [site.bad-setting]\n'
        "    1 | PLUGINS = ['pelican.plugins.markup']\n"
        "      | ^\n"
        f"  hint: {HINT}\n"
        "\n"
        "1 error in 1 file\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["conf.py"]
