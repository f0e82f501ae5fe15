"""Where everything stands in a picture: nothing over anything else, at any width."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sevenlayer.layer_diagrams.layout.layout import DrawingOptions, lay_out
from sevenlayer.layer_diagrams.layout.wrapping import clean
from sevenlayer.layer_diagrams.model import CAN_USE, NEEDS, Annotation, Service, Stack

from .geometric_facts import is_inside, problems_of, segments_of
from .random_stacks import stacks
from .samples import ANNOTATIONS, DENSE, EDITION, GROUPS, NESTED, STACKS, THIRTY, arrows, layer

WIDTHS = (200, 328, 539, 540, 720, 1400)
ALL_OPTIONS = st.builds(
    DrawingOptions,
    st.sampled_from(["services", "titles", "both"]),
    st.sampled_from(["none", "needs", "all"]),
    st.sampled_from(["down", "up"]),
)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", STACKS)
def test_nothing_stands_over_anything_else(name: str, width: float) -> None:
    assert problems_of(lay_out(STACKS[name], {}, DrawingOptions(), width)) == []
    assert problems_of(lay_out(STACKS[name], ANNOTATIONS, DrawingOptions(), width)) == []


@given(stacks(), ALL_OPTIONS, st.sampled_from((200, 328, 412.5, 720, 1000)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_random_stacks_keep_the_geometric_facts(
    made: tuple[Stack, dict[str, Annotation]], options: DrawingOptions, width: float
) -> None:
    assert problems_of(lay_out(*made, options, width)) == []


@pytest.mark.parametrize("width", [328, 720])
def test_every_service_has_a_box_and_every_target_a_head(width: float) -> None:
    drawing = lay_out(EDITION, {}, DrawingOptions(), width)
    assert [box.service for box in drawing.boxes] == [service.name for service in EDITION.services]
    heads = sum(line.has_head for line in drawing.lines)
    assert len({(arrow.target, arrow.kind) for arrow in EDITION.arrows}) <= heads <= len(EDITION.arrows)
    assert len(drawing.lines) == len(EDITION.arrows)


def test_every_line_begins_at_its_source_and_leads_to_its_target() -> None:
    """Lines that end without a head end on another line of their kind that has one in the end."""
    for stack in (EDITION, NESTED, THIRTY, DENSE):
        drawing = lay_out(stack, {}, DrawingOptions(), 720)
        edges = {box.rect.y for box in drawing.boxes} | {box.rect.bottom for box in drawing.boxes}
        for line in drawing.lines:
            assert line.points[0][1] in edges
            if not line.has_head:
                x, y = line.points[-1]
                others = [other for other in drawing.lines if other is not line and other.kind == line.kind]
                assert any(
                    segment.x - 0.01 <= x <= segment.right + 0.01 and segment.y - 0.01 <= y <= segment.bottom + 0.01
                    for other in others
                    for segment in segments_of(other)
                ), line


def test_lines_to_different_targets_never_lie_on_each_other() -> None:
    for stack in (EDITION, NESTED):
        for width in (328, 720):
            lines = lay_out(stack, {}, DrawingOptions(), width).lines
            targets = [line for line in lines if line.has_head]
            for index, one in enumerate(targets):
                for other in targets[:index]:
                    for a in segments_of(one):
                        for b in segments_of(other):
                            shared_x = min(a.right, b.right) - max(a.x, b.x)
                            shared_y = min(a.bottom, b.bottom) - max(a.y, b.y)
                            assert not (shared_x >= 0 and shared_y >= 0 and max(shared_x, shared_y) > 0), (one, other)


def test_the_first_layer_is_at_the_top_unless_the_direction_is_up() -> None:
    down = lay_out(EDITION, {}, DrawingOptions(), 720)
    up = lay_out(EDITION, {}, DrawingOptions(direction="up"), 720)
    assert down.boxes[0].service == "heat"
    assert up.boxes[0].service == "oslo"
    assert [band.colour for band in up.bands] == [band.colour for band in reversed(down.bands)]
    assert problems_of(up) == []


def test_thirty_services_wrap_into_rows() -> None:
    for width, least in ((720, 5), (328, 8)):
        drawing = lay_out(THIRTY, {}, DrawingOptions(), width)
        assert len({box.rect.y for box in drawing.boxes[:30]}) >= least


def test_a_wide_picture_has_titles_at_the_left_and_a_narrow_one_above() -> None:
    wide, narrow = (lay_out(EDITION, {}, DrawingOptions(), width) for width in (720, 328))
    title, box = wide.bands[0].texts[0].rect, wide.boxes[0].rect
    assert title.right <= box.x
    title, box = narrow.bands[0].texts[0].rect, narrow.boxes[0].rect
    assert title.bottom <= box.y
    assert title.x < box.right


def test_no_line_runs_between_a_number_and_its_title() -> None:
    for direction in ("down", "up"):
        drawing = lay_out(EDITION, {}, DrawingOptions(direction=direction), 328)
        for band in drawing.bands:
            left = min(text.x for text in band.texts)
            right, top = max(text.rect.right for text in band.texts), min(text.rect.y for text in band.texts)
            bottom = max(text.rect.bottom for text in band.texts)
            for line in drawing.lines:
                for segment in segments_of(line):
                    is_beside = segment.right < left or segment.x > right
                    assert is_beside or segment.bottom <= top or segment.y >= bottom


def test_show_titles_has_no_boxes_and_no_arrows() -> None:
    drawing = lay_out(EDITION, {}, DrawingOptions(show="titles"), 720)
    assert (drawing.boxes, drawing.lines, drawing.legend) == ((), (), ())
    assert [text.text for text in drawing.bands[1].texts] == ["The Options", "3"]


def test_show_services_has_numbers_but_no_titles() -> None:
    drawing = lay_out(EDITION, {}, DrawingOptions(show="services"), 720)
    assert [text.text for band in drawing.bands for text in band.texts] == ["4", "3", "2", "1", "0"]
    assert len(drawing.boxes) == len(EDITION.services)


def test_arrows_are_left_out_as_asked() -> None:
    assert lay_out(EDITION, {}, DrawingOptions(arrows="none"), 720).lines == ()
    needs = lay_out(EDITION, {}, DrawingOptions(arrows="needs"), 720)
    assert {line.kind for line in needs.lines} == {NEEDS}
    assert {line.kind for line in lay_out(EDITION, {}, DrawingOptions(), 720).lines} == {NEEDS, CAN_USE}


def test_arrows_to_what_stands_nowhere_are_left_out() -> None:
    stack = Stack((layer("1", "One", "nova"),), arrows("nova", "nowhere"))
    drawing = lay_out(stack, {}, DrawingOptions(), 720)
    assert drawing.lines == ()
    assert problems_of(drawing) == []


def test_names_are_looked_up_without_case() -> None:
    stack = Stack((layer("2", "Two", "Nova"), layer("1", "One", "KEYSTONE")), arrows("nova", "Keystone"))
    drawing = lay_out(stack, {"NOVA": Annotation(url="/nova/")}, DrawingOptions(), 720)
    assert len(drawing.lines) == 1
    assert drawing.boxes[0].url == "/nova/"


def test_an_arrow_between_neighbours_is_straight() -> None:
    stack = Stack((layer("2", "Two", "nova"), layer("1", "One", "keystone")), arrows("nova", "keystone"))
    for width in (328, 720):
        (line,) = lay_out(stack, {}, DrawingOptions(), width).lines
        assert line.has_head
        assert len({x for x, _ in line.points}) == 1


def test_labels_of_arrows_have_a_badge_and_a_line_in_the_legend() -> None:
    drawing = lay_out(EDITION, {}, DrawingOptions(), 720)
    assert sorted(badge.text.text for badge in drawing.badges) == ["1", "2", "3"]
    words = [text.text for text in drawing.legend]
    assert words[:2] == ["needs", "can use"]
    assert "glance to swift: image store" in words


@given(stacks(), ALL_OPTIONS, st.sampled_from((200, 328, 720)))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_labelled_arrow_has_its_badge_and_its_words(
    made: tuple[Stack, dict[str, Annotation]], options: DrawingOptions, width: float
) -> None:
    drawing = lay_out(*made, options, width)
    explained = [text.text for text in drawing.legend if text.is_bold]
    assert sorted(explained) == sorted(badge.text.text for badge in drawing.badges)
    is_drawn = {"none": (), "needs": (NEEDS,), "all": (NEEDS, CAN_USE)}[
        options.arrows if options.show != "titles" else "none"
    ]
    labelled = [arrow for arrow in made[0].arrows if arrow.kind in is_drawn and clean(arrow.label)]
    assert explained == [str(number) for number in range(1, len(labelled) + 1)]


def test_numbers_without_room_on_their_lines_stand_inside_the_box_that_they_leave() -> None:
    many = [f"t{number}" for number in range(40)]
    stack = Stack(
        (layer("2", "Two", "hub"), layer("1", "One", *many)),
        tuple(arrow for name in many for arrow in arrows("hub", name, label=f"to {name}")),
    )
    drawing = lay_out(stack, {}, DrawingOptions(), 328)
    hub = drawing.boxes[0]
    assert sorted(int(badge.text.text) for badge in drawing.badges) == list(range(1, 41))
    assert sum(is_inside(badge.rect, hub.rect) for badge in drawing.badges) > 30
    assert {f"hub to {name}: to {name}" for name in many} <= {text.text for text in drawing.legend}
    assert problems_of(drawing) == []


def test_an_arrow_that_is_not_drawn_has_no_number() -> None:
    stack = Stack((layer("1", "One", "nova"),), arrows("nova", "nowhere", label="lost"))
    assert lay_out(stack, {}, DrawingOptions(), 720).legend == ()


@pytest.mark.parametrize("width", [328, 720])
def test_ends_of_lines_on_one_edge_are_apart(width: float) -> None:
    drawing = lay_out(EDITION, {}, DrawingOptions(), width)
    for box in drawing.boxes:
        for edge in (box.rect.y, box.rect.bottom):
            ends = [line.points[0] for line in drawing.lines]
            ends += [line.points[-1] for line in drawing.lines if line.has_head]
            xs = sorted({x for x, y in ends if y == edge and box.rect.x <= x <= box.rect.right})
            assert all(after - before >= 8 for before, after in pairwise(xs)), (box.service, xs)


def test_ends_of_lines_are_spread_evenly() -> None:
    stack = Stack((layer("2", "Two", "hub"), layer("1", "One", "a", "b", "c", "d")), arrows("hub", "a b c d"))
    drawing = lay_out(stack, {}, DrawingOptions(), 720)
    hub = drawing.boxes[0].rect
    xs = sorted(line.points[0][0] for line in drawing.lines)
    assert len(set(xs)) == 4
    steps = [after - before for before, after in pairwise((2 * hub.x - xs[0], *xs, 2 * hub.right - xs[-1]))]
    assert max(steps) - min(steps) <= 24
    assert min(steps) >= 16


def test_boxes_of_all_layers_stand_in_the_same_columns() -> None:
    for stack in (EDITION, THIRTY, GROUPS):
        for width in (328, 720):
            boxes = [box.rect for box in lay_out(stack, {}, DrawingOptions(arrows="none"), width).boxes]
            single = min(box.width for box in boxes)
            columns = {round(box.x, 2) for box in boxes}
            gaps = [after - before - single for before, after in pairwise(sorted(columns))]
            assert max(gaps) - min(gaps) < 0.1, (stack, width)


def test_boxes_fill_the_width() -> None:
    for width in (328, 720):
        drawing = lay_out(EDITION, {}, DrawingOptions(), width)
        assert max(box.rect.right for box in drawing.boxes) > width - 30


def test_small_groups_stand_side_by_side_in_outlines_of_one_height() -> None:
    drawing = lay_out(GROUPS, {}, DrawingOptions(), 720)
    network, storage, hardware, platforms, messages = (outline.rect for outline in drawing.outlines if outline.rect)
    assert (network.y, network.bottom) == (storage.y, storage.bottom) == (hardware.y, hardware.bottom)
    assert network.right < storage.x
    assert network.x == platforms.x
    assert (platforms.y, platforms.bottom) == (messages.y, messages.bottom)
    assert problems_of(drawing) == []


def test_a_usual_name_stands_in_one_line() -> None:
    for width in (328, 720):
        drawing = lay_out(EDITION, {}, DrawingOptions(arrows="none"), width)
        names = {box.service: [text.text for text in box.texts if text.role == "name"] for box in drawing.boxes}
        assert [name for name, lines in names.items() if len(lines) > 1] in ([], ["Ubuntu, Fedora, …"])


def test_a_status_is_a_note_once() -> None:
    stack = Stack((layer("1", "One", Service("ironic", "incubating"), Service("zaqar", "new")),))
    annotations = {"ironic": Annotation(("Incubating",), "incubating"), "zaqar": Annotation(("was Marconi",))}
    ironic, zaqar = lay_out(stack, annotations, DrawingOptions(), 720).boxes
    assert [text.text for text in ironic.texts] == ["ironic", "Incubating"]
    assert [text.text for text in zaqar.texts] == ["zaqar", "new", "was Marconi"]


def test_a_status_that_has_a_look_gets_it() -> None:
    stack = Stack((layer("1", "One", Service("ironic", "Incubating")),))
    assert lay_out(stack, {}, DrawingOptions(), 720).boxes[0].look == "incubating"


def test_the_same_stack_gives_the_same_picture() -> None:
    assert lay_out(DENSE, {}, DrawingOptions(), 720) == lay_out(DENSE, {}, DrawingOptions(), 720)


def test_a_width_below_the_least_gives_the_least() -> None:
    assert lay_out(EDITION, {}, DrawingOptions(), 10).width == 200
