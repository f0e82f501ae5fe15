"""Results that are kept from one check to the next."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from sevenlayer.link_check.cache import Ages, BadCache, Checked, read_cache, write_cache
from sevenlayer.link_check.results import Result, Verdict

NOW = datetime.datetime(2024, 5, 17, 12, 0, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)

GOOD = Result(Verdict.GOOD)
MOVED = Result(Verdict.MOVED, moved_to="https://example.org/new")
DEAD = Result(Verdict.DEAD, "answers 404 Not Found")
UNSURE = Result(Verdict.UNSURE, "answers 403 Forbidden")


def read(path: Path, now: datetime.datetime = NOW) -> dict[str, Checked]:
    return read_cache(path, Ages(), now)


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "cache.json"
    links = {f"https://example.org/{each.verdict.value}": Checked(each, NOW) for each in (UNSURE, MOVED, DEAD, GOOD)}
    write_cache(path, links)
    assert read(path) == links
    assert (
        path.read_text()
        == """\
{
 "version": 1,
 "links": {
  "https://example.org/dead": {
   "checked": "2024-05-17T12:00:00+00:00",
   "verdict": "dead",
   "reason": "answers 404 Not Found"
  },
  "https://example.org/good": {
   "checked": "2024-05-17T12:00:00+00:00",
   "verdict": "good"
  },
  "https://example.org/moved": {
   "checked": "2024-05-17T12:00:00+00:00",
   "verdict": "moved",
   "moved_to": "https://example.org/new"
  },
  "https://example.org/unsure": {
   "checked": "2024-05-17T12:00:00+00:00",
   "verdict": "unsure",
   "reason": "answers 403 Forbidden"
  }
 }
}
"""
    )
    assert [each.name for each in tmp_path.iterdir()] == ["cache.json"]


@pytest.mark.parametrize(
    ("result", "age", "believed"),
    [
        (GOOD, 0 * DAY, True),
        (GOOD, 6.9 * DAY, True),
        (GOOD, 7 * DAY, False),
        (MOVED, 6.9 * DAY, True),
        (MOVED, 7 * DAY, False),
        (DEAD, 0.9 * DAY, True),
        (DEAD, 1 * DAY, False),
        (UNSURE, 0.9 * DAY, True),
        (UNSURE, 1 * DAY, False),
        (GOOD, -1 * DAY, False),
    ],
)
def test_results_are_believed_for_a_time(
    tmp_path: Path, result: Result, age: datetime.timedelta, believed: bool
) -> None:
    path = tmp_path / "cache.json"
    write_cache(path, {"https://example.org/": Checked(result, NOW - age)})
    assert bool(read(path)) is believed


def test_what_may_not_be_asked_from_here_is_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "cache.json"
    write_cache(path, {"http://10.0.0.1/": Checked(Result(Verdict.UNCHECKED, "is not on the public internet"), NOW)})
    assert read(path) == {}


def test_without_a_file_there_are_no_results(tmp_path: Path) -> None:
    assert read(tmp_path / "cache.json") == {}


ENTRY: dict[str, object] = {"checked": "2024-05-17T12:00:00+00:00", "verdict": "good"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "\xff\x00",
        "[" * 100_000,
        "[]",
        "null",
        "{}",
        '{"version": 1}',
        '{"version": 1, "links": []}',
        '{"version": 1, "links": {"x": null}}',
        *(
            json.dumps({"version": 1, "links": {"x": entry}})
            for entry in (
                {},
                ENTRY | {"verdict": "great"},
                ENTRY | {"verdict": []},
                ENTRY | {"checked": "yesterday"},
                ENTRY | {"checked": "2024-05-17T12:00:00"},
                ENTRY | {"checked": 7},
                ENTRY | {"reason": 7},
                ENTRY | {"moved_to": ["x"]},
            )
        ),
    ],
)
def test_a_damaged_file_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cache.json"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(BadCache, match=r"^it is damaged$"):
        read(path)


def test_a_file_of_another_version_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cache.json"
    path.write_text('{"version": 2, "sites": {}}')
    with pytest.raises(BadCache, match=r"^it is of another version$"):
        read(path)


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadCache, match=r"^Is a directory$"):
        read(tmp_path)


def test_a_cache_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "cache.json"
    (path / "in the way").mkdir(parents=True)
    with pytest.raises(OSError, match="directory"):
        write_cache(path, {})
    assert [each.name for each in tmp_path.iterdir()] == ["cache.json"]
