"""Fields that a site declares: checked as the known ones, and typed."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from sevenlayer.front_matter import Choice, Date, Flag, Names, Number, Text, json_schema
from sevenlayer.front_matter.schema import read_own_fields
from sevenlayer.readers import MarkupOptions, Post, read_post

FIELDS = read_own_fields(
    {
        "tested_on": Date,
        "level": Choice("beginner", "expert"),
        "reviewers": Names,
        "minutes": Number,
        "outdated": Flag,
        "release": Text,
    }
)


def read(line: str, language: str = "md") -> Post:
    source = f"---\ntitle: A post\ndate: 2024-01-02\n{line}\n---\n\nText.\n"
    options = MarkupOptions(content_root=Path("/content"))
    return read_post(
        source.encode(), f"post.{language}", relative_path=f"post.{language}", options=options, pinned={}, fields=FIELDS
    )


@pytest.mark.parametrize("language", ["md", "rst"])
@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("tested_on: 2024-05-06", "tested_on", datetime.datetime(2024, 5, 6)),
        ("level: Expert", "level", "expert"),
        ("reviewers: Ada, Jon", "reviewers", ["Ada", "Jon"]),
        ("minutes: 12", "minutes", 12),
        ("outdated: no", "outdated", False),
        ("release: 2024.1", "release", "2024.1"),
    ],
)
def test_a_field_has_the_value_of_its_type(line: str, name: str, value: object, language: str) -> None:
    post = read(line, language)
    assert post.problems == ()
    assert post.metadata[name] == value


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("tested_on: soon", "post.md:4:12: error: 'soon' is not a date [front_matter.bad-field]"),
        ("level: medium", "post.md:4:8: error: 'medium' is not a level [front_matter.bad-field]"),
        ("minutes: many", "post.md:4:10: error: "),
        ("testedon: 2024-05-06", ""),
    ],
)
def test_a_wrong_value_is_reported_with_its_location(line: str, expected: str) -> None:
    said = [
        f"{problem.where}: {problem.severity.value}: {problem.message} [{problem.code}]"
        for problem in read(line).problems
    ]
    assert [one for one in said if not one.startswith(expected or "nothing")] == []
    assert bool(said) is bool(expected)


def test_schema_has_the_fields_of_the_site() -> None:
    properties = json_schema(FIELDS.values())["properties"]
    assert properties["level"]["enum"] == ["beginner", "expert"]
    assert {"title", "date", "tags", *FIELDS} <= set(properties)
