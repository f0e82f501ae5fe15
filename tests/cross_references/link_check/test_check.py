"""`sevenlayer check`, where there is nothing to report on: it builds sites as `sevenlayer linkcheck` does."""

from __future__ import annotations

from pathlib import Path

import pytest
from sevenlayer.commands import run

NO_CLASS = "the site cannot be read: ModuleNotFoundError: No module named 'no'"
NO_REPORT = "conf.py: the site does not use the plugin 'sevenlayer', which collects problems"


@pytest.mark.parametrize(
    ("settings", "options", "message"),
    [
        ("", ("none", "-s", "conf.py"), "there is no folder 'none'"),
        ("PLUGINS = []", (".", "-s", "conf.py"), NO_REPORT),
        ("PELICAN_CLASS = 'no.such'", (".", "-s", "conf.py"), NO_CLASS),
    ],
)
def test_a_site_that_cannot_be_checked_is_told_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    settings: str,
    options: tuple[str, ...],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    head = "TIMEZONE = 'UTC'\nFEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None\n"
    (tmp_path / "conf.py").write_text(f"{head}{settings}\n")
    assert run(["check", *options]) == 2
    assert capsys.readouterr() == ("", f"check: {message}\n")
