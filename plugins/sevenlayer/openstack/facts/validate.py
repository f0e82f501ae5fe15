"""Checks across all facts."""

from __future__ import annotations

import datetime
from itertools import pairwise

from sevenlayer.openstack.link_rules import NoLink, find_move, make_link

from .cycles import cycle_on
from .lookup import make_lookup
from .model import Facts, FormerName, Project
from .obsolete_names import unchanged_names
from .reading import Reading

_DAY = datetime.timedelta(days=1)


def check_dates(facts: Facts, reading: Reading) -> None:
    """Report overlapping cycles, gaps between cycles, and renames at impossible dates."""
    for earlier, later in pairwise(facts.series):
        where = reading.names["series"][later.name]
        if later.begins <= earlier.released:
            last = min(earlier.released, later.released)
            days = f"{later.begins} to {last}"
            reading.report(f"the cycles of '{earlier.name}' and '{later.name}' overlap, from {days}", where)
        elif later.begins > earlier.released + _DAY:
            days = f"{earlier.released + _DAY} to {later.begins - _DAY}"
            reading.report(f"there is a gap from {days} before '{later.name}'", where)
    begun = {one.name: one.begins for one in facts.series}
    for project in facts.projects.values():
        where = reading.names["project"][project.name]
        if project.first in begun and project.last in begun and begun[project.last] < begun[project.first]:
            reading.report(f"the last series of '{project.name}' comes before its first", where)
        for former in project.formerly:
            _check_rename(facts, project, former, begun.get(project.began or ""), reading)


def _check_rename(
    facts: Facts, project: Project, former: FormerName, began: datetime.date | None, reading: Reading
) -> None:
    where = reading.names["former name"][former.name]
    if former.until is None:
        return
    if began is None:
        hint = "name the cycle in which the project began, as in 'began: havana'"
        reading.report(f"'{project.name}' has a former name but no 'began'", where, hint)
    elif former.until < began:
        reading.report(
            f"'{former.name}' ends on {former.until}, before '{project.name}' began in the cycle of "
            f"'{project.began}', on {began}",
            where,
        )
    cycle = cycle_on(facts.series, former.until)
    if cycle is not None and cycle.name != former.cycle:
        reading.report(f"{former.until} is in the cycle of '{cycle.name}', not of '{former.cycle}'", where)


def check_dependencies(facts: Facts, reading: Reading) -> None:
    """Report dependency cycles between projects."""
    done: set[str] = set()
    for start in facts.projects:
        path: list[str] = []
        _follow(facts, start, path, done, reading)


def _follow(facts: Facts, name: str, path: list[str], done: set[str], reading: Reading) -> None:
    if name in path:
        circle = " -> ".join([*path[path.index(name) :], name])
        reading.report(f"dependency cycle: {circle}", reading.names["project"][name])
        return
    if name in done or name not in facts.projects:
        return
    path.append(name)
    for required in facts.projects[name].requires:
        _follow(facts, required, path, done, reading)
    path.pop()
    done.add(name)


def check_examples(facts: Facts, reading: Reading) -> None:
    """Report examples whose result differs from the expected one."""

    def check(kind: str, example: str, expected: str, got: str) -> None:
        if got != expected:
            where = reading.names[f"example of {kind}"][example]
            reading.report(f"'{example}' should become {expected}, but becomes {got}", where)

    for move in facts.moves:
        for old, new in move.examples:
            found = find_move(facts.moves, old, unchanged_names(facts))
            got = f"{found.url or 'no URL'} ({found.status})" if found else "unknown"
            check("a move", old, f"{new or 'no URL'} ({move.status})", got)
    look_up = make_lookup(facts)
    for role in facts.roles.values():
        for argument, url in (*role.good, *((bad, None) for bad in role.bad)):
            made = make_link(role, argument, look_up, role.project)
            got = "no link" if isinstance(made, NoLink) else made.url
            check(f"'{role.name}'", argument, url or "no link", got)
