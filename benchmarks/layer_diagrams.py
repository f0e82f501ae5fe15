"""How long a diagram of layers takes to be read, arranged and drawn, for growing sizes, and beside Graphviz if that is here.

All diagrams are made by one rule, the same ones each time: seven layers, a fifth more arrows than services, most of them to
the layers below. ``dot`` gets the same graph, with one rank for each layer; its time has the start of its process in it,
which is measured beside, with an empty graph. To arrange is to make layers of the arrows, and to untangle them. Each time is
the least of several.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sevenlayer.layer_diagrams.layout import Drawing, DrawingOptions, arrange_layers, lay_out, reduce_crossings
from sevenlayer.layer_diagrams.model import CAN_USE, NEEDS, Arrow, Layer, Service, Stack
from sevenlayer.layer_diagrams.render.svg import draw_svg
from sevenlayer.layer_diagrams.syntax import parse_layers, write_terse

REPOSITORY = Path(__file__).resolve().parent.parent

LAYERS = 7
NAMES = (
    "nova glance keystone neutron cinder swift heat horizon ceilometer trove designate ironic zaqar barbican".split()
)


def make_stack(services: int) -> Stack:
    """A stack of so many services, with a fifth more arrows."""
    generator = random.Random(services)  # noqa: S311
    names = [f"{NAMES[index % len(NAMES)]} {index}" for index in range(services)]
    size = -(-services // LAYERS)
    layers = tuple(
        Layer(str(LAYERS - index), f"Layer {index}", tuple(map(Service, names[index * size : (index + 1) * size])))
        for index in range(LAYERS)
    )
    pairs = [sorted(generator.sample(range(services), 2)) for _ in range(services * 6 // 5)]
    arrows = tuple(Arrow(names[a], names[b], generator.choice((NEEDS, CAN_USE))) for a, b in pairs)
    return Stack(layers, arrows)


def as_dot(stack: Stack) -> str:
    """The same graph for Graphviz."""
    ranks = [" ".join(f'"{service.name}"' for service in layer.services) for layer in stack.layers]
    arrows = [f'"{arrow.source}" -> "{arrow.target}"' for arrow in stack.arrows]
    return "\n".join(["digraph {", "node [shape=box]", *(f"{{rank=same; {rank}}}" for rank in ranks), *arrows, "}"])


def least(action: Callable[[], object], rounds: int) -> float:
    """The shortest of several times, in milliseconds, after one that is not counted."""
    action()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def run_dot(graph: str) -> None:
    """Draw *graph* with Graphviz."""
    subprocess.run(["dot", "-Tsvg"], input=graph.encode(), check=True, capture_output=True)


def arrange(stack: Stack) -> Stack:
    """Layers made of the arrows of *stack* alone."""
    return reduce_crossings(arrange_layers(Stack((), stack.arrows)))


def draw(drawing: Drawing) -> str:
    """The picture as it stands on a page."""
    return draw_svg(drawing, id_prefix="d", title="A stack", description="Layers.", standalone=False)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[25, 100, 200], help="numbers of services")
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--width", type=float, default=720)
    given = parser.parse_args()
    has_dot = shutil.which("dot") is not None
    empty = least(lambda: run_dot("digraph {}"), 5) if has_dot else 0.0
    steps = ("read", "arrange", "lay out", "draw", "total")
    head = "services  arrows" + "".join(f"{step:>12}" for step in steps) + "   ratio"
    print(head + ("   dot less its start" if has_dot else ""))
    first = 0.0
    for size in given.sizes:
        stack = make_stack(size)
        text, drawing = write_terse(stack), lay_out(stack, {}, DrawingOptions(), given.width)
        actions: list[Callable[[], object]] = [
            partial(parse_layers, text),
            partial(arrange, stack),
            partial(lay_out, stack, {}, DrawingOptions(), given.width),
            partial(draw, drawing),
        ]
        times = [least(action, given.rounds) for action in actions]
        first = first or sum(times)
        shown = "".join(f"{time:9.1f} ms" for time in (*times, sum(times)))
        line = f"{size:8} {len(stack.arrows):7}{shown} {sum(times) / first:7.1f}"
        if has_dot:
            line += f"{least(partial(run_dot, as_dot(stack)), 3) - empty:14.1f} ms"
        print(line)
    if not has_dot:
        print("dot is not installed: nothing to compare with")


if __name__ == "__main__":
    main()
