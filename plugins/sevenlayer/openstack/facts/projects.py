"""Read the entries of ``projects.yaml`` and ``layers.yaml``."""

from __future__ import annotations

import re

from .model import Edition, FormerName, Layer, OtherSense, Project
from .record import Record

TYPES = ("service", "library", "client", "tool", "deployment", "infrastructure", "team", "external")
STATUSES = ("active", "deprecated", "retired", "merged", "left", "abandoned")
TRACKERS = ("launchpad", "storyboard")
#: Sources of dependencies: the map of 2019, that map with corrections, or our own judgement.
DEPENDENCIES_FROM = ("map", "adapted map", "judgement")
KINDS_OF_RENAMES = (
    "renamed",
    "repository renamed",
    "split from",
    "merged",
    "grew out of",
    "replaces",
    "part retired",
)


def read_project(record: Record) -> Project | None:
    """Return the project that *record* describes, or None if it has a fault."""
    name = record.text("name")
    record.reading.add_name("project", name, record.location("name"))
    project = Project(
        name=name,
        title=record.text("title"),
        type=record.choice("type", TYPES),
        service_types=record.words("service_types"),
        status=record.choice("status", STATUSES),
        status_since=record.optional_day("status_since"),
        began=record.reference("began", "series") or record.optional_text("first"),
        first=record.reference("first", "series"),
        last=record.reference("last", "series"),
        repository=record.optional_text("repository"),
        tracker=record.choice("tracker", TRACKERS, required=False) or None,
        written=record.words("written") or _usual_spelling(name),
        ambiguous=record.optional_text("ambiguous"),
        requires=record.references("requires", "project"),
        optional=record.references("optional", "project"),
        dependencies_from=record.choice("dependencies_from", DEPENDENCIES_FROM, required=False) or None,
        formerly=tuple(_former_name(former, name) for former in record.records("formerly", "former name")),
    )
    if (project.requires or project.optional) and project.dependencies_from is None:
        record.fault(f"'{name}' has dependencies but no 'dependencies_from'")
    for service_type in record.scalars("service_types"):
        record.reading.add_name("service type", service_type.text, service_type.where)
    return project if record.close() else None


def _former_name(record: Record, project: str) -> FormerName:
    name = record.text("name")
    record.reading.add_name("former name", name, record.location("name"))
    former = FormerName(
        name=name,
        kind=record.choice("kind", KINDS_OF_RENAMES),
        until=record.optional_day("until"),
        cycle=record.reference("cycle", "series", required=True) or "",
        written=record.words("written") or _usual_spelling(name),
        ambiguous=record.optional_text("ambiguous"),
        other_sense=_other_sense(record),
        unsure=record.unsure(),
    )
    if name == project:
        record.fault(f"'{name}' is the current name", record.location("name"))
    if former.other_sense and former.ambiguous is None:
        record.fault(f"'{name}' has 'in_its_time' but no 'ambiguous'", record.location("in_its_time"))
    record.close()
    return former


def _other_sense(record: Record) -> OtherSense | None:
    kind = record.choice("in_its_time", ("word", "name"), required=False)
    not_before, not_after, not_with = (
        frozenset(record.words(field)) for field in ("not_before", "not_after", "not_with")
    )
    if not kind:
        if not_before or not_after or not_with:
            record.fault("words of another sense need 'in_its_time'", hint="write 'in_its_time: word' or 'name'")
        return None
    for word in sorted(not_before | not_after | not_with):
        if not re.fullmatch(r"\w+", word) or word != word.lower():
            record.fault(f"'{word}' is not a single lower-case word", record.location("in_its_time"))
    return OtherSense(kind == "word", not_before, not_after, not_with)


def _usual_spelling(name: str) -> tuple[str, ...]:
    """Return the default spellings: plain words are capitalised, names with other characters stay as they are."""
    return (name.capitalize(),) if name.isalpha() and name.islower() else (name,)


def read_edition(record: Record) -> Edition | None:
    """Return the edition that *record* describes, or None if it has a fault."""
    year = record.text("year")
    record.reading.add_name("edition", year, record.location("year"))
    edition = Edition(
        year=year,
        title=record.text("title"),
        date=record.day("date"),
        url=record.text("url"),
        layers=tuple(_layer(layer, year) for layer in record.records("layers", "layer", required=True)),
    )
    return edition if record.close() else None


def _layer(record: Record, year: str) -> Layer:
    number = record.text("number")
    record.reading.add_name(f"layer of {year}", number, record.location("number"))
    for project in record.scalars("projects"):
        record.reading.add_name(f"project in the layers of {year}", project.text, project.where)
    projects = record.references("projects", "project")
    names = {project.text: name.text for project, name in record.pairs("names")}
    layer = Layer(
        number, record.text("name"), record.optional_text("rule"), projects, names, record.words("incubating")
    )
    for field in ("names", "incubating"):
        for project in {*(names if field == "names" else layer.incubating)} - {*projects}:
            record.fault(f"'{project}' is not a project of this layer", record.location(field))
    record.close()
    return layer
