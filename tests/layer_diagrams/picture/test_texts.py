"""How wide texts are at most, and how they are broken into lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sevenlayer.layer_diagrams.layout.text_widths import measure, stacked
from sevenlayer.layer_diagrams.layout.wrapping import clean, widest_piece, wrap

from .random_stacks import texts


def test_a_text_is_as_wide_as_the_widest_font_makes_it() -> None:
    """DejaVu Sans Bold draws "nova" 2.74 em wide, Arial Bold 2.33."""
    width, is_sure = measure("nova", True)
    assert 2.7 < width < 2.95
    assert is_sure
    assert measure("nova")[0] < width


@pytest.mark.parametrize("text", ["雲", "👩", "क", "→", "﷽", "\ue000"])
def test_what_not_every_font_has_is_unsure(text: str) -> None:
    width, is_sure = measure(text)
    assert not is_sure
    assert 0.6 < width < 1.5


def test_combining_marks_take_no_room_but_alone() -> None:
    assert measure("a\u0301\u0302")[0] == max(measure("a")[0], 0.7 * 1.03)
    assert measure("\u0301")[0] > 0.7


@pytest.mark.parametrize("text", ["\ufeffbom", "b\u200bo\u2060m", "bo\u00adm", "bom\ufe0e", "\u200ebom"])
def test_what_is_never_seen_takes_no_room(text: str) -> None:
    assert measure(text, True) == measure("bom", True)


@pytest.mark.parametrize(
    "text", ["👩\u200d👩\u200d👧", "👩🏽", "🏳\ufe0f\u200d🌈", "🧑🏽\u200d🚀", "❤\ufe0f", "©\ufe0f"]
)
def test_an_emoji_of_several_characters_is_as_wide_as_one(text: str) -> None:
    assert measure(text) == measure("👩")
    assert measure(text * 2)[0] == pytest.approx(2 * measure("👩")[0])


def test_each_mark_on_a_mark_makes_a_line_higher() -> None:
    assert stacked("nova") == stacked("é") == stacked("a\u0301b\u0301\u0323") == (0.0, 0.0)
    assert stacked("abZ\u0351\u034b\u0301algo") == (0.8, 0.0)
    assert stacked("é\u0301") == (0.4, 0.0)
    assert stacked("g\u0323\u0331\u0323") == (0.0, 0.8)


def test_nothing_has_no_width() -> None:
    assert measure("") == (0.0, True)


def test_lines_end_between_words() -> None:
    assert wrap("Operating Systems and Libraries", 9.5, True) == ("Operating", "Systems and", "Libraries")


def test_long_words_are_broken_after_hyphens_and_dots_first() -> None:
    assert wrap("python-openstackclient", 10, True) == ("python-", "openstackclient")
    assert wrap("oslo.config", 4, True) == ("oslo.", "config")


def test_a_word_without_seams_is_broken_anywhere() -> None:
    lines = wrap("W" * 10, 4, True)
    assert "".join(lines) == "W" * 10
    assert len(lines) > 2


def test_marks_and_joined_emoji_stay_with_what_they_belong_to() -> None:
    assert all(line.startswith("e") for line in wrap("e\u0301" * 4, 1.5))
    family = "👩\u200d👩\u200d👧"
    assert wrap(family * 2, 1.0) == (family, family)


@given(texts, st.floats(1.5, 30), st.booleans())
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: float, is_bold: bool) -> None:
    text = clean(text)
    lines = wrap(text, width, is_bold)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        assert line.strip()
        # A cluster that cannot be broken, such as a family of emoji, may be wider than any box.
        assert measure(line, is_bold)[0] <= max(width, 1.5) or len(line) > 1


@given(st.text(st.characters(exclude_categories=())))
def test_clean_texts_can_stand_in_xml(text: str) -> None:
    from lxml import etree

    element = etree.Element("text")
    element.text = clean(text)
    assert etree.fromstring(etree.tostring(element)).text in (element.text, None)


def test_controls_become_the_replacement_character() -> None:
    assert clean("a\x00b\x1b \n\t c\ud800\uffff") == "a\ufffdb\ufffd c\ufffd\ufffd"


def test_overrides_of_direction_are_taken_out() -> None:
    assert clean("\u202eabc\u202c") == "abc"


def test_the_widest_piece_is_the_longest_word_between_seams() -> None:
    assert widest_piece("python-openstackclient", True) == measure("openstackclient", True)[0]
