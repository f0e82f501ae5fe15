"""Write how wide characters are: plugins/sevenlayer/layer_diagrams/data/text_widths.json, from fonts that stand on this machine.

    python -m tools.font_widths --date 2026-11-23 [--output FILE] FOLDER...

What stands in the file for a character is its greatest advance width in any of ``FAMILIES``, since nobody knows which of
them a reader has. Characters that only some of the fonts have are listed as *rare*: another font may draw them wider.
Needs fontTools.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import unicodedata
from pathlib import Path
from typing import Any

from tools.folders import REPOSITORY

OUTPUT = REPOSITORY / "plugins" / "sevenlayer" / "layer_diagrams" / "data" / "text_widths.json"

#: Family -> (file names of its regular and bold fonts, why it counts).
FAMILIES = {
    "Liberation Sans": (
        ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
        "has the widths of Arial and Helvetica",
    ),
    "DejaVu Sans": (("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"), "the widest of the usual fallbacks"),
    "Noto Sans": (("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"), "the fallback of many Linux systems"),
    "Roboto": (("Roboto-Regular.ttf", "Roboto-Bold.ttf"), "the sans-serif of Android"),
}

#: First and last characters of the blocks that are measured.
RANGES = (
    (0x0020, 0x007E),  # Latin
    (0x00A0, 0x024F),
    (0x02B0, 0x02FF),  # modifiers
    (0x0370, 0x052F),  # Greek, Cyrillic
    (0x0531, 0x05F4),  # Armenian, Hebrew
    (0x0600, 0x06FF),  # Arabic
    (0x10A0, 0x10FF),  # Georgian
    (0x1E00, 0x1FFF),  # Latin and Greek with marks
    (0x2010, 0x205E),  # punctuation
    (0x2070, 0x20BF),  # superscripts, currencies
    (0x2100, 0x23FF),  # letters as symbols, numbers, arrows, mathematics, technical
    (0x2460, 0x27BF),  # numbers in circles, lines, shapes, signs
)

UNITS = 1000


def read_font(path: Path) -> tuple[dict[int, int], str]:
    """Widths by character, in thousandths of an em rounded up, and the font's version."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    font: Any
    with TTFont(path, lazy=True) as font:
        em = font["head"].unitsPerEm
        metrics, glyphs = font["hmtx"], font.getBestCmap()
        widths = {
            character: math.ceil(metrics[glyphs[character]][0] * UNITS / em)
            for first, last in RANGES
            for character in range(first, last + 1)
            if character in glyphs and unicodedata.category(chr(character)) not in ("Mn", "Me", "Cf", "Cc")
        }
        version = f"{font['head'].fontRevision:.3f}"
    return widths, version


def runs_of(widths: dict[int, int]) -> dict[str, list[int]]:
    """The same as runs of neighbours: first character -> widths of it and of those that follow."""
    runs: dict[str, list[int]] = {}
    last, run = -1, []
    for character in sorted(widths):
        if character != last + 1:
            run = runs[f"{character:04X}"] = []
        run.append(widths[character])
        last = character
    return runs


def find_fonts(folders: list[Path]) -> dict[str, Path]:
    """Font files by name; the first of several wins."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.ttf")):
            found.setdefault(path.name, path)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Read the fonts and write the file. Returns the exit status: 1 if a font is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--date", required=True, help="the day, as 2026-11-23")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="where fonts are, as /usr/share/fonts")
    given = parser.parse_args(arguments)
    fonts = find_fonts(given.folders)
    missing = [name for names, _ in FAMILIES.values() for name in names if name not in fonts]
    if missing:
        print(f"not found: {', '.join(missing)}", file=sys.stderr)
        return 1
    by_weight: list[list[dict[int, int]]] = [[], []]
    sources = []
    for family, (names, reason) in FAMILIES.items():
        for weight, name in zip(by_weight, names, strict=True):
            widths, version = read_font(fonts[name])
            weight.append(widths)
        sources.append({"family": family, "version": version, "reason": reason})
    greatest = [
        {character: max(w.get(character, 0) for w in weight) for w in weight for character in w} for weight in by_weight
    ]
    everywhere = set.intersection(*(set(widths) for weight in by_weight for widths in weight))
    rare = sorted((set(greatest[0]) | set(greatest[1])) - everywhere)
    table = {
        "about": "Greatest advance widths of characters in thousandths of an em; written by tools/font_widths.py",
        "updated": given.date,
        "sources": sources,
        "regular": runs_of(greatest[0]),
        "bold": runs_of(greatest[1]),
        "rare": {first: len(run) for first, run in runs_of(dict.fromkeys(rare, 0)).items()},
    }
    lines = [f"{json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in table.items()]
    given.output.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{given.output}: {len(greatest[0])} characters, {len(rare)} of them rare")
    return 0


if __name__ == "__main__":
    sys.exit(main())
