"""Translate names of projects, services and series into the form that URLs use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from urllib.parse import quote

from sevenlayer.diagnostics import did_you_mean
from sevenlayer.openstack.link_rules import KINDS_OF_SERIES, LookUp, UnknownName

from .model import Facts, Project
from .obsolete_names import obsolete_names
from .series_slugs import check_branch, check_tag, shown_series, slug_of_series
from .service_types import find_service_type, official_service_types, service_types_of

#: Launchpad names that differ from the repository; None if uncertain.
_LAUNCHPAD: Mapping[str, str | None] = {"bashate": "bash8", "oslo": "oslo", "openstackdocstheme": None}

_MORE = "write the name of its repository, or add it to OPENSTACK_PROJECTS"
#: Namespaces without repositories since the move to OpenDev, stackforge since 2015.
_CLOSED = ("openstack-dev", "openstack-infra", "stackforge")
_WITHOUT_DOCS = ("external", "team")
_WITHOUT_SPECS = ("external", "client", "library")


def make_lookup(facts: Facts, more_projects: Iterable[str] = ()) -> LookUp:
    """Return a function that resolves the names of *facts*, of os-service-types and of *more_projects*."""
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
    """Names of projects and repositories. Each method returns the form that one kind of URL uses, or raises UnknownName."""

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
        """Return the project with the name or repository *name* if its series are known."""
        return self._released.get(name or "")

    def documented(self, name: str) -> str:
        """Return the folder on docs.openstack.org, which is named after the repository."""
        project = self._facts.projects.get(name)
        namespace, _, short = self._find(name).rpartition("/")
        if namespace != "openstack" or (project and project.type in _WITHOUT_DOCS):
            raise UnknownName(f"'{name}' has no documentation at docs.openstack.org", "link to the full URL")
        return quote(short)

    def specs(self, name: str) -> str:
        """Return the project of a specs repository; only services and teams have one."""
        is_ours = self._find(name).startswith("openstack/")
        project = self._facts.projects.get(name)
        if name not in self._more and (not is_ours or project is None or project.type in _WITHOUT_SPECS):
            raise UnknownName(f"'{name}' has no specs of its own", "write the service or team whose specs they are")
        return quote(name)

    def launchpad(self, name: str) -> str:
        # Checked first: Launchpad may still use a former name.
        if name not in self._on_launchpad:
            self._find(name)
        return quote(self._on_launchpad[name])

    def repository(self, name: str) -> str:
        self._refuse_obsolete(name)
        namespace, _, short = name.rpartition("/")
        if namespace in _CLOSED:
            hint = "its repositories moved to openstack/, opendev/, zuul/ or x/"
            raise UnknownName(f"namespace '{namespace}' no longer exists", hint)
        # Repositories of other namespaces are not known.
        if namespace in ("", "openstack"):
            project = self._facts.projects.get(short)
            if project and project.type == "external":
                raise UnknownName(f"'{short}' is not an OpenStack project", "write the namespace of its repository too")
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
            # The Authority may list the service under another project name.
            project = self._facts.projects.get(name.lower())
            known = [find_service_type(one) for one in project.service_types] if project else []
            found = next(iter([one for one in known if one] or service_types_of(name.lower())), None)
        if found is None:
            self._refuse_obsolete(name.lower())
            known_names = [*official_service_types(), *(one.project for one in official_service_types().values())]
            raise UnknownName(
                f"no service or service type '{name}' has an API reference", did_you_mean(name, known_names)
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
            raise UnknownName(f"project '{name}' no longer exists", f"{gone.story}; write '{gone.now}'")


def _names_on_launchpad(facts: Facts, known: Iterable[str]) -> Mapping[str, str]:
    """Return Launchpad's names, by themselves and by the names of projects and repositories."""
    # Launchpad names have no underscores.
    found = {name: name.replace("_", "-") for name in known}
    for project in facts.projects.values():
        if (name := launchpad_name(project)) is not None:
            found[project.name] = name
    return found | {name: name for name in found.values()}


def launchpad_name(project: Project) -> str | None:
    """Return the name of *project* on Launchpad; None if its bugs are elsewhere or the name is uncertain."""
    if project.tracker != "launchpad":
        return None
    slug = (project.repository or project.name).rpartition("/")[2]
    return _LAUNCHPAD.get(project.name, slug.replace("_", "-"))
