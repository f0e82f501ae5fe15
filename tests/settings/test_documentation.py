"""What authors read about settings is what the definitions say."""

from __future__ import annotations

import ast
from pathlib import Path

from sevenlayer import defaults, publish_defaults
from sevenlayer.settings.definitions import SETTINGS
from sevenlayer.settings.documentation import settings_tables

BEGIN, END = "<!-- settings: begin -->\n", "<!-- settings: end -->"


def test_page_of_settings_holds_the_tables(repository: Path, update_expected: bool) -> None:
    page = repository / "docs" / "settings.md"
    text = page.read_text("utf-8")
    assert text.count(BEGIN) == text.count(END) == 1
    before, rest = text.split(BEGIN)
    expected = f"{before}{BEGIN}\n{settings_tables()}\n{END}{rest.split(END)[1]}"
    if update_expected:
        page.write_text(expected, "utf-8")
    assert page.read_text("utf-8") == expected


def test_examples_pass_their_own_checks(tmp_path: Path) -> None:
    (tmp_path / "posts" / "old").mkdir(parents=True)
    from sevenlayer.front_matter import Date

    for setting in SETTINGS:
        expression = ast.parse(setting.example, mode="eval")
        value = eval(compile(expression, "example", "eval"), {"Date": Date})  # noqa: S307 - our own examples
        settings = {"PATH": str(tmp_path), setting.name: value}
        assert setting.fault(settings) is None, setting.name


def test_defaults_pass_all_checks(tmp_path: Path) -> None:
    for module in (defaults, publish_defaults):
        settings = {name: value for name, value in vars(module).items() if name.isupper()}
        settings |= {"PATH": str(tmp_path), "SITE_URL": "https://blog.openstack-notes.net"}
        assert [setting.name for setting in SETTINGS if setting.fault(settings)] == []
