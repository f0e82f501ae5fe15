"""Projects that a post is about, and projects that it mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sevenlayer.openstack.facts import Facts, Project

from .former_names import Explanation
from .matcher import Occurrence
from .prose import Prose

_OPENSTACK = re.compile(r"(?<![\w@])openstack(?!\w)", re.IGNORECASE)
_ROLE = re.compile(r'<(?:a|span) class="project project-([^"\s]+)"')


@dataclass(frozen=True)
class Topics:
    """The parts of a post that name projects: *named* in the front matter, *labels* (categories and tags), title and body.

    *html* is that of the post, *prose* its text. *on_site* is True if the site as a whole is about OpenStack.
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
    """Whether the post or the site has the word OpenStack, or the author names a project unambiguously."""
    return bool(
        topics.on_site
        or topics.named
        or any(mentions_openstack(text) for text in (topics.title, *topics.labels))
        or _by_role(topics.html)
        or any(is_sure for _project, is_sure in _labelled(facts, topics.labels))
        or mentions_openstack(topics.prose.text)
    )


def projects_about(facts: Facts, topics: Topics, *, about_openstack: bool) -> tuple[Project, ...]:
    """Return the projects named by front matter, categories, tags and roles, in this order.

    A label that is also an English word means the project only if *about_openstack* is True.
    """
    by_role = (facts.projects.get(name) for name in _by_role(topics.html))
    labelled = (one for one, is_sure in _labelled(facts, topics.labels) if about_openstack or is_sure)
    return _once([*topics.named, *labelled, *(one for one in by_role if one)])


class UnambiguousNames:
    """Names that always mean a project in posts about OpenStack; *projects* maps spellings to projects."""

    def __init__(self, facts: Facts) -> None:
        self.projects: dict[str, Project] = {}
        for project in facts.projects.values():
            names = [former.written for former in project.formerly if former.is_unambiguous]
            for written in (*names, project.written if project.is_unambiguous else ()):
                self.projects |= dict.fromkeys(written, project)

    def find(self, written: Iterable[Occurrence], explanations: Iterable[Explanation]) -> tuple[Project, ...]:
        """Return the projects named by *written* or *explanations*, sorted by name.

        *written* are occurrences in the prose, of these and other names.
        """
        names = dict.fromkeys(one.written for one in written)
        found = [self.projects[name] for name in names if name in self.projects]
        return tuple(sorted(_once([*found, *(one.project for one in explanations)]), key=lambda one: one.name))


def _by_role(html: str) -> list[str]:
    # A cheap check first: few posts have any.
    return _ROLE.findall(html) if "project project-" in html else []


def _labelled(facts: Facts, labels: Iterable[str]) -> Iterator[tuple[Project, bool]]:
    """Yield the projects that are labels, and whether each is certain: a label ``heat`` may be about the weather."""
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
