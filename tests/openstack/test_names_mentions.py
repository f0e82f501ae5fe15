"""Which projects a post is about, and which it mentions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.names.matcher import NameFinder
from sevenlayer.openstack.names.prose import read_prose
from sevenlayer.openstack.names.topics import Topics, UnambiguousNames, is_about_openstack, projects_about

SAFE = UnambiguousNames(facts())


def about(
    html: str = "", *, title: str = "", labels: Sequence[str] = (), named: Sequence[str] = (), on_site: bool = False
) -> list[str] | None:
    """The names of the projects, or None where the post does not speak of OpenStack and is about none."""
    projects = [facts().projects[name] for name in named]
    topics = Topics(title, labels, projects, html, read_prose(html), on_site)
    about_openstack = is_about_openstack(facts(), topics)
    found = [project.name for project in projects_about(facts(), topics, about_openstack=about_openstack)]
    return found if found or about_openstack else None


def mentioned(html: str) -> list[str]:
    return [project.name for project in SAFE.find(NameFinder(SAFE.projects).find(read_prose(html).text), ())]


@pytest.mark.parametrize(
    ("label", "projects"),
    [
        ("nova", ["nova"]),
        ("Nova", ["nova"]),
        ("OpenStackClient", ["python-openstackclient"]),
        ("openstack nova", ["nova"]),
        ("openstack-helm", ["openstack-helm"]),
        ("reddwarf", ["trove"]),
        ("rings", None),
        ("openstack summit", []),
        # They have other meanings, and nothing says that this is about OpenStack.
        ("swift", None),
        ("quantum", None),
        ("nomad", None),
    ],
)
def test_tags_and_categories_name_projects(label: str, projects: list[str] | None) -> None:
    assert about(labels=[label]) == projects


def test_an_ambiguous_tag_names_a_project_in_a_post_that_speaks_of_openstack() -> None:
    assert about("<p>Of OpenStack.</p>", labels=["swift", "quantum"]) == ["swift", "neutron"]
    assert about(title="Rings in OpenStack", labels=["swift"]) == ["swift"]
    assert about(labels=["OpenStack", "swift"]) == ["swift"]


def test_an_ambiguous_tag_names_a_project_on_a_site_about_openstack() -> None:
    assert about(labels=["swift"], on_site=True) == ["swift"]
    assert about(labels=["rings"], on_site=True) == []


def test_a_post_on_a_site_about_openstack_speaks_of_it() -> None:
    assert about("<p>Savanna plugin for Quantum.</p>", on_site=True) == []
    assert about("<p>Savanna plugin for Quantum.</p>") is None


def test_a_former_name_that_hardly_ever_means_the_project_is_no_tag_of_it() -> None:
    assert about(labels=["nomad", "shade"], on_site=True) == []


def test_front_matter_comes_first_then_labels_then_roles_each_project_once() -> None:
    html = '<p><a class="project project-glance" href="#">x</a> <a class="project project-nova" href="#">y</a></p>'
    assert about(html, labels=["neutron", "nova"], named=["heat"]) == ["heat", "neutron", "nova", "glance"]


def test_a_role_for_what_there_is_not_is_nothing() -> None:
    assert about('<p><span class="project project-novva">x</span></p>') == []


def test_prose_mentions_projects_by_names_that_mean_nothing_else() -> None:
    html = "<h2>Nova</h2><p>Ask <a href='#'>Keystone</a> or RedDwarf about <em>DevStack</em>, Heat and Swift.</p>"
    assert mentioned(html) == ["devstack", "keystone", "nova", "trove"]


def test_code_mentions_nothing() -> None:
    assert mentioned("<p><code>Nova</code></p><pre>Keystone</pre><p>nova keystoneauth-x</p>") == []
