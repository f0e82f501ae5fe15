"""Source lines in reports, and the caret below them."""

from __future__ import annotations

import pytest
from sevenlayer.diagnostics import Location
from sevenlayer.diagnostics.excerpts import excerpt


@pytest.mark.parametrize(
    ("source", "line", "column", "expected"),
    [
        ("one\ntwo", 2, 2, "    2 | two\n      |  ^"),
        ("one\r\ntwo\rthree", 3, 1, "    3 | three\n      | ^"),
        ("\ufeffone", 1, 1, "    1 | one\n      | ^"),
        ("a\tb", 1, 3, "    1 | a b\n      |   ^"),
        ("日本語", 1, 3, "    1 | 日本語\n      |     ^"),
        ("e\u0301x", 1, 3, "    1 | e\u0301x\n      |  ^"),
        ("a\x1b[31mb", 1, 1, "    1 | a?[31mb\n      | ^"),
        ("one", 1, None, "    1 | one"),
        ("one", 1, 9, "    1 | one\n      |    ^"),
    ],
)
def test_the_caret_stands_below_the_column(source: str, line: int, column: int | None, expected: str) -> None:
    assert excerpt(Location("x", line, column), source) == expected


@pytest.mark.parametrize("where", [Location("x"), Location("x", 0, 1), Location("x", 9, 1), Location("x", 2, 1)])
def test_where_there_is_no_line_there_is_no_excerpt(where: Location) -> None:
    assert excerpt(where, "one\n\n") is None


def test_a_long_line_is_shown_around_its_column() -> None:
    text = excerpt(Location("x", 1, 500), "a" * 499 + "B" + "c" * 400)
    assert text is not None
    line, caret = text.split("\n")
    assert len(line) <= 110
    assert line[caret.index("^")] == "B"


def test_a_file_that_is_gone_has_no_excerpt() -> None:
    assert excerpt(Location("/no/such/file", 1, 1)) is None
