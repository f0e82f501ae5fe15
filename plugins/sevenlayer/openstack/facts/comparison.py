"""Compare the facts with the installed release of os-service-types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sevenlayer.diagnostics import Problem

from .load import open_record, read_origin
from .model import Facts, Origin
from .reading import Reading
from .record import Record
from .service_types import ServiceType


@dataclass(frozen=True)
class Difference:
    """A service type that belongs to project *ours* in the facts and to *theirs* in os-service-types, or None."""

    service_type: str
    ours: str | None
    theirs: str | None


@dataclass(frozen=True)
class Comparison:
    """The state of os-service-types that the facts were last compared with: release *package*, data *version*.

    *seen* maps each service type to its project and aliases; *known* maps accepted differences to their reasons.
    """

    origin: Origin
    package: str
    version: str
    seen: Mapping[str, tuple[str, tuple[str, ...]]]
    known: Mapping[Difference, str]


def load_comparison(folder: Path) -> tuple[Comparison | None, tuple[Problem, ...]]:
    """Read ``service_types.yaml`` in *folder*.

    :return: the comparison, or None if there are problems; and the problems.
    """
    reading = Reading()
    record = open_record(folder / "service_types.yaml", reading)
    if record is None:
        return None, tuple(reading.problems)
    comparison = Comparison(
        read_origin(record),
        record.text("package"),
        record.text("version"),
        dict(_service_type(one) for one in record.records("service_types", "service type", required=True)),
        dict(_difference(one) for one in record.records("differences", "difference")),
    )
    record.close()
    return (None if reading.problems else comparison), tuple(reading.problems)


def _service_type(record: Record) -> tuple[str, tuple[str, tuple[str, ...]]]:
    name = record.text("name")
    record.reading.add_name("service type", name, record.location("name"))
    seen = (record.text("project"), record.words("aliases"))
    record.close()
    return name, seen


def _difference(record: Record) -> tuple[Difference, str]:
    name = record.text("service_type")
    record.reading.add_name("difference", name, record.location("service_type"))
    difference = Difference(name, record.optional_text("ours"), record.optional_text("theirs"))
    reason = record.text("reason")
    record.close()
    return difference, reason


def find_differences(facts: Facts, theirs: Mapping[str, ServiceType]) -> tuple[Difference, ...]:
    """Return the service types that the facts and os-service-types assign to different projects, sorted by name."""
    ours = {name: project.name for project in facts.projects.values() for name in project.service_types}
    found = (
        Difference(name, ours.get(name), theirs[name].project if name in theirs else None)
        for name in sorted(ours.keys() | theirs.keys())
    )
    return tuple(one for one in found if one.ours != one.theirs)


def changes_since(comparison: Comparison, now: Mapping[str, ServiceType]) -> Iterator[str]:
    """Yield one line for each difference between *comparison* and *now*, the installed service types by name."""
    for name in sorted(comparison.seen.keys() | now.keys()):
        if name not in now:
            yield f"service type '{name}' is gone"
        elif name not in comparison.seen:
            yield f"service type '{name}' is new: it belongs to '{now[name].project}'"
        else:
            project, aliases = comparison.seen[name]
            if now[name].project != project:
                yield f"service type '{name}' belongs to '{now[name].project}', no longer to '{project}'"
            for alias in now[name].aliases:
                if alias not in aliases:
                    yield f"service type '{name}' has a new alias '{alias}'"
            for alias in aliases:
                if alias not in now[name].aliases:
                    yield f"service type '{name}' has lost its alias '{alias}'"
