"""Names are found where they stand alone, as they are written."""

from __future__ import annotations

import pytest
from sevenlayer.openstack.names.matcher import NameFinder

NAMES = [
    "Nova",
    "Ironic",
    "Ironic Inspector",
    "bash8",
    "bashate",
    "nova-volume",
    "oslo.config",
    "openstack-dev/pbr",
    "RedDwarf",
]
FINDER = NameFinder(NAMES)


def found(text: str) -> list[str]:
    """What is found, each with where it begins."""
    return [f"{one.written} at {one.start}" for one in FINDER.find(text)]


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_found_alone_at_the_ends_of_a_text_and_between_words(name: str) -> None:
    assert found(name) == [f"{name} at 0"]
    assert found(f"We run {name}, and ({name}).") == [f"{name} at 7", f"{name} at {14 + len(name)}"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "text", ["x{}", "{}x", "/{}", "{}/x", "a-{}", "{}-a", "a.{}", "{}.a", "@{}", "{}@a", "#{}", "{}:9696", "_{}"]
)
def test_a_name_joined_to_something_is_none(name: str, text: str) -> None:
    assert name not in [one.written for one in FINDER.find(f"see {text.format(name)} there")]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "text", ["{}.", "{}:", "{}'s", "“{}”", "- {}", "{} - x", "{},x", "–{}–", "({})", "\0{}\0", "&amp;{}"]
)
def test_what_stands_beside_a_name_in_a_sentence_does_no_harm(name: str, text: str) -> None:
    written = text.format(name)
    assert found(written) == [f"{name} at {written.index(name)}"]


def test_of_two_names_that_begin_together_the_longer_one_counts() -> None:
    assert found("Ironic Inspector, Ironic") == ["Ironic Inspector at 0", "Ironic at 18"]
    assert found("Ironic Inspectors") == ["Ironic at 0"]


def test_names_are_found_in_the_order_of_the_text() -> None:
    assert found("bashate, Nova, nova-volume, bash8") == [
        "bashate at 0",
        "Nova at 9",
        "nova-volume at 15",
        "bash8 at 28",
    ]


def test_other_capitals_make_another_word() -> None:
    assert found("nova NOVA Reddwarf Bashate nova-Volume") == []


def test_without_names_nothing_is_found() -> None:
    assert NameFinder([]).find("Nova and bashate") == []
    assert [one.written for one in NameFinder(["bashate"]).find("Nova and bashate")] == ["bashate"]
