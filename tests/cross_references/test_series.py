"""Series: posts in, order and problems out. A line is a post: its path, its number or ``-``, its date, its series, its status."""

from __future__ import annotations

import datetime
from dataclasses import replace

from sevenlayer.diagnostics import Location
from sevenlayer.series.model import Part, Series, gather_series, series_problems


def parts(text: str) -> list[Part]:
    return [part(line) for line in text.strip().splitlines()]


def part(line: str) -> Part:
    path, number, date, series, *status = (word.strip() for word in line.split("|"))
    return Part(
        path=path,
        series=series,
        number=None if number == "-" else int(number),
        date=datetime.datetime.fromisoformat(date).replace(tzinfo=datetime.UTC),
        status=status[0] if status else "published",
        where=Location(path, 2, 9),
        where_number=Location(path, 3, 15),
    )


def only_series(text: str) -> Series:
    (series,) = gather_series(parts(text))
    return series


def order(text: str) -> list[str]:
    return [one.path for one in only_series(text).parts]


def reported(text: str) -> list[str]:
    return [
        f"{problem.where}: {problem.severity.value}: {problem.message} ({problem.hint}) [{problem.code}]"
        for problem in series_problems(only_series(text))
    ]


def test_numbers_give_the_order() -> None:
    posts = """
        b.md | 10 | 2024-01-01 | Cells
        a.md | 9  | 2024-01-02 | Cells
        c.md | 8  | 2024-01-03 | Cells
    """
    assert order(posts) == ["c.md", "a.md", "b.md"]


def test_dates_give_the_order_where_nothing_has_a_number_and_paths_that_of_one_moment() -> None:
    posts = """
        c.md | - | 2024-01-02 | Cells
        b.md | - | 2024-01-01 | Cells
        a.md | - | 2024-01-02 | Cells
    """
    assert order(posts) == ["b.md", "a.md", "c.md"]
    assert reported(posts) == []


def test_dates_of_several_zones_are_moments() -> None:
    early, late = parts("a.md | - | 2024-01-02 | Cells\nb.md | - | 2024-01-02 | Cells")
    east = datetime.timezone(datetime.timedelta(hours=8))
    moved = replace(late, date=late.date.replace(tzinfo=east))
    (series,) = gather_series([early, moved])
    assert [one.path for one in series.parts] == ["b.md", "a.md"]


def test_names_that_differ_in_their_spelling_only_are_one_series_with_the_name_of_its_first_part() -> None:
    series = only_series("b.md | 2 | 2024-01-01 | cells, EXPLAINED!\na.md | 1 | 2024-01-02 | Cells explained")
    assert (series.slug, series.name) == ("cells-explained", "Cells explained")


def test_names_that_differ_are_several_series_in_the_order_of_their_slugs() -> None:
    posts = """
        a.md | - | 2024-01-01 | Ports
        b.md | - | 2024-01-01 | C++
        c.md | - | 2024-01-01 | C
        d.md | - | 2024-01-01 | Ölpreise
    """
    assert [series.slug for series in gather_series(parts(posts))] == ["c", "c-plus-plus", "olpreise", "ports"]


def test_every_slug_is_the_name_of_a_file() -> None:
    names = ["../../etc/passwd", "…", "a/b", "CON .", "x" * 999, "日本", "'\"<b>", "--"]
    posts = "\n".join(f"{number}.md | - | 2024-01-01 | {name}" for number, name in enumerate(names))
    slugs = [series.slug for series in gather_series(parts(posts))]
    assert len(slugs) == len(names)
    assert [slug for slug in slugs if not slug.replace("-", "").isalnum() or len(slug) > 200] == []


def test_drafts_and_hidden_posts_have_a_place_and_are_not_listed() -> None:
    posts = """
        a.md | 1 | 2024-01-01 | Cells
        b.md | 2 | 2024-01-02 | Cells | draft
        c.md | 2 | 2024-01-03 | Cells
        d.md | - | 2024-01-04 | Cells | hidden
    """
    series = only_series(posts)
    assert [one.path for one in series.parts] == ["a.md", "c.md"]
    assert {one.path: series.parts_before(one) for one in (*series.parts, *series.unlisted)} == {
        "a.md": 0,
        "b.md": 1,
        "c.md": 1,
        "d.md": 2,
    }
    assert reported(posts) == []


