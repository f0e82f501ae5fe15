"""Draw the text of a layer diagram to a file, or write it in another form: `invoke layers stack.txt`.

The text is what stands in the directive `layers` of a post. A text with arrows and no layers gets its layers from the arrows.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from sevenlayer.diagnostics import Location, Problem, formats
from sevenlayer.diagnostics.excerpts import split_lines
from sevenlayer.layer_diagrams.checks import text_problems, upward_problems
from sevenlayer.layer_diagrams.diagram import diagram_of_text, draw_image
from sevenlayer.layer_diagrams.generator import read_knowledge
from sevenlayer.layer_diagrams.layout.layout import DrawingOptions
from sevenlayer.layer_diagrams.model import Place, Stack
from sevenlayer.layer_diagrams.render.dot import write_dot
from sevenlayer.layer_diagrams.render.mermaid import write_mermaid
from sevenlayer.layer_diagrams.syntax.parse import parse_layers
from sevenlayer.layer_diagrams.syntax.write_terse import write_terse
from sevenlayer.layer_diagrams.syntax.write_yaml import write_json, write_yaml

FORMS: dict[str, Callable[[Stack], str]] = {
    "terse": write_terse,
    "yaml": write_yaml,
    "json": write_json,
    "dot": write_dot,
    "mermaid": write_mermaid,
}
WIDTH = 960
MIN_WIDTH, MAX_WIDTH = 200, 10_000
#: Pixels of a PNG for each unit of the drawing: slides are shown large.
SCALE = 2


class LayersError(Exception):
    """What was asked for cannot be done; the message says why in one line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Return 1 when the text has errors, 2 when nothing can be read or written."""
    options = _parse(arguments)
    try:
        source = Path(options.file)
        output = Path(options.output) if options.output else None
        is_png = wants_png(options, output)
        stack, problems = read_stack(source)
        if problems:
            sys.stderr.write(formats.as_text(problems, colour=sys.stderr.isatty(), show_info=True))
        if stack is None:
            return 1
        if options.form:
            text = FORMS[options.form](stack)
            if output is None:
                sys.stdout.write(text)
                return 0
            data = text.encode()
        else:
            svg = draw(stack, options.width, source.stem)
            data = rasterise(svg) if is_png else svg.encode()
            output = output or source.with_suffix(".png" if is_png else ".svg")
        write(output, data, source)
    except LayersError as reason:
        print(f"layers: {reason}", file=sys.stderr)
        return 2
    print(output)
    return 0


def wants_png(options: argparse.Namespace, output: Path | None) -> bool:
    """Whether a PNG is asked for, by ``--png`` or by the ending of *output*.

    :raises LayersError: a form that is text is asked for, too.
    """
    by_name = output is not None and output.suffix.lower() == ".png"
    if options.form and (options.png or by_name):
        picture = "--png" if options.png else f"{output}"
        raise LayersError(f"{picture} is a picture and --{options.form} is text; leave out one of the two")
    return options.png or by_name


def read_stack(source: Path) -> tuple[Stack | None, tuple[Problem, ...]]:
    """Return the diagram in the file, None where it has errors, and what is wrong with it.

    :raises LayersError: the file cannot be read.
    """
    try:
        text = "\n".join(split_lines(source.read_bytes().decode("utf-8")))
    except OSError as exception:
        raise LayersError(f"{source}: {exception.strerror}") from None
    except UnicodeDecodeError:
        raise LayersError(f"{source}: the file is not UTF-8") from None

    def places(place: Place | None) -> Location:
        return Location(str(source), place.line, place.column) if place else Location(str(source))

    parsed = parse_layers(text)
    problems = [*text_problems(parsed.faults, places)]
    if not parsed.is_sound:
        return None, tuple(problems)
    return parsed.stack, (*problems, *upward_problems(parsed.stack, places))


def draw(stack: Stack, width: float, title: str) -> str:
    """Return *stack* as an SVG file."""
    arrange = not stack.layers
    diagram = diagram_of_text(
        stack, read_knowledge({"OPENSTACK_PAGES": False}), DrawingOptions(), caption=title, arrange=arrange
    )
    return draw_image(diagram, width)


def rasterise(svg: str) -> bytes:
    """Return an SVG as a PNG.

    :raises LayersError: the library that does it is not there.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise LayersError(
            "--png needs resvg_py: install it by `pip install resvg_py`, or 'sevenlayer[slides]'"
        ) from None
    return bytes(svg_to_bytes(svg_string=svg, zoom=SCALE, background="white"))


def write(output: Path, data: bytes, source: Path) -> None:
    """:raises LayersError: the file cannot be written, or is the one that was read."""
    try:
        if output.exists() and output.samefile(source):
            raise LayersError(f"{output}: that is the text itself; name another file by --output")
        output.write_bytes(data)
    except OSError as exception:
        raise LayersError(f"{output}: {exception.strerror}") from None


def _width(text: str) -> int:
    if not text.isdecimal() or not MIN_WIDTH <= int(text[:9]) <= MAX_WIDTH:
        raise argparse.ArgumentTypeError(f"'{text[:40]}' is no width from {MIN_WIDTH} to {MAX_WIDTH}")
    return int(text)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="layers", description="Draw the text of a layer diagram to a file.")
    parser.add_argument("file", help="the text, in the terse form, as YAML or as JSON")
    parser.add_argument("-o", "--output", help="the file to write (default: that of the text, with another ending)")
    parser.add_argument(
        "--png", action="store_true", help="write a PNG, for slides (an output that ends in .png means it)"
    )
    parser.add_argument("--width", type=_width, default=WIDTH, help="of the picture, in pixels (default: %(default)s)")
    forms = parser.add_mutually_exclusive_group()
    for form in FORMS:
        forms.add_argument(f"--{form}", action="store_const", const=form, dest="form", help=f"write it as {form}")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
