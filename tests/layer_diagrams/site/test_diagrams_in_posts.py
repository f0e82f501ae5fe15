"""What the directive makes of its text and its options, in both languages."""

from __future__ import annotations

import re

import pytest
from lxml import html
from sevenlayer.readers import Post

from .posts import indented, read, report

STACK = """\
2 Extending the Base: neutron, cinder, swift
1 The Basics: keystone, glance, nova

nova -> keystone, glance
nova ..> neutron
"""
#: The edition of 2013 as its post has it.
EDITION = """\
4 Turtles All The Way Up: heat, trove, moniker, marconi [incubating]
3 The Options: horizon, ceilometer
2 Extending the Base: neutron, cinder, swift, ironic [incubating]
1 The Basics: keystone, glance, nova
0 Operating Systems and Libraries: oslo, oslo.config
"""

both_languages = pytest.mark.parametrize("language", ["md", "rst"])


def directive(language: str, text: str = "", argument: str = "", **options: str) -> str:
    opening, indent, end = ("```{layers}", "", "```\n") if language == "md" else (".. layers::", "   ", "")
    lines = "".join(f"{indent}:{name}: {value}".rstrip() + "\n" for name, value in options.items())
    return (
        f"{opening} {argument}".rstrip() + f"\n{lines}\n" + (indented(text.rstrip("\n"), indent) if text else "") + end
    )


def draw(language: str, text: str = "", argument: str = "", **options: str) -> Post:
    post = read("Text.\n\n" + directive(language, text, argument, **options), language)
    assert report(post) == []
    return post


def words(post: Post) -> str:
    (details,) = html.fragment_fromstring(post.html or "", create_parent="div").xpath("details")
    return "\n".join(" ".join(line.split()) for line in details.text_content().split("\n") if line.strip())


def image(post: Post) -> str:
    (text,) = post.files.values()
    return text


@pytest.mark.parametrize("argument", ["", "2013"])
def test_both_languages_give_the_same(argument: str) -> None:
    def without_ids(post: Post) -> str:
        return re.sub(r"layers-[0-9a-f]{10}", "layers-id", (post.html or "").replace("\n", ""))

    text = "" if argument else STACK
    first, second = (draw(language, text, argument, caption="A *stack*", name="x") for language in ("md", "rst"))
    assert without_ids(first) == without_ids(second)
    assert first.files == second.files


@both_languages
def test_the_same_post_gives_the_same_bytes(language: str) -> None:
    first, second = (draw(language, STACK) for _time in range(2))
    assert (first.html, first.files) == (second.html, second.files)


@both_languages
def test_an_edition_is_drawn_as_its_text_would_be(language: str) -> None:
    caption = "The layers of OpenStack in 2013"
    assert image(draw(language, "", "2013")) == image(draw(language, EDITION, caption=caption))
    assert image(draw(language, edition="2013")) == image(draw(language, "", "2013"))


@both_languages
def test_one_diagram_twice_is_one_file_and_two_sets_of_ids(language: str) -> None:
    post = read(directive(language, STACK) + "\nText.\n\n" + directive(language, STACK), language)
    assert report(post) == []
    assert len(post.files) == 1
    ids = re.findall(r'\sid="([^"]*)"', post.html or "")
    assert ids
    assert len(ids) == len(set(ids))


@both_languages
def test_yaml_is_drawn_as_the_terse_form(language: str) -> None:
    yaml = "layers:\n  - number: 1\n    title: The Basics\n    members: [keystone, {name: nova, status: incubating}]"
    assert image(draw(language, yaml)) == image(draw(language, "1 The Basics: keystone, nova [incubating]"))


@both_languages
def test_arrows_alone_are_arranged(language: str) -> None:
    post = draw(language, "nova -> glance, keystone\nglance -> keystone", arrange="")
    assert words(post).split("\n")[:7] == [
        "The diagram in words",
        "Layer 2",
        "nova",
        "Layer 1",
        "glance",
        "Layer 0",
        "keystone",
    ]


@both_languages
def test_arrows_that_are_not_drawn_are_not_told(language: str) -> None:
    every, needs, none = (words(draw(language, STACK, arrows=arrows)) for arrows in ("all", "needs", "none"))
    assert every.split("\n")[-2:] == ["serviceneedscan use", "novakeystone, glanceneutron"]
    assert needs.split("\n")[-2:] == ["serviceneeds", "novakeystone, glance"]
    assert none.split("\n")[-1] == "nova"
    titles = words(draw(language, STACK, show="titles"))
    assert titles == "The diagram in words\n2 Extending the Base\n1 The Basics"


@both_languages
def test_each_option_of_the_drawing_changes_it(language: str) -> None:
    options = [
        {},
        {"show": "titles"},
        {"show": "services"},
        {"arrows": "none"},
        {"direction": "up"},
        {"highlight": "nova"},
    ]
    assert len({image(draw(language, STACK, **one)) for one in options}) == len(options)


@both_languages
def test_untangling_keeps_services_in_their_layers(language: str) -> None:
    text = "2 B: a, b\n1 A: c, d\n\na -> d\nb -> c"
    written, untangled = (words(draw(language, text, order=order)).split("\n") for order in ("written", "untangle"))
    assert sorted(written) == sorted(untangled)
    assert written != untangled


@both_languages
def test_class_and_name_are_those_of_the_figure(language: str) -> None:
    post = draw(language, STACK, **{"name": "The Stack", "class": "wide quiet"})
    assert '<figure id="the-stack" class="layers wide quiet">' in (post.html or "")


@both_languages
def test_a_caption_is_in_the_language_of_the_post(language: str) -> None:
    post = draw(language, STACK, caption="One *stack* & more")
    assert "<figcaption>One <em>stack</em> &amp; more</figcaption>" in (post.html or "")
    assert "<title id=" in image(post)
    assert ">Services in layers</title>" in image(post)
    assert ">A plain caption</title>" in image(draw(language, STACK, caption="A plain caption"))


@both_languages
def test_a_picture_is_described_from_where_it_begins(language: str) -> None:
    down, up = (draw(language, STACK, direction=direction) for direction in ("down", "up"))
    told = (
        "2 layers, from the {}: 2 Extending the Base, with 3 services; 1 The Basics, with 3 services. 3 dependencies."
    )
    assert told.format("top") in image(down)
    assert told.format("bottom") in image(up)


@both_languages
def test_hostile_names_are_text(language: str) -> None:
    text = '1 A <script>: "</svg><script>alert(1)</script>", "a\\" onload=\\"alert(1)", nova'
    post = draw(language, text)
    tree = html.fragment_fromstring(post.html or "", create_parent="div")
    assert tree.xpath("//script | //@onload") == []
    assert "</svg><script>alert(1)</script>" in words(post)


def test_diagrams_stand_in_tables_and_notes() -> None:
    text = ".. list-table::\n\n   * - .. layers::\n          :show: services\n\n          1 The Basics: nova, nova\n     - b\n"
    assert report(read(text, "rst")) == [
        (
            "post.rst:10:31: error: service 'nova' stands here a second time; the first is in line 10 [layer_diagrams.text]"
            " | remove one of the two"
        )
    ]


def test_references_of_a_diagram_are_those_of_its_post() -> None:
    post = draw("md", "1 The Basics: nova")
    assert {(reference.url, reference.where.line) for reference in post.references} == {("/projects/nova/", 7)}
