"""Roles that name projects, services and series, in both languages."""

from __future__ import annotations

import pytest
from pelican.settings import DEFAULT_CONFIG
from sevenlayer.directives.standard import standard_vocabulary
from sevenlayer.openstack.facts.load import facts
from sevenlayer.openstack.links.name_roles import name_roles
from sevenlayer.readers import markup_options, read_post

HEAD = "---\ntitle: A\ndate: 2024-01-01\n---\n\n"


def read(language: str, role: str, text: str) -> tuple[str, list[str]]:
    """The HTML of a paragraph that is the role, and what is said of it."""
    body = f"{{{role}}}`{text}`\n" if language == "md" else f":{role}:`{text}`\n"
    vocabulary = standard_vocabulary()
    vocabulary.roles |= name_roles(facts(), has_pages=True)
    options = markup_options({**DEFAULT_CONFIG, "PATH": "/"}, vocabulary)
    post = read_post(
        (HEAD + body).encode(), f"/a.{language}", relative_path=f"a.{language}", options=options, pinned={}
    )
    assert post.html is not None
    said = [f"{problem.where}: {problem.message}" for problem in post.problems]
    return post.html.strip().removeprefix("<p>").removesuffix("</p>"), said


@pytest.mark.parametrize("language", ["md", "rst"])
@pytest.mark.parametrize(
    ("role", "text", "html"),
    [
        ("project", "nova", '<a class="project project-nova" href="/projects/nova/">nova</a>'),
        ("project", "Nova", '<a class="project project-nova" href="/projects/nova/">Nova</a>'),
        (
            "project",
            "the network <quantum>",
            '<a class="project project-neutron" href="/projects/neutron/">the network</a>',
        ),
        ("project", "RedDwarf", '<a class="project project-trove" href="/projects/trove/">RedDwarf</a>'),
        (
            "project",
            "oslo.config",
            '<a class="project project-oslo.config" href="/projects/oslo.config/">oslo.config</a>',
        ),
        ("service", "compute", '<a class="project project-nova" href="/projects/nova/">compute</a>'),
        ("service", "volumev3", '<a class="project project-cinder" href="/projects/cinder/">volumev3</a>'),
        ("service", "monitoring", '<a class="project project-monasca" href="/projects/monasca/">monitoring</a>'),
        ("service", "Heat", '<a class="project project-heat" href="/projects/heat/">Heat</a>'),
        ("series", "icehouse", '<a class="release-series" href="/series/icehouse/">icehouse</a>'),
        ("series", "2023.1", '<a class="release-series" href="/series/antelope/">2023.1</a>'),
        ("series", "then <Icehouse>", '<a class="release-series" href="/series/icehouse/">then</a>'),
    ],
)
def test_a_role_links_to_the_sites_own_page(language: str, role: str, text: str, html: str) -> None:
    assert read(language, role, text) == (html, [])


@pytest.mark.parametrize("language", ["md", "rst"])
@pytest.mark.parametrize(
    ("role", "text", "message"),
    [
        ("project", "novva", "role 'project': there is no project 'novva'; did you mean 'nova'?"),
        ("project", "quantom", "role 'project': there is no project 'quantom'; did you mean 'quantum'?"),
        ("project", "something else", "role 'project': there is no project 'something else'"),
        ("service", "computte", "role 'service': there is no service 'computte'; did you mean 'compute'?"),
        ("service", "devstack", "role 'service': there is no service 'devstack'"),
        ("series", "icehose", "role 'series': there is no release series 'icehose'; did you mean 'icehouse'?"),
    ],
)
def test_an_unknown_name_is_reported_where_it_stands(language: str, role: str, text: str, message: str) -> None:
    assert read(language, role, text) == (
        f'<span class="problematic">{text}</span>',
        [f"/a.{language}:6:1: {message}"],
    )


@pytest.mark.parametrize(
    ("role", "text", "html"),
    [
        (
            "project",
            "nova",
            '<a class="project project-nova" href="https://docs.openstack.org/nova/latest/">nova</a>',
        ),
        (
            "project",
            "savanna",
            '<a class="project project-sahara" href="https://opendev.org/openstack/sahara">savanna</a>',
        ),
        ("project", "zuul", '<a class="project project-zuul" href="https://opendev.org/zuul/zuul">zuul</a>'),
        ("project", "ceph", '<span class="project project-ceph">ceph</span>'),
        (
            "series",
            "icehouse",
            '<a class="release-series" href="https://releases.openstack.org/icehouse/index.html">icehouse</a>',
        ),
    ],
)
def test_without_pages_a_role_links_to_openstacks_own(role: str, text: str, html: str) -> None:
    assert name_roles(facts(), has_pages=False)[role](text).html == html


def test_what_an_author_writes_is_escaped() -> None:
    assert name_roles(facts(), has_pages=True)["project"]('a "b" & c <nova>').html == (
        '<a class="project project-nova" href="/projects/nova/">a "b" &amp; c</a>'
    )
    with pytest.raises(ValueError, match="there is no name"):
        name_roles(facts(), has_pages=True)["series"]("  ")
