from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sevenlayer.diagnostics.suggestions import did_you_mean, nearest_name


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


@given(st.text("abcdefghij", min_size=6, max_size=12), st.data())
def test_two_neighbours_that_were_swapped_are_one_slip(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 2))
    slip = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    assert nearest_name(slip, [name, "0123456789"]) == name


@given(st.text(max_size=12), st.lists(st.text(max_size=12)))
def test_what_is_found_is_one_of_the_candidates(name: str, candidates: list[str]) -> None:
    nearest = nearest_name(name, candidates)
    assert nearest is None or nearest in candidates
