"""How URLs name what authors name: projects, services by project or service type, series by code name or number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from urllib.parse import quote

from sevenlayer.diagnostics import did_you_mean
from sevenlayer.openstack.facts.model import Facts, Project
from sevenlayer.openstack.facts.service_types import find_service_type, service_types, service_types_of
from sevenlayer.openstack.link_rules.role import KINDS_OF_SERIES, LookUp, UnknownName

from .obsolete_names import obsolete_names
from .series_slugs import check_branch, check_tag, shown_series, slug_of_series

#: Projects on Launchpad that are not called what their repository is; None where nobody is sure.
_LAUNCHPAD: Mapping[str, str | None] = {"bashate": "bash8", "oslo": "oslo", "openstackdocstheme": None}

_MORE = "write the name of its repository, or add it to OPENSTACK_PROJECTS"
#: Namespaces without repositories since the move to OpenDev; of stackforge since 2015.
_CLOSED = ("openstack-dev", "openstack-infra", "stackforge")
_WITHOUT_DOCS = ("external", "team")
_WITHOUT_SPECS = ("external", "client", "library")


def make_lookup(facts: Facts, more_projects: Iterable[str] = ()) -> LookUp:
    """Return the function that knows the names of *facts*, of os-service-types, and *more_projects*."""
    names = _Names(facts, tuple(more_projects))
    names_by_kind: Mapping[str, Callable[[str], str]] = {
        "documented": names.documented,
        "specs": names.specs,
        "launchpad": names.launchpad,
        "repository": names.repository,
        "branch": names.branch,
        "tag": names.tag,
        "api": names.api_reference,
        "shown": partial(shown_series, facts),
    }

    def look_up(kind: str, name: str, since: str | None, project: str | None) -> str:
        if kind in KINDS_OF_SERIES:
            return slug_of_series(facts, kind, name, since, names.released(project))
        return names_by_kind[kind](name)

    return look_up


class _Names:
    """The names of projects and repositories; each method returns how one kind of URL has a name, or raises UnknownName."""

    def __init__(self, facts: Facts, more_projects: tuple[str, ...]) -> None:
        self._facts = facts
        self._more = more_projects
        more = {name: f"openstack/{name}" for name in more_projects}
        self._obsolete = {name: gone for name, gone in obsolete_names(facts).items() if name not in more}
        self._known = {**facts.known_repositories, **more}
        self._on_launchpad = _names_on_launchpad(facts, self._known)
        repositories = {one.repository.rpartition("/")[2]: one for one in facts.projects.values() if one.repository}
        self._released = repositories | dict(facts.projects)

    def released(self, name: str | None) -> Project | None:
        """The project that *name*, its own or its repository's, stands for, if its series are known."""
        return self._released.get(name or "")

    def documented(self, name: str) -> str:
        """The folder of docs.openstack.org, which is called as the repository."""
        project = self._facts.projects.get(name)
        namespace, _, short = self._find(name).rpartition("/")
        if namespace != "openstack" or (project and project.type in _WITHOUT_DOCS):
            raise UnknownName(f"'{name}' has no documents at docs.openstack.org", "link to them by their whole URL")
        return quote(short)

    def specs(self, name: str) -> str:
        """The project whose specs have a repository, as services and teams have one."""
        is_ours = self._find(name).startswith("openstack/")
        project = self._facts.projects.get(name)
        if name not in self._more and (not is_ours or project is None or project.type in _WITHOUT_SPECS):
            raise UnknownName(f"'{name}' has no specs of its own", "write the service or team whose specs they are")
        return quote(name)

    def launchpad(self, name: str) -> str:
        # First, since a former name may still be the one there.
        if name not in self._on_launchpad:
            self._find(name)
        return quote(self._on_launchpad[name])

    def repository(self, name: str) -> str:
        self._refuse_obsolete(name)
        namespace, _, short = name.rpartition("/")
        if namespace in _CLOSED:
            hint = "its repositories went to openstack/, opendev/, zuul/ or x/"
            raise UnknownName(f"there is no namespace '{namespace}' any more", hint)
        # What other namespaces hold is not known.
        if namespace in ("", "openstack"):
            project = self._facts.projects.get(short)
            if project and project.type == "external":
                raise UnknownName(f"'{short}' is no project of OpenStack", "write the namespace of its repository too")
            found = self._find(short)
            if namespace and found != name:
                raise UnknownName(f"there is no repository '{name}'", f"write '{found}'")
            name = found
        return quote(name)

    def branch(self, name: str) -> str:
        check_branch(self._facts, name)
        return quote(name)

    def tag(self, name: str) -> str:
        check_tag(self._facts, name)
        return quote(name)

    def api_reference(self, name: str) -> str:
        found = find_service_type(name)
        if found is None:
            # The Authority may know the service by its service type only, under the name of a part.
            project = self._facts.projects.get(name.lower())
            known = [find_service_type(one) for one in project.service_types] if project else []
            found = next(iter([one for one in known if one] or service_types_of(name.lower())), None)
        if found is None:
            self._refuse_obsolete(name.lower())
            raise UnknownName(
                f"no service or service type '{name}' has an API reference",
                did_you_mean(name, [*service_types(), *(one.project for one in service_types().values())]),
            )
        return found.api_reference

    def _find(self, name: str) -> str:
        """Return the repository of *name*."""
        self._refuse_obsolete(name)
        if name not in self._known:
            raise UnknownName(f"there is no project '{name}'", did_you_mean(name, self._known) or _MORE)
        return self._known[name]

    def _refuse_obsolete(self, name: str) -> None:
        if gone := self._obsolete.get(name):
            raise UnknownName(f"there is no project '{name}' any more", f"{gone.story}; write '{gone.now}'")


def _names_on_launchpad(facts: Facts, known: Iterable[str]) -> Mapping[str, str]:
    """How Launchpad calls what it has, by that name and by the project's or the repository's."""
    # It has no underscores.
    found = {name: name.replace("_", "-") for name in known}
    for project in facts.projects.values():
        if (name := launchpad_name(project)) is not None:
            found[project.name] = name
    return found | {name: name for name in found.values()}


def launchpad_name(project: Project) -> str | None:
    """Return how *project* is called where its bugs are, or None where that is not Launchpad, or nobody is sure."""
    if project.tracker != "launchpad":
        return None
    slug = (project.repository or project.name).rpartition("/")[2]
    return _LAUNCHPAD.get(project.name, slug.replace("_", "-"))
