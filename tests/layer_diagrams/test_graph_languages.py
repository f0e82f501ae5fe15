"""DOT and Mermaid: what they say, read by small readers of the languages."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Callable
from typing import NoReturn

from hypothesis import given
from lxml import etree
from sevenlayer.layer_diagrams.model import Group, Stack, fold
from sevenlayer.layer_diagrams.render.dot import names_of_services, write_dot
from sevenlayer.layer_diagrams.render.mermaid import write_mermaid
from sevenlayer.layer_diagrams.syntax.parse import parse_layers

from .stacks import stacks

TEXT = """\
2 Compute: Servers (nova, ironic [incubating]), "<b>\\"x\\\\N\\" &lt; #35;</b>"
1 Basics:

nova -> ironic: "a %%{init}%%"
ironic ..> nova
"""

#: What the labels of a diagram say, and its arrows: two labels, whether it is dashed, its own label.
Said = tuple[list[str], list[tuple[str, str, bool, str]]]


def said_by_stack(stack: Stack) -> Said:
    labels: list[str] = []
    for layer in stack.layers:
        labels.append(" ".join(part for part in (layer.number, layer.title) if part))
        rest = list(layer.members)
        while rest:
            member = rest.pop(0)
            if isinstance(member, Group):
                labels.append(member.title)
                rest = [*member.members, *rest]
            else:
                labels.append(f"{member.name} [{member.status}]" if member.status else member.name)
    if not stack.layers:
        labels += names_of_services(stack).values()
    shown = {fold(service.name): f"{service.name} [{service.status}]" for service in stack.services if service.status}
    names = {**names_of_services(stack), **shown}
    return labels, [
        (names[fold(arrow.source)], names[fold(arrow.target)], arrow.kind == "can use", arrow.label)
        for arrow in stack.arrows
    ]


DOT_LINE = re.compile(
    r"""\s*(?:
      digraph[ ]layers[ ]\{ | compound=true; | rankdir=TB; | node[ ]\[shape=box\]; | subgraph[ ]cluster_\w+[ ]\{ | \}
    | empty\d+[ ]\[label="",[ ]style=invis\]; | \w+[ ]->[ ]\w+[ ]\[style=invis\];
    | label="(?P<title>(?:[^"\\]|\\.)*)"; | (?P<node>n\d+)[ ]\[label="(?P<name>(?:[^"\\]|\\.)*)"\];
    | (?P<source>n\d+)[ ]->[ ](?P<target>n\d+)
      (?:[ ]\[(?:label="(?P<label>(?:[^"\\]|\\.)*)")?(?:,[ ])?(?P<dashed>style=dashed)?\])?;
    )""",
    re.VERBOSE,
)


def said_by_dot(text: str) -> Said:
    labels, nodes, arrows = [], {}, []
    for line in text.removesuffix("\n").split("\n"):
        found = DOT_LINE.fullmatch(line)
        assert found, line
        label = html.unescape(re.sub(r"\\(.)", r"\1", found["title"] or found["name"] or found["label"] or ""))
        if found["title"] or found["name"]:
            labels.append(label)
        if found["node"]:
            nodes[found["node"]] = label
        if found["source"]:
            arrows.append((nodes[found["source"]], nodes[found["target"]], bool(found["dashed"]), label))
    assert text.count("{\n") == len(re.findall(r"^ *\}$", text, re.MULTILINE))
    return labels, arrows


MERMAID_LINE = re.compile(
    r"""\s*(?:
      flowchart[ ]TD | end | subgraph[ ]layer[\d_]+\["(?P<title>[^"]*)"\] | (?P<node>n\d+)\["(?P<name>[^"]*)"\]
    | (?P<source>n\d+)[ ](?P<shaft>-\.?->)(?:\|"(?P<label>[^"]*)"\|)?[ ](?P<target>n\d+)
    )""",
    re.VERBOSE,
)


def said_by_mermaid(text: str) -> Said:
    labels, nodes, arrows = [], {}, []
    for line in text.removesuffix("\n").split("\n"):
        found = MERMAID_LINE.fullmatch(line)
        assert found, line
        coded = found["title"] or found["name"] or found["label"] or ""
        assert not re.search(r"[<>&{}%`\\:]|#(?!\d+;)", coded)
        label = re.sub(r"#(\d+);", lambda code: chr(int(code[1])), coded)
        if found["title"] or found["name"]:
            labels.append(label)
        if found["node"]:
            nodes[found["node"]] = label
        if found["source"]:
            arrows.append((nodes[found["source"]], nodes[found["target"]], found["shaft"] == "-.->", label))
    return labels, arrows


@given(stacks())
def test_both_languages_say_what_the_diagram_says_whatever_the_names(stack: Stack) -> None:
    assert said_by_dot(write_dot(stack)) == said_by_stack(stack)
    assert said_by_mermaid(write_mermaid(stack)) == said_by_stack(stack)


def test_dot() -> None:
    assert (
        write_dot(parse_layers(TEXT).stack)
        == """\
digraph layers {
  compound=true;
  rankdir=TB;
  node [shape=box];
  subgraph cluster_layer0 {
    label="2 Compute";
    subgraph cluster_layer0_0 {
      label="Servers";
      n0 [label="nova"];
      n1 [label="ironic [incubating]"];
    }
    n2 [label="<b>\\"x\\\\N\\" &amp;lt; #35;</b>"];
  }
  subgraph cluster_layer1 {
    label="1 Basics";
    empty1 [label="", style=invis];
  }
  n0 -> empty1 [style=invis];
  n0 -> n1 [label="a %%{init}%%"];
  n1 -> n0 [style=dashed];
}
"""
    )


def test_mermaid() -> None:
    assert (
        write_mermaid(parse_layers(TEXT).stack)
        == """\
flowchart TD
  subgraph layer0["2 Compute"]
    subgraph layer0_0["Servers"]
      n0["nova"]
      n1["ironic #91;incubating#93;"]
    end
    n2["#60;b#62;#34;x#92;N#34; #38;lt#59; #35;35#59;#60;#47;b#62;"]
  end
  subgraph layer1["1 Basics"]
  end
  n0 -->|"a #37;#37;#123;init#125;#37;#37;"| n1
  n1 -.-> n0
"""
    )


def test_graphviz_shows_every_name_as_it_is(needs_tool: Callable[[str], NoReturn]) -> None:
    program = shutil.which("dot") or needs_tool("dot (Graphviz) is not installed")
    stack = parse_layers(TEXT).stack
    drawn = subprocess.run(
        [program, "-Tsvg"], input=write_dot(stack), capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert drawn.stderr == ""
    shown = [text.text for text in etree.fromstring(drawn.stdout.encode()).iter("{http://www.w3.org/2000/svg}text")]
    assert sorted(str(text).replace("\N{NO-BREAK SPACE}", " ") for text in shown) == [
        "1 Basics",
        "2 Compute",
        '<b>"x\\N" &lt; #35;</b>',
        "Servers",
        "a %%{init}%%",
        "ironic [incubating]",
        "nova",
    ]
