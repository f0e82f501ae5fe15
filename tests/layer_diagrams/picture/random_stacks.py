"""Random stacks: to 12 layers, 200 services and 400 arrows, of any text."""

from __future__ import annotations

import random
import string

from hypothesis import strategies as st
from sevenlayer.layer_diagrams.model import (
    CHANGES,
    KINDS,
    LOOKS,
    Annotation,
    Arrow,
    Group,
    Layer,
    Member,
    Service,
    Stack,
)

HOSTILE = [
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "</svg>]]>",
    "&amp;&#x0;&lt;",
    "javascript:alert(1)",
    "\x00\x1b\ud800\uffff",
    "\u202eright to left\u202c",
    "e\u0301\u0301\u0301" * 9,
    "\u0301",
    "雲の計算機",
    "👩\u200d👩\u200d👧\u200d👦🏽",
    "﷽﷽",
    "W" * 90,
    "python-openstackclient",
    "a b c d e f g h i j k l m n o p",
    "מחשוב ענן",
    "क्लाउड",
    "\u200b",
    "…",
]
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(string.ascii_letters + " -._", max_size=24),
    st.text(max_size=12),
    st.text(st.characters(exclude_categories=()), max_size=12),
)


def _members(
    services: list[Service], generator: random.Random, titles: list[str], depth: int = 0
) -> tuple[Member, ...]:
    members: list[Member] = []
    while services:
        size = generator.randint(1, 6)
        head, services = services[:size], services[size:]
        if depth < 6 and generator.random() < 0.25:
            members.append(Group(generator.choice(titles), _members(head, generator, titles, depth + 1)))
        else:
            members += head
    return tuple(members)


@st.composite
def stacks(draw: st.DrawFn, most_services: int = 200, most_arrows: int = 400) -> tuple[Stack, dict[str, Annotation]]:
    """A stack and annotations for some of its services. Its shape follows from one number, its words are drawn."""
    generator = random.Random(draw(st.integers(0, 2**32)))  # noqa: S311
    words = draw(st.lists(texts, min_size=1, max_size=20))
    layers = generator.randint(1, 12)
    count = int(most_services * generator.random() ** 3)
    names = [f"{generator.choice(words)} {index}" for index in range(count)]
    statuses = ["", "", "", *LOOKS, generator.choice(words)]
    services = [Service(name, generator.choice(statuses)) for name in names]
    cuts = sorted(generator.randint(0, count) for _ in range(layers - 1))
    bounds = zip([0, *cuts], [*cuts, count], strict=True)
    made = tuple(
        Layer(
            generator.choice(["", str(index), "C", generator.choice(words)]),
            generator.choice(words),
            _members(services[begin:end], generator, words),
        )
        for index, (begin, end) in enumerate(bounds)
    )
    arrows = tuple(
        Arrow(
            generator.choice(names),
            generator.choice(names),
            generator.choice(KINDS),
            generator.choice(["", "", *words]),
        )
        for _ in range(int(most_arrows * generator.random() ** 2) if names else 0)
    )
    annotations = {
        name: Annotation(
            tuple(generator.sample(words, min(len(words), generator.randint(0, 2)))),
            generator.choice(LOOKS),
            generator.choice(CHANGES),
            generator.choice([None, generator.choice(words)]),
            generator.random() < 0.2,
        )
        for name in names
        if generator.random() < 0.4
    }
    return Stack(made, arrows), annotations
