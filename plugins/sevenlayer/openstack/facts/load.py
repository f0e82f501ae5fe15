"""Reads the data files; every fault in them is found at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

from sevenlayer.diagnostics import Location, Problem, error
from sevenlayer.front_matter.yaml import YamlError, parse_yaml

from .links import read_link_role, read_move
from .model import Facts, Origin, Source
from .projects import read_edition, read_project
from .reading import CODE, Reading
from .record import Record
from .series import read_series
from .validate import check_dates, check_dependencies, check_examples

DATA = Path(__file__).resolve().parents[1] / "data"

T = TypeVar("T")

_BaseLoader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_BaseLoader):
    """Gives nodes no types: we know which each field has, and looking for them takes a quarter of the time."""

    def resolve(self, _kind: Any, _value: Any, _implicit: Any) -> None:
        return None

    def descend_resolver(self, _parent: Any, _index: Any) -> None:
        return None

    def ascend_resolver(self) -> None:
        return None


class BadFacts(Exception):
    """The data that come with the plugin cannot be used; *problems* says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("the facts about OpenStack cannot be read; `make facts` says why")
        self.problems = problems


@cache
def facts() -> Facts:
    """Return the facts that come with the plugin.

    :raises BadFacts: there is a fault in them.
    """
    loaded, problems = load_facts(DATA)
    if loaded is None:
        raise BadFacts(problems)
    return loaded


def load_facts(folder: Path, thorough: bool = False) -> tuple[Facts | None, tuple[Problem, ...]]:
    """Read the files of *folder*; return the facts, and what is wrong with them. With problems there are no facts.

    Regular expressions and examples are tried only if *thorough*: the tests have done it for the files that come with the plugin.
    """
    reading = Reading(thorough)
    origins: dict[str, Origin] = {}
    words: dict[str, tuple[str, ...]] = {}

    def read(file: str, entries: str, what: str, read_entry: Callable[[Record], T | None], *lists: str) -> list[T]:
        record = open_record(folder / file, reading)
        if record is None:
            return []
        origins[file] = read_origin(record)
        found = [read_entry(entry) for entry in record.records(entries, what, required=True)]
        words.update({name: record.words(name) for name in lists})
        record.close()
        return [one for one in found if one is not None]

    series = read("series.yaml", "series", "series", read_series)
    projects = read("projects.yaml", "projects", "project", read_project)
    editions = read("layers.yaml", "editions", "edition", read_edition)
    moves = read("moved_addresses.yaml", "moves", "move", read_move)
    roles = read("link_roles.yaml", "roles", "role", read_link_role, "families", "repositories")

    read_facts = Facts(
        origins,
        tuple(series),
        {project.name: project for project in projects},
        tuple(editions),
        tuple(moves),
        {role.name: role for role in roles},
        **words,
    )
    reading.check_references()
    check_dates(read_facts, reading)
    check_dependencies(read_facts, reading)
    if thorough and not reading.problems:
        # A pattern or a name that is wrong would be reported again by each example.
        check_examples(read_facts, reading)
    problems = tuple(sorted(reading.problems, key=lambda problem: problem.sort_key))
    return (None if problems else read_facts), problems


def open_record(path: Path, reading: Reading) -> Record | None:
    """Return what the file at *path* holds, or None when it cannot be read, which is reported."""
    try:
        text = path.read_text("utf-8")
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        # The reader of front matter is slower, and says better what is wrong.
        try:
            parse_yaml(text, str(path))
        except YamlError as exception:
            message = exception.message.replace("the front matter", "the file")
            reading.problems.append(error(CODE, message, exception.where, exception.hint))
            return None
        reading.report("the file is not YAML", Location(str(path)))
    except (OSError, UnicodeDecodeError) as exception:
        reason = exception.strerror if isinstance(exception, OSError) else "it is not UTF-8"
        reading.report(f"the file cannot be read: {reason}", Location(str(path)))
    else:
        if isinstance(node, yaml.MappingNode):
            return Record(node, str(path), "file", reading)
        reading.report("the file has no fields", Location(str(path)))
    return None


def read_origin(record: Record) -> Origin:
    """Read where the facts of a file come from. A file without sources is a fault."""
    sources: list[Source] = []
    for source in record.records("sources", "source", required=True):
        sources.append(Source(source.text("title"), source.text("address"), source.optional_day("date")))
        source.close()
    return Origin(record.day("updated"), tuple(sources))
