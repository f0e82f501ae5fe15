"""How URLs name release series, and which of them a project has."""

from __future__ import annotations

from sevenlayer.diagnostics import did_you_mean
from sevenlayer.openstack.facts.model import Facts, Project, Series
from sevenlayer.openstack.link_rules.role import UnknownName

#: What documents call the series that is being developed; no series has such a name.
_MOVING = {"docs": ("latest",), "series": (), "cycle": (), "releases": ()}
#: Branches that are called by series, and the ends of tags that are: the end of its life, of its maintenance, …
_BRANCHES = ("stable", "unmaintained")
_TAGS = ("em", "eol", "eom", "last")


def slug_of_series(facts: Facts, kind: str, name: str, since: str | None, project: Project | None) -> str:
    """Return how URLs of *kind*, one of ``KINDS_OF_SERIES``, have the series that is called *name*.

    *since* is the first that will do; *project* is the one whose series it is, if that is known.

    :raises UnknownName: there is no such series, or nothing of it.
    """
    if name in _MOVING[kind]:
        return name
    series = facts.find_series(name)
    if series is None:
        names = [text for one in facts.series for text in (one.name, one.number) if text]
        raise UnknownName(f"there is no release series '{name}'", did_you_mean(name, [*names, *_MOVING[kind]]))
    first = facts.find_series(since) if since else None
    if first is not None and series.released < first.released:
        raise UnknownName(
            f"nothing of this kind is kept of series '{name}'", f"the first that may have it is '{first.name}'"
        )
    if project is not None:
        _check_series_of(facts, project, kind, name, series)
    return series.name if kind == "releases" else series.docs


def _check_series_of(facts: Facts, project: Project, kind: str, name: str, series: Series) -> None:
    """:raises UnknownName: the series, which the author calls *name*, is from before *project* or from after its end."""
    names = [one.name for one in facts.series]
    is_spec = kind == "cycle"
    # Before its first coordinated release a project may have had others, and specs before these.
    if project.first and project.began and not is_spec and names.index(series.name) < names.index(project.began):
        hint = f"the first that may have it is '{project.began}'"
        raise UnknownName(f"'{project.name}' has nothing of series '{name}'", hint)
    if project.status != "retired" or not project.last:
        return
    last = project.last
    if is_spec and (day := project.status_since):
        # In the cycle after its last release it may have had specs still.
        last = [one.name for one in facts.series if one.begins <= day][-1]
    if names.index(series.name) > names.index(last):
        raise UnknownName(f"'{project.name}' has nothing of series '{name}'", f"the last that may have it is '{last}'")


def shown_series(facts: Facts, name: str) -> str:
    """Return *name* as readers see it: a code name has a capital."""
    series = facts.find_series(name)
    return series.title if series and series.name == name.lower() else name


def check_branch(facts: Facts, name: str) -> None:
    """:raises UnknownName: *name* looks like a branch of a series, and is none. There may be others than these."""
    kind, _, series = name.partition("/")
    if kind in _BRANCHES:
        _check_form(facts, "branch", name, series, kind + "/{}")


def check_tag(facts: Facts, name: str) -> None:
    """:raises UnknownName: *name* looks like a tag of a series, and is none. There may be others than these."""
    series, _, end = name.rpartition("-")
    if end in _TAGS:
        _check_form(facts, "tag", name, series, "{}-" + end)


def _check_form(facts: Facts, what: str, name: str, series: str, form: str) -> None:
    found = facts.find_series(series)
    if found is None:
        known = [form.format(one.docs) for one in facts.series]
        raise UnknownName(f"there is no {what} '{name}'", did_you_mean(name, known))
    # They are called as in URLs of documentation.
    if series != found.docs:
        raise UnknownName(f"there is no {what} '{name}'", f"write '{form.format(found.docs)}'")
