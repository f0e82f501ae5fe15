"""Read the entries of ``series.yaml``."""

from __future__ import annotations

from .cycles import PHASES
from .model import Event, Phase, Series
from .record import Record

KINDS_OF_EVENTS = ("design summit", "PTG", "summit")


def read_series(record: Record) -> Series | None:
    """Return the series that *record* describes, or None if it has a fault."""
    name = record.text("name")
    series = Series(
        name=name,
        title=record.text("title"),
        number=record.optional_text("number"),
        nova=record.number("nova"),
        begins=record.day("begins"),
        released=record.day("released"),
        planned=record.flag("planned"),
        slurp=record.flag("slurp"),
        docs=record.optional_text("docs") or name,
        phases=tuple(_phase(phase) for phase in record.records("phases", "phase")),
        events=tuple(_event(event) for event in record.records("events", "event")),
        unsure=record.unsure(),
    )
    record.reading.add_name("series", name, record.location("name"))
    if not record.bad and series.begins > series.released:
        record.fault(f"'{name}' is released before its cycle begins", record.location("released"))
    _check_phases(series, record)
    return series if record.close() else None


def _phase(record: Record) -> Phase:
    phase = Phase(
        status=record.choice("status", PHASES),
        since=record.optional_day("since"),
        seen=record.optional_day("seen"),
        expected=record.flag("expected"),
    )
    record.close()
    return phase


def _event(record: Record) -> Event:
    kind = record.choice("kind", KINDS_OF_EVENTS)
    event = Event(
        kind=kind,
        title=record.optional_text("title") or kind,
        place=record.text("place"),
        begins=record.day("begins"),
        ends=record.day("ends"),
        unsure=record.unsure(),
    )
    if not record.bad and event.begins > event.ends:
        record.fault("the event ends before it begins", record.location("ends"))
    record.close()
    return event


def _check_phases(series: Series, record: Record) -> None:
    if record.bad:
        return
    days = [series.released, *(day for phase in series.phases if (day := phase.since or phase.seen))]
    order = [PHASES.index(phase.status) for phase in series.phases]
    if sorted(days) != days or sorted(set(order)) != order:
        record.fault(f"the phases of '{series.name}' are not in chronological order", record.location("phases"))
