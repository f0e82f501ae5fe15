"""Names that projects and their repositories do not have any more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .facts import Facts, FormerName, Project

_RENAMED = ("renamed", "repository renamed")


@dataclass(frozen=True)
class GoneName:
    """*story* says what became of it, and *now* is what it is called where the old name stood."""

    story: str
    now: str


def gone_names(facts: Facts) -> Mapping[str, GoneName]:
    """Return what nothing is called today, by name: of projects, and of the repositories that families have for each.

    What merged or was retired under its own name is still there, and not among them.
    """
    found: dict[str, GoneName] = {}
    for project in facts.projects.values():
        for former in project.formerly:
            if "name" in former.unsure or " " in former.name:
                continue
            now = (project.repository if "/" in former.name else None) or project.name
            story = _story(project, former, now)
            found[former.name] = GoneName(story, now)
            for was, is_now in _families(facts, project, former):
                found.setdefault(was, GoneName(story, is_now))
    there = {*facts.projects, *facts.repositories}
    return {name: gone for name, gone in found.items() if name not in there}


def _families(facts: Facts, project: Project, former: FormerName) -> Iterator[tuple[str, str]]:
    if former.kind == "renamed" and "/" not in former.name:
        for family in facts.families:
            yield family.format(project=former.name), family.format(project=project.name)


def _story(project: Project, former: FormerName, now: str) -> str:
    if former.kind in _RENAMED and former.until:
        since = max(one.until for one in project.formerly if one.kind in _RENAMED and one.until)
        return f"{former.name} has been called {now} since {since}"
    return f"what was {former.name} is {now} now"
