"""``sevenlayer layers``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .console import CommandError, sevenlayer_command, use_colour

if TYPE_CHECKING:
    from sevenlayer.diagnostics import Problem
    from sevenlayer.layer_diagrams.model import Stack

__all__ = ["command"]

#: Option -> the module and the function that write the form.
FORMS = {
    "terse": ("syntax.terse_writer", "write_terse"),
    "yaml": ("syntax.yaml_writer", "write_yaml"),
    "json": ("syntax.yaml_writer", "write_json"),
    "dot": ("render.dot", "write_dot"),
    "mermaid": ("render.mermaid", "write_mermaid"),
}
WIDTH = 960
MIN_WIDTH, MAX_WIDTH = 200, 10_000
#: Pixels of a PNG for each unit of the drawing: slides are shown large.
SCALE = 2


class Width(click.ParamType[int]):
    """A number of pixels that makes a picture."""

    name = "pixels"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value)
        if not text.isdecimal() or not MIN_WIDTH <= int(text[:9]) <= MAX_WIDTH:
            self.fail(f"'{text[:40]}' is no width from {MIN_WIDTH} to {MAX_WIDTH}", param, ctx)
        return int(text)


@sevenlayer_command(
    example="sevenlayer layers stack.txt\n"
    "sevenlayer layers stack.txt --png --width 1280\n"
    "sevenlayer layers stack.txt --mermaid",
    statuses={0: "written", 1: "the text has errors", 2: "something cannot be read or written"},
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The file to write (default: that of the text, with another ending).",
)
@click.option("--png", is_flag=True, help="Write a PNG, for slides (an output that ends in .png means it).")
@click.option(
    "--width", type=Width(), default=WIDTH, metavar="PIXELS", help=f"The width of the picture (default: {WIDTH})."
)
@click.option("--terse", "form", flag_value="terse", help="Write the text in the terse form.")
@click.option("--yaml", "form", flag_value="yaml", help="Write it as YAML.")
@click.option("--json", "form", flag_value="json", help="Write it as JSON.")
@click.option("--dot", "form", flag_value="dot", help="Write it for Graphviz.")
@click.option("--mermaid", "form", flag_value="mermaid", help="Write it for Mermaid.")
def command(file: Path, output: Path | None, png: bool, width: int, form: str | None) -> int:
    """Draw the text of a layer diagram to a file, or write it in another form.

    FILE has what stands in the directive `layers` of a post: the terse form, YAML or JSON. A text with arrows and no
    layers gets its layers from the arrows.
    """
    from sevenlayer.diagnostics import formats

    is_png = wants_png(png, form, output)
    stack, problems = read_stack(file)
    if problems:
        sys.stderr.write(formats.as_text(problems, colour=use_colour(sys.stderr), show_info=True))
    if stack is None:
        return 1
    if form:
        text = in_form(stack, form)
        if output is None:
            sys.stdout.write(text)
            return 0
        data = text.encode()
    else:
        svg = draw(stack, width, file.stem)
        data = rasterise(svg) if is_png else svg.encode()
        output = output or file.with_suffix(".png" if is_png else ".svg")
    write(output, data, file)
    print(output)
    return 0


def in_form(stack: Stack, form: str) -> str:
    """*stack* as a text in one of ``FORMS``."""
    from importlib import import_module

    module, function = FORMS[form]
    written: str = getattr(import_module(f"sevenlayer.layer_diagrams.{module}"), function)(stack)
    return written


def wants_png(png: bool, form: str | None, output: Path | None) -> bool:
    """Whether a PNG is asked for, by ``--png`` or by the ending of *output*.

    :raises CommandError: a form that is text is asked for, too.
    """
    by_name = output is not None and output.suffix.lower() == ".png"
    if form and (png or by_name):
        picture = "--png" if png else f"{output}"
        raise CommandError(f"{picture} is a picture and --{form} is text; leave out one of the two")
    return png or by_name


def read_stack(source: Path) -> tuple[Stack | None, tuple[Problem, ...]]:
    """Return the diagram in the file, None where it has errors, and what is wrong with it.

    :raises CommandError: the file cannot be read.
    """
    from sevenlayer.diagnostics.excerpts import split_lines

    try:
        text = "\n".join(split_lines(source.read_bytes().decode("utf-8")))
    except OSError as exception:
        raise CommandError(f"{source}: {exception.strerror}") from None
    except UnicodeDecodeError:
        raise CommandError(f"{source}: the file is not UTF-8") from None

    from sevenlayer.diagnostics import Location
    from sevenlayer.layer_diagrams.checks import text_problems, upward_problems
    from sevenlayer.layer_diagrams.model import Position
    from sevenlayer.layer_diagrams.syntax.parse import parse_layers

    def locate(place: Position | None) -> Location:
        return Location(str(source), place.line, place.column) if place else Location(str(source))

    parsed = parse_layers(text)
    problems = [*text_problems(parsed.faults, locate)]
    if not parsed.is_sound:
        return None, tuple(problems)
    return parsed.stack, (*problems, *upward_problems(parsed.stack, locate))


def draw(stack: Stack, width: float, title: str) -> str:
    """Return *stack* as an SVG file."""
    from sevenlayer.layer_diagrams.diagram import diagram_of_text, draw_image
    from sevenlayer.layer_diagrams.generator import read_knowledge
    from sevenlayer.layer_diagrams.layout.layout import DrawingOptions

    arrange = not stack.layers
    diagram = diagram_of_text(
        stack, read_knowledge({"OPENSTACK_PAGES": False}), DrawingOptions(), caption=title, arrange=arrange
    )
    return draw_image(diagram, width)


def rasterise(svg: str) -> bytes:
    """Return an SVG as a PNG.

    :raises CommandError: the library that does it is not there.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise CommandError(
            "--png needs resvg_py: install it by `pip install resvg_py`, or 'sevenlayer[slides]'"
        ) from None
    return bytes(svg_to_bytes(svg_string=svg, zoom=SCALE, background="white"))


def write(output: Path, data: bytes, source: Path) -> None:
    """:raises CommandError: the file cannot be written, or is the one that was read."""
    try:
        if output.exists() and output.samefile(source):
            raise CommandError(f"{output}: that is the text itself; name another file by --output")
        output.write_bytes(data)
    except OSError as exception:
        raise CommandError(f"{output}: {exception.strerror}") from None
