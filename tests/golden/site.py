"""The golden site: its content, its settings, and how it is built."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.builds.run import Completed, run_command, run_pelican
from tests.builds.settings import settings_text

HERE = Path(__file__).parent
CONTENT = HERE / "content"
URL = "https://sevenlayer.example"
#: Who writes it.
AUTHOR = {
    "SITENAME": "Golden",
    "SITESUBTITLE": "Notes on OpenStack, from the bottom of the stack up",
    "SITEDESCRIPTION": "A technical blog about OpenStack: how its services fit together, and what to do when they do not.",
    "AUTHOR": "The Sevenlayer developers",
    "CROSS_REFERENCES_SITE_URL": URL,
    "TIMEZONE": "Europe/Berlin",
}
#: What its posts need.
SETTINGS: dict[str, Any] = json.loads((HERE / "settings.json").read_text("utf-8"))


def preview_golden_site(folder: Path, **settings: object) -> Completed:
    """Build it as for a preview, into ``folder/output``; *settings* are added to its own."""
    return _build(folder, settings_text(**{**AUTHOR, **SETTINGS, **settings}), run_pelican)


def publish_golden_site(folder: Path) -> Completed:
    """Build it as for publishing, in a process of its own, with short lists; it has warnings on purpose."""
    settings = {"SITEURL": URL, "FEED_DOMAIN": URL, "DEFAULT_PAGINATION": 3, "DIAGNOSTICS_FAIL_ON": "error"}
    return _build(folder, settings_text(published=True, **{**AUTHOR, **settings, **SETTINGS}), run_command)


def _build(folder: Path, settings: str, run: Any) -> Completed:
    (folder / "conf.py").write_text(settings, "utf-8")
    result: Completed = run(CONTENT, "-o", folder / "output", "-s", folder / "conf.py", cwd=HERE)
    assert result.returncode == 0, result.stderr
    return result
