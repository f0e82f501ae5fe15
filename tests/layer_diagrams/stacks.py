"""Random diagrams, as wild as the model allows."""

from __future__ import annotations

from hypothesis import strategies as st
from sevenlayer.layer_diagrams.model import KINDS, Arrow, Group, Layer, Member, Service, Stack, fold
from sevenlayer.layer_diagrams.syntax.errors import bidi_control, is_invisible, normalize_spaces

HOSTILE = st.text(st.sampled_from(""" ab4A.,:;()[]{}<>/\\|#%&*-=~+'"`!?@^_$…“”→é漢😀\u200f\ufeff\u0301"""), max_size=12)
ANY = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=12)
WORDS = st.lists(
    st.sampled_from(
        "nova glance layers arrows null no 1 2013-01-01 end style subgraph \\N &lt; -> ..> --- ```".split()
    ),
    max_size=3,
).map(" ".join)
TEXTS = (
    (HOSTILE | ANY | WORDS)
    .map(normalize_spaces)
    .filter(lambda text: not text or not (bidi_control(text) or is_invisible(text)))
)
NAMES = TEXTS.filter(bool)
NUMBERS = st.sampled_from(["", "0", "1", "2", "10", "007", "2013", "A", "N", "Y", "Z"])


@st.composite
def stacks(draw: st.DrawFn, most_layers: int = 6, most_services: int = 20, most_arrows: int = 20) -> Stack:
    """A stack that keeps the rules of the model."""
    names = draw(st.lists(NAMES, min_size=2, max_size=most_services, unique_by=fold))
    layers: list[Layer] = []
    if draw(st.booleans()):
        rest = list(names)
        heads = st.tuples(NUMBERS, TEXTS).filter(any)
        for number, title in draw(
            st.lists(heads, min_size=1, max_size=most_layers, unique_by=lambda head: head[0] or fold(head[1]))
        ):
            count = draw(st.integers(0, len(rest)))
            layers.append(Layer(number, title, draw_members(draw, rest[:count], 0)))
            rest = rest[count:]
        names = [service.name for layer in layers for service in layer.services]
    arrows: list[Arrow] = []
    if len(names) > 1:
        one = st.sampled_from(names)
        ends = st.tuples(one, one, st.sampled_from(KINDS)).filter(lambda ends: ends[0] != ends[1])
        for source, target, kind in draw(st.lists(ends, min_size=not layers, max_size=most_arrows, unique=True)):
            arrows.append(Arrow(source, target, kind, draw(st.just("") | TEXTS)))
    return Stack(tuple(layers), tuple(arrows))


def draw_members(draw: st.DrawFn, names: list[str], depth: int) -> tuple[Member, ...]:
    members: list[Member] = []
    while names:
        count = draw(st.integers(0, len(names))) if depth < 8 else 0
        if count:
            members.append(Group(draw(NAMES), draw_members(draw, names[:count], depth + 1)))
            names = names[count:]
        else:
            members.append(Service(names[0], draw(st.just("") | TEXTS)))
            names = names[1:]
    return tuple(members)
