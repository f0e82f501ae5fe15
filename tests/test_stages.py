"""The table of stages: complete, loadable, and in force only where a site has listed its plugin."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
from pelican import signals
from sevenlayer.stages import PLUGINS, STAGES, Stage

#: Comes at the end of ``initialized``, and is no signal of Pelican's.
OURS = {"vocabulary"}


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.function)
def test_a_stage_names_a_function_a_signal_and_a_plugin(stage: Stage) -> None:
    module, _, name = stage.function.partition(":")
    function = getattr(importlib.import_module(f"sevenlayer.{module}"), name)
    assert callable(function)
    assert function.__doc__ or stage.signal in ("get_writer", "get_generators", "vocabulary")
    assert stage.signal in OURS or hasattr(signals, stage.signal)
    assert stage.plugin in PLUGINS


@pytest.mark.parametrize("name", PLUGINS)
def test_a_plugin_can_be_registered_and_needs_plugins_that_there_are(name: str) -> None:
    plugin = importlib.import_module(name)
    assert callable(plugin.register)
    assert set(PLUGINS[name]) <= set(PLUGINS)


def test_the_whole_package_switches_on_every_plugin() -> None:
    found: set[str] = set()
    waiting = ["sevenlayer"]
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting.extend(set(PLUGINS[name]) - found)
    assert found == set(PLUGINS)


TWO_BUILDS = """\
import sys
from pelican import Pelican
from pelican.settings import read_settings

def build(output, plugins):
    settings = read_settings(override={
        "PATH": "content", "OUTPUT_PATH": output, "THEME": "simple", "PLUGINS": plugins, "SITENAME": "x", "AUTHOR": "x",
        "TIMEZONE": "UTC", "LOCALE": ["C"], "CACHE_CONTENT": False, "FEED_ALL_ATOM": None, "CATEGORY_FEED_ATOM": None,
    })
    Pelican(settings).run()

for output, plugins in (("before", []), ("ours", ["sevenlayer"]), ("after", [])):
    build(output, plugins)
"""


@pytest.mark.slow
def test_a_site_that_lists_nothing_of_ours_is_left_alone_in_a_process_that_has_built_one_of_ours(
    tmp_path: Path,
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "post.rst").write_text("A post\n######\n\n:date: 2024-01-02\n\nText, *marked*.\n", "utf-8")
    ran = subprocess.run([sys.executable, "-c", TWO_BUILDS], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    pages = {name: (tmp_path / name / "a-post.html").read_bytes() for name in ("before", "ours", "after")}
    assert pages["before"] == pages["after"]
    assert (tmp_path / "ours" / "graph.json").exists()
    assert not (tmp_path / "after" / "graph.json").exists()