def test_number_of_a_draft_does_not_number_a_series_of_dates() -> None:
    series = only_series("a.md | - | 2024-01-03 | Cells\nb.md | 1 | 2024-01-04 | Cells | draft")
    assert series.parts_before(series.unlisted[0]) == 1
    assert list(series_problems(series)) == []


def test_series_of_drafts_alone_has_a_name_and_nothing_wrong() -> None:
    series = only_series("b.md | 2 | 2024-01-03 | Cells | draft\na.md | 1 | 2024-01-04 | CELLS | draft")
    assert (series.name, series.parts) == ("CELLS", ())
    assert list(series_problems(series)) == []


def test_series_of_one_post_is_fine() -> None:
    assert reported("a.md | - | 2024-01-01 | Cells") == []
    assert reported("a.md | 1 | 2024-01-01 | Cells") == []


def test_missing_part_is_reported_where_the_next_one_stands() -> None:
    posts = """
        a.md | 1 | 2024-01-01 | Cells
        b.md | 2 | 2024-01-01 | Cells
        d.md | 4 | 2024-01-01 | Cells
    """
    assert reported(posts) == [
        (
            "d.md:3:15: warning: part 3 of 'Cells' is missing between 'b.md' and 'd.md' "
            "(number the parts from 1 without gaps) [cross_references.series-gap]"
        )
    ]


def test_missing_first_part_is_reported() -> None:
    assert reported("b.md | 2 | 2024-01-01 | Cells") == [
        (
            "b.md:3:15: warning: part 1 of 'Cells' is missing before 'b.md' "
            "(number the parts from 1 without gaps) [cross_references.series-gap]"
        )
    ]


def test_several_missing_parts_are_one_problem_however_many() -> None:
    assert reported("a.md | 1 | 2024-01-01 | Cells\nb.md | 9999 | 2024-01-01 | Cells") == [
        (
            "b.md:3:15: warning: parts 2 to 9998 of 'Cells' are missing between 'a.md' and 'b.md' "
            "(number the parts from 1 without gaps) [cross_references.series-gap]"
        )
    ]


def test_draft_that_is_the_missing_part_is_named() -> None:
    posts = """
        a.md | 1 | 2024-01-01 | Cells
        b.md | 2 | 2024-01-01 | Cells | draft
        c.md | 4 | 2024-01-01 | Cells | hidden
        d.md | 5 | 2024-01-01 | Cells
        e.md | 6 | 2024-01-01 | Cells | draft
    """
    assert reported(posts) == [
        (
            "d.md:3:15: warning: parts 2 to 4 of 'Cells' are missing between 'a.md' and 'd.md' "
            "(publish 'b.md' (draft), 'c.md' (hidden), or renumber the parts) [cross_references.series-gap]"
        )
    ]


def test_two_posts_with_one_number_are_reported_at_both() -> None:
    posts = """
        a.md | 1 | 2024-01-01 | Cells
        b.md | 1 | 2024-01-02 | Cells
        c.md | 2 | 2024-01-01 | Cells
    """
    said = (
        "warning: 'a.md' and 'b.md' are both part 1 of 'Cells' "
        "(give each part its own 'series_index') [cross_references.series-duplicate]"
    )
    assert reported(posts) == [f"a.md:3:15: {said}", f"b.md:3:15: {said}"]


def test_three_posts_with_one_number_are_reported_at_all() -> None:
    posts = "\n".join(f"{name}.md | 1 | 2024-01-01 | Cells" for name in "abc")
    said = (
        "warning: 'a.md', 'b.md' and 'c.md' are all part 1 of 'Cells' "
        "(give each part its own 'series_index') [cross_references.series-duplicate]"
    )
    assert reported(posts) == [f"{name}.md:3:15: {said}" for name in "abc"]


def test_post_without_a_number_among_numbered_ones_comes_last_and_is_reported() -> None:
    posts = """
        a.md | - | 2023-01-01 | Cells
        b.md | 1 | 2024-01-02 | Cells
        c.md | 2 | 2024-01-01 | Cells
    """
    assert order(posts) == ["b.md", "c.md", "a.md"]
    assert reported(posts) == [
        (
            "a.md:2:9: warning: missing 'series_index': other parts of 'Cells' have one; this part is placed last "
            "(add a 'series_index') [cross_references.series-no-index]"
        )
    ]
