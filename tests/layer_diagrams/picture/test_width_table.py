"""The table of widths, and the program that writes it."""

from __future__ import annotations

import json
import string
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from tools.font_widths import FAMILIES, find_fonts, main, read_font, runs_of

FONTS = Path("/usr/share/fonts")
#: Versions of a font may round to other units; in thousandths of an em.
ROUNDING = 1


def test_the_table_names_its_fonts_and_its_day(repository: Path) -> None:
    table = json.loads((repository / "plugins/sevenlayer/layer_diagrams/data/text_widths.json").read_text("utf-8"))
    assert [source["family"] for source in table["sources"]] == list(FAMILIES)
    assert all(source["version"] for source in table["sources"])
    date.fromisoformat(table["updated"])


def test_widths_of_neighbours_make_one_run() -> None:
    assert runs_of({65: 1, 66: 2, 68: 3}) == {"0041": [1, 2], "0044": [3]}


def test_missing_fonts_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--date", "2026-11-23", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("not found: LiberationSans-Regular.ttf, LiberationSans-Bold.ttf, ")


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_no_character_is_wider_than_the_table_says(
    repository: Path, needs_tool: Callable[[str], NoReturn], weight: str
) -> None:
    """In whatever version the fonts are here; characters that are new in one are not in the table."""
    table = json.loads((repository / "plugins/sevenlayer/layer_diagrams/data/text_widths.json").read_text("utf-8"))[
        weight
    ]
    known = {int(first, 16) + index: width for first, run in table.items() for index, width in enumerate(run)}
    found = find_fonts([FONTS])
    names = [names[weight == "bold"] for names, _ in FAMILIES.values()]
    here = [name for name in names if name in found]
    if not here:
        needs_tool(f"none of these is in {FONTS}: {', '.join(names)}")
    for name in here:
        widths, version = read_font(found[name])
        assert {ord(character) for character in string.ascii_letters} <= set(widths) & set(known)
        wider = {chr(each): width for each, width in widths.items() if width > known.get(each, width) + ROUNDING}
        assert wider == {}, f"{name} {version}"
