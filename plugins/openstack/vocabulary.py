"""How addresses name what authors name: series by code name or number, services by project or service type, projects."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from pelican.plugins.diagnostics import did_you_mean

from .facts import Facts
from .link_roles import LookUp, Unknown
from .service_types import find_service_type, service_types, service_types_of

_MORE = "write the name of its repository, or add it to OPENSTACK_PROJECTS"
#: What documents call the series that is being developed; no series has such a name.
_MOVING = {"docs": ("latest",), "series": (), "releases": ()}


def look_up_in(facts: Facts, more_projects: Iterable[str] = ()) -> LookUp:
    """Return the function that knows the names of *facts*, of os-service-types, and *more_projects*."""
    known = {**facts.known_repositories, **{name: f"openstack/{name}" for name in more_projects}}

    def look_up(kind: str, name: str) -> str:
        if kind == "api":
            return _api_reference(facts, name)
        if kind not in ("project", "repository"):
            return _slug(facts, kind, name)
        namespace, _, short = name.rpartition("/")
        # What other namespaces hold is not known.
        if namespace not in ("", "openstack"):
            return quote(name)
        if short not in known:
            raise Unknown(f"there is no project '{short}'", did_you_mean(short, known) or _MORE)
        return quote(name if kind == "project" or namespace else known[short])

    return look_up


def _slug(facts: Facts, kind: str, name: str) -> str:
    if name in _MOVING[kind]:
        return name
    series = facts.find_series(name)
    if series is None:
        names = [text for one in facts.series for text in (one.name, one.number) if text]
        raise Unknown(f"there is no release series '{name}'", did_you_mean(name, [*names, *_MOVING[kind]]))
    return series.name if kind == "releases" else series.docs


def _api_reference(facts: Facts, name: str) -> str:
    found = find_service_type(name)
    if found is None:
        # The Authority may know the service by its service type only, under the name of a part.
        project = facts.projects.get(name.lower())
        known = [find_service_type(one) for one in project.service_types] if project else []
        found = next(iter([one for one in known if one] or service_types_of(name.lower())), None)
    if found is None:
        raise Unknown(
            f"no service or service type '{name}' has an API reference",
            did_you_mean(name, [*service_types(), *(one.project for one in service_types().values())]),
        )
    return found.api_reference
