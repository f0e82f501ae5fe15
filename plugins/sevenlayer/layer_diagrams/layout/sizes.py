"""The measures of pictures, and which arrangement a width gets."""

from __future__ import annotations

from dataclasses import dataclass

#: From this width on a layer's title stands at the left of its services, not above them.
WIDE = 540.0

LINE_HEIGHT = 1.25
NOTE_LINE_HEIGHT = 1.3


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths in units of the picture; text sizes are heights of an em."""

    name: float = 13.5
    note: float = 11.0
    title: float = 13.5
    group: float = 12.0
    number: float = 22.0
    legend: float = 12.0
    #: Inside a box, at the sides and above and below its text.
    box_side: float = 5.0
    box_end: float = 8.0
    least_box: float = 64.0
    greatest_box: float = 208.0
    #: A box gets no wider than this for the sake of one long word.
    greatest_word: float = 140.0
    #: With so many columns no name needs the room of two.
    enough_columns: int = 4
    least_height: float = 36.0
    #: Between boxes that are neighbours, and between rows of them.
    column_gap: float = 12.0
    row_gap: float = 12.0
    title_gap: float = 6.0
    #: Inside a band, at the left, at the right, above and below its boxes.
    band_side: float = 14.0
    band_right: float = 9.0
    band_end: float = 12.0
    #: From a group's outline to its boxes, above and below and at the sides, where it runs in the gap between columns;
    #: and how far boxes are moved in for an outline that holds others.
    group_end: float = 8.0
    group_side: float = 5.0
    group_inset: float = 9.0
    band_gap: float = 8.0
    is_wide: bool = True
    #: The most that titles at the left take.
    header: float = 148.0


def sizes_for(width: float, *, has_arrows: bool, has_groups: bool) -> Sizes:
    """The measures for a picture of *width* units; arrows and outlines of groups want wider gaps between boxes."""
    if width >= WIDE:
        return Sizes(column_gap=15.0 if has_groups else 14.0 if has_arrows else 12.0)
    return Sizes(
        name=13.0,
        title=13.0,
        column_gap=14.0 if has_arrows or has_groups else 10.0,
        band_end=10.0,
        enough_columns=3,
        is_wide=False,
        header=0.0,
    )
