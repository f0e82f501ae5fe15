"""Sizes and distances, depending on the width of a picture."""

from __future__ import annotations

from dataclasses import dataclass

#: From this width on, titles of layers are at the left of the services, not above them.
WIDE = 540.0

LINE_HEIGHT = 1.25
NOTE_LINE_HEIGHT = 1.3


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths in units of the picture; text sizes are in units per em."""

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
    #: A long word does not make a box wider than this.
    greatest_word: float = 140.0
    #: The number of columns up to which the width of columns is reduced.
    enough_columns: int = 4
    least_height: float = 36.0
    #: Between adjacent boxes, and between rows of boxes.
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
    #: Greatest width of titles at the left.
    header: float = 148.0


def sizes_for(width: float, *, has_arrows: bool, has_groups: bool) -> Sizes:
    """Return the sizes for a picture of *width* units; arrows and outlines of groups need wider gaps."""
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
