"""Which projects a post is about, and which it mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sevenlayer.openstack.facts.model import Facts, Project

from .former_names import Explanation
from .matcher import Occurrence
from .prose import Prose

_OPENSTACK = re.compile(r"(?<![\w@])openstack(?!\w)", re.IGNORECASE)
_ROLE = re.compile(r'<(?:a|span) class="project project-([^"\s]+)"')


@dataclass(frozen=True)
class Topics:
    """What a post names its projects by: *named* in the front matter, *labels* are its categories and tags, and its title.

    *html* is the post's, *prose* its text. *on_site* says that the whole site is about OpenStack.
    """

    title: str
    labels: Sequence[str]
    named: Sequence[Project]
    html: str
    prose: Prose
    on_site: bool = False


def mentions_openstack(text: str) -> bool:
    return _OPENSTACK.search(text) is not None


def is_about_openstack(facts: Facts, topics: Topics) -> bool:
    """Whether the post or its site has the word OpenStack, or its author names a project in a way that leaves no doubt."""
    return bool(
        topics.on_site
        or topics.named
        or any(mentions_openstack(text) for text in (topics.title, *topics.labels))
        or _by_role(topics.html)
        or any(is_sure for _project, is_sure in _labelled(facts, topics.labels))
        or mentions_openstack(topics.prose.text)
    )


def projects_about(facts: Facts, topics: Topics, *, about_openstack: bool) -> tuple[Project, ...]:
    """Return the projects that the author names by front matter, category, tag or role, in this order.

    A tag that is an English word too means the project only *about_openstack*, in a post that speaks of OpenStack.
    """
    by_role = (facts.projects.get(name) for name in _by_role(topics.html))
    labelled = (one for one, is_sure in _labelled(facts, topics.labels) if about_openstack or is_sure)
    return _once([*topics.named, *labelled, *(one for one in by_role if one)])


class UnambiguousNames:
    """The names that mean a project wherever they stand in a post about OpenStack; *projects* has those by what prose writes."""

    def __init__(self, facts: Facts) -> None:
        self.projects: dict[str, Project] = {}
        for project in facts.projects.values():
            names = [former.written for former in project.formerly if former.is_unambiguous]
            for written in (*names, project.written if project.is_unambiguous else ()):
                self.projects |= dict.fromkeys(written, project)

    def find(self, written: Iterable[Occurrence], explanations: Iterable[Explanation]) -> tuple[Project, ...]:
        """Return the projects that a post names, and those of *explanations*, in the order of the alphabet.

        *written* are names that stand in its prose, these among others.
        """
        names = dict.fromkeys(one.written for one in written)
        found = [self.projects[name] for name in names if name in self.projects]
        return tuple(sorted(_once([*found, *(one.project for one in explanations)]), key=lambda one: one.name))


def _by_role(html: str) -> list[str]:
    # Few posts have any; to look for the words takes no time.
    return _ROLE.findall(html) if "project project-" in html else []


def _labelled(facts: Facts, labels: Iterable[str]) -> Iterator[tuple[Project, bool]]:
    """The projects that are labels, and whether each is one for sure: a label ``heat`` may be about the weather."""
    names = facts.projects_by_any_name
    for label in labels:
        text = " ".join(label.lower().split())
        found = names.get(text) or names.get(re.sub(r"^openstack[ -]", "", text))
        if found is None:
            continue
        project, former = found
        if former is None:
            yield project, project.is_unambiguous
        elif former.is_unambiguous or former.other_sense:
            yield project, former.is_unambiguous


def _once(projects: Iterable[Project]) -> tuple[Project, ...]:
    return tuple({project.name: project for project in projects}.values())
