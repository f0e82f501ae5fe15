from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.diagnostics.suggestions import did_you_mean, edit_distance, nearest_name


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("tittle", "title"),
        ("Tilte", "title"),
        ("tag", "tags"),
        ("pyton", "python"),
        ("categroies", "categories"),
        ("catagory", "category"),
        ("status", "status"),
        ("bio", None),
        ("x", None),
        ("completely-different", None),
    ],
)
def test_a_slip_finds_its_name(name: str, nearest: str | None) -> None:
    assert (
        nearest_name(name, ["title", "tags", "category", "categories", "status", "date", "pycon", "python"]) == nearest
    )


def test_of_two_equally_near_names_the_first_in_the_alphabet_is_taken() -> None:
    assert did_you_mean("tat", ["tax", "tag"]) == "did you mean 'tag'?"


@given(st.text(max_size=8), st.text(max_size=8))
def test_distance_is_symmetric_and_zero_only_for_equals(one: str, other: str) -> None:
    distance = edit_distance(one, other)
    assert distance == edit_distance(other, one)
    assert (distance == 0) == (one == other)
    assert abs(len(one) - len(other)) <= distance <= max(len(one), len(other))
