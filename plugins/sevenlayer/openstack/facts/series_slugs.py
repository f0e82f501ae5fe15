"""Names of release series in URLs, and which series a project has."""

from __future__ import annotations

from sevenlayer.diagnostics import did_you_mean
from sevenlayer.openstack.link_rules import UnknownName

from .model import Facts, Project, Series

#: Aliases for the series in development.
_MOVING = {"docs": ("latest",), "series": (), "cycle": (), "releases": ()}
#: Prefixes of series branches, and suffixes of series tags: end of maintenance, end of life, …
_BRANCHES = ("stable", "unmaintained")
_TAGS = ("em", "eol", "eom", "last")


def slug_of_series(facts: Facts, kind: str, name: str, since: str | None, project: Project | None) -> str:
    """Return the name of series *name* in URLs of *kind*, one of ``KINDS_OF_SERIES``.

    *since* is the first series that is allowed; *project*, if not None, limits it to the series of that project.

    :raises UnknownName: there is no such series, or it is not allowed.
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
            f"nothing of this kind exists for series '{name}'", f"the first that may have it is '{first.name}'"
        )
    if project is not None:
        _check_series_of(facts, project, kind, name, series)
    return series.name if kind == "releases" else series.docs


def _check_series_of(facts: Facts, project: Project, kind: str, name: str, series: Series) -> None:
    """:raises UnknownName: the series, written as *name*, is older than *project* or newer than its end."""
    names = [one.name for one in facts.series]
    is_spec = kind == "cycle"
    # A project may have specs from before its first coordinated release.
    if project.first and project.began and not is_spec and names.index(series.name) < names.index(project.began):
        hint = f"it began in the cycle of '{project.began}'"
        raise UnknownName(f"'{project.name}' has no series '{name}'", hint)
    if project.status != "retired" or not project.last:
        return
    last = project.last
    if is_spec and (day := project.status_since):
        # It may have specs from the cycle after its last release.
        last = [one.name for one in facts.series if one.begins <= day][-1]
    if names.index(series.name) > names.index(last):
        raise UnknownName(f"'{project.name}' has no series '{name}'", f"its last series is '{last}'")


def shown_series(facts: Facts, name: str) -> str:
    """Return *name* as shown to readers: code names are capitalised."""
    series = facts.find_series(name)
    return series.title if series and series.name == name.lower() else name


def check_branch(facts: Facts, name: str) -> None:
    """:raises UnknownName: *name* has the form of a series branch, and there is none. Other branches are not checked."""
    kind, _, series = name.partition("/")
    if kind in _BRANCHES:
        _check_form(facts, "branch", name, series, kind + "/{}")


def check_tag(facts: Facts, name: str) -> None:
    """:raises UnknownName: *name* has the form of a series tag, and there is none. Other tags are not checked."""
    series, _, end = name.rpartition("-")
    if end in _TAGS:
        _check_form(facts, "tag", name, series, "{}-" + end)


def _check_form(facts: Facts, what: str, name: str, series: str, form: str) -> None:
    found = facts.find_series(series)
    if found is None:
        known = [form.format(one.docs) for one in facts.series]
        raise UnknownName(f"there is no {what} '{name}'", did_you_mean(name, known))
    # Branches and tags use the names of docs.openstack.org.
    if series != found.docs:
        raise UnknownName(f"there is no {what} '{name}'", f"write '{form.format(found.docs)}'")
