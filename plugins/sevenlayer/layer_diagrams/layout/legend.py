"""Legend: samples of the lines, and the labels of numbered arrows."""

from __future__ import annotations

from collections.abc import Sequence

from sevenlayer.layer_diagrams.model import Arrow

from .geometry import Line, Text
from .sizes import LINE_HEIGHT, Sizes
from .text import lines_height, text_in
from .text_widths import measure, stacked
from .wrapping import clean, wrap

_SAMPLE = 30.0
_GAP = 8.0


def number_arrows(arrows: Sequence[Arrow]) -> dict[int, str]:
    """Return the numbers of labelled arrows by index."""
    labelled = [index for index, arrow in enumerate(arrows) if clean(arrow.label)]
    return {index: str(number) for number, index in enumerate(labelled, start=1)}


def draw_legend(
    arrows: Sequence[Arrow], numbers: dict[int, str], kinds: Sequence[str], sizes: Sizes, width: float, top: float
) -> tuple[list[Line], list[Text], float]:
    """Return samples of lines, texts, and the y below them."""
    samples: list[Line] = []
    texts: list[Text] = []
    size = sizes.legend
    step = LINE_HEIGHT * size + 3
    left, y = 2.0, top + 12.0
    x = left
    for kind in kinds:
        wide, is_sure = measure(kind)
        wide *= size
        if x > left and x + _SAMPLE + _GAP + wide > width:
            x, y = left, y + step
        middle = round(y + 0.5 * step, 2)
        samples.append(Line(((x, middle), (x + _SAMPLE, middle)), kind, True))
        texts.append(Text(kind, x + _SAMPLE + _GAP, middle + 0.35 * size, size, wide, "legend", is_sure=is_sure))
        x += _SAMPLE + 3 * _GAP + wide
    if kinds:
        y += step + 3
    column = max((measure(number, True)[0] * size for number in numbers.values()), default=0.0) + _GAP
    for index, number in numbers.items():
        arrow = arrows[index]
        wide, is_sure = measure(number, True)
        said = f"{clean(arrow.source)} to {clean(arrow.target)}: {clean(arrow.label)}"
        lines = wrap(said, (width - column - left - 2) / size)
        baseline = y + (0.95 + stacked(lines[0])[0]) * size
        texts.append(Text(number, left, baseline, size, wide * size, "legend", is_bold=True, is_sure=is_sure))
        for line in lines:
            baseline = y + (0.95 + stacked(line)[0]) * size
            texts.append(text_in(line, left + column, baseline, size, "legend", width - column - left - 2))
            y += lines_height((line,), size, LINE_HEIGHT)
        y += 3
    return samples, texts, y + 2 if texts else top
