"""Stacks that are drawn in several tests."""

from __future__ import annotations

from sevenlayer.layer_diagrams.model import CAN_USE, NEEDS, Annotation, Arrow, Group, Layer, Member, Service, Stack


def layer(number: str, title: str, *members: str | Member) -> Layer:
    return Layer(number, title, tuple(Service(each) if isinstance(each, str) else each for each in members))


def arrows(source: str, targets: str, kind: str = NEEDS, label: str = "") -> tuple[Arrow, ...]:
    return tuple(Arrow(source, target, kind, label) for target in targets.split())


EDITION = Stack(
    (
        layer("4", "Turtles All The Way Up", "heat", "trove", Service("designate", "incubating"), "zaqar"),
        layer("3", "The Options", "horizon", "ceilometer"),
        layer("2", "Extending the Base", "neutron", "cinder", "swift", Service("ironic", "incubating")),
        layer("1", "The Basics", "keystone", "glance", "nova"),
        layer("0", "Operating Systems and Libraries", "oslo", "Ubuntu, Fedora, …"),
    ),
    (
        *arrows("nova", "keystone glance"),
        *arrows("nova", "neutron cinder", CAN_USE),
        *arrows("glance", "swift", CAN_USE, "image store"),
        *arrows("heat", "nova neutron cinder keystone"),
        *arrows("trove", "nova cinder swift keystone"),
        *arrows("horizon", "keystone nova"),
        *arrows("horizon", "neutron cinder swift heat", CAN_USE),
        *arrows("ceilometer", "nova keystone", label="meters"),
        *arrows("zaqar", "keystone oslo"),
        *arrows("keystone", "oslo"),
        *arrows("zaqar", "zaqar", CAN_USE),
    ),
)
NESTED = Stack(
    (
        layer(
            "4",
            "Everything else",
            Group("User Interfaces", (Service("heat"), Service("horizon"))),
            Group("Something-as-a-Service", (Service("trove"), Service("zaqar"))),
        ),
        layer(
            "3",
            "Nested",
            "alone",
            Group(
                "Outer",
                (Group("inner A", (Service("a"), Service("b"))), Group("inner B", (Service("c"),)), Service("d")),
            ),
            Group("nothing in it", ()),
        ),
        layer("C", "", "nova", "glance", "keystone"),
        layer("", "Empty"),
    ),
    (*arrows("heat", "nova c"), *arrows("a", "d nova", label="x"), *arrows("nova", "glance trove"), *arrows("b", "a")),
)
GROUPS = Stack(
    (
        layer(
            "2",
            "Around the servers",
            Group("Network", (Service("octavia"), Service("designate"))),
            Group("Storage", (Service("cinder"), Service("manila"), Service("swift"))),
            Group("Hardware", (Service("ironic"), Service("ironic-inspector"), Service("cyborg"))),
        ),
        layer(
            "1",
            "On top of servers",
            Group(
                "Platforms", tuple(Service(name) for name in "heat magnum trove zun tacker mistral storlets".split())
            ),
            Group("Messages", (Service("zaqar"),)),
        ),
        layer("0", "Servers", "nova", "placement", "neutron", "glance"),
    ),
    (*arrows("octavia", "nova neutron"), *arrows("zaqar", "glance", label="images"), *arrows("zun", "cinder swift")),
)
THIRTY = Stack(
    (
        layer("2", "Thirty", *(f"service-{number}" for number in range(30))),
        layer("1", "One", "keystone"),
    ),
    tuple(arrow for number in range(30) for arrow in arrows(f"service-{number}", "keystone")),
)
DENSE = Stack(
    tuple(layer(str(11 - n), f"Layer {n}", *(f"s{n}-{m}" for m in range(17))) for n in range(12)),
    tuple(
        arrow
        for n in range(400)
        for arrow in arrows(
            f"s{n * 7 % 12}-{n * 5 % 17}", f"s{n * 11 % 12}-{n * 3 % 17}", (NEEDS, CAN_USE)[n % 2], "why"[: n % 4]
        )
    ),
)
WORDS = Stack(
    (
        layer(
            "<1>", "雲 & <b>", "雲の計算機サービス", "👩‍👩‍👧‍👦 family", "ﷺ ﷽", "W" * 60, "क्लाउड कंप्यूटिंग", "e\u0301" * 30
        ),
        layer("2", "python-openstackclient and other long-winded names", "python-openstackclient", "a\x00b\ud800"),
    )
)
_MARKED = "Z\u0351\u034b\u0301algo"
MARKS = Stack(
    (
        layer("1\u0301\u0302\u0303", f"{_MARKED} " * 5, _MARKED, Service("g\u0323\u0331\u0323", _MARKED), "plain"),
        layer("0", "", Group(f"{_MARKED} " * 3, (Service(f"{_MARKED} " * 9), Service(f"{_MARKED}!"))), "heat"),
    ),
    (*arrows("plain", "heat", label=f"{_MARKED} " * 40), *arrows(_MARKED, "heat", label=_MARKED)),
)
ANNOTATIONS = {
    f"{_MARKED}!": Annotation((f"was {_MARKED}",), change="joined"),
    "heat": Annotation(("up from 3",), change="up", url="/projects/heat/?a=1&b=2"),
    "nova": Annotation(("down from 2",), change="down"),
    "glance": Annotation(("joined",), change="joined"),
    "oslo": Annotation(("left",), change="left"),
    "Neutron": Annotation(("was Quantum",), change="renamed", is_highlighted=True),
    "swift": Annotation(("retired",), look="retired"),
    "ironic": Annotation(("incubating",), look="incubating"),
    "Ubuntu, Fedora, …": Annotation(("not OpenStack",), look="outside"),
}
STACKS = {
    "edition": EDITION,
    "nested": NESTED,
    "groups": GROUPS,
    "thirty": THIRTY,
    "dense": DENSE,
    "words": WORDS,
    "marks": MARKS,
    "nothing": Stack(),
}
