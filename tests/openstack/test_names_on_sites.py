"""Names of projects on whole small sites."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.builds.run import run_pelican
from tests.builds.settings import settings_text

pytestmark = pytest.mark.slow

#: A site that does not say that it is about OpenStack; its posts have to.
SETTINGS = {
    "SITESUBTITLE": "",
    "SITEDESCRIPTION": "",
    "FEED_ALL_ATOM": "feeds/all.atom.xml",
    "PLUGINS": ["sevenlayer.openstack", "sevenlayer.cross_references", "sevenlayer.feeds"],
}
MARKDOWN = """\
---
title: Queues
date: 2013-11-10
{fields}---

We tried Marconi of OpenStack, and `bash8`.

See {{project}}`quantum` and {{series}}`icehouse`.
"""
RESTRUCTUREDTEXT = """\
---
title: Queues
date: 2013-11-10
{fields}---

We tried Marconi of OpenStack, and ``bash8``.

See :project:`quantum` and :series:`icehouse`.
"""
ABBREVIATION = '<abbr title="called Zaqar since 2014-08-16 (in the Juno cycle)">Marconi</abbr>'


@dataclass(frozen=True)
class Built:
    output: Path
    status: int
    report: str

    def read(self, path: str) -> str:
        return (self.output / path).read_text("utf-8")

    @property
    def post(self) -> str:
        return self.read("blog/2013/11/10/queues/index.html")


def build(folder: Path, name: str, text: str, **settings: object) -> Built:
    (folder / "content").mkdir()
    (folder / "content" / name).write_text(text, "utf-8")
    (folder / "conf.py").write_text(settings_text(**{**SETTINGS, **settings}), "utf-8")
    output = folder / "output"
    result = run_pelican("content", "-o", output, "-s", "conf.py", cwd=folder)
    return Built(output, result.returncode, result.stderr.strip())


@pytest.mark.parametrize(("name", "text"), [("queues.md", MARKDOWN), ("queues.rst", RESTRUCTUREDTEXT)])
def test_a_post_explains_names_and_lists_of_posts_do_not(tmp_path: Path, name: str, text: str) -> None:
    built = build(tmp_path, name, text.format(fields=""))
    assert (built.status, built.report) == (0, "")
    assert ABBREVIATION in built.post
    assert built.post.count("<abbr ") == 1
    assert built.post.count('class="former-names"') == 1
    assert '<a class="project project-neutron" href="/projects/neutron/">quantum</a>' in built.post
    assert (built.output / "projects/neutron/index.html").is_file()
    assert (built.output / "series/icehouse/index.html").is_file()
    assert "We tried Marconi" in built.read("index.html")
    assert 'class="former-names"' in built.read("feeds/all.atom.xml").replace("&lt;", "<").replace("&quot;", '"')


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("queues.md", "{abbr}`RedDwarf (called Trove later)`"),
        ("queues.rst", ":abbr:`RedDwarf (called Trove later)`"),
    ],
)
def test_what_an_author_explains_is_explained_once(tmp_path: Path, name: str, role: str) -> None:
    text = f"---\ntitle: Queues\ndate: 2013-11-10\n---\n\nWe run {role}. RedDwarf is fine.\n"
    built = build(tmp_path, name, text)
    assert (built.status, built.report) == (0, "")
    assert '<p>We run <abbr title="called Trove later">RedDwarf</abbr>. RedDwarf is fine.</p>' in built.post
    assert "former-names" not in built.post


def test_a_site_that_says_openstack_says_it_for_its_posts(tmp_path: Path) -> None:
    text = "---\ntitle: Clusters\ndate: 2013-11-10\n---\n\nSavanna plugin for Quantum.\n"
    built = build(tmp_path, "queues.md", text, SITEDESCRIPTION="Of OpenStack")
    post = built.read("blog/2013/11/10/clusters/index.html")
    assert (built.status, built.report) == (0, "")
    assert (
        '<p><abbr title="called Sahara since 2014-03-10 (in the Icehouse cycle)">Savanna</abbr> plugin for '
        '<abbr title="called Neutron since 2013-07-06 (in the Havana cycle)">Quantum</abbr>.</p>'
    ) in post


def test_names_are_off_for_a_post(tmp_path: Path) -> None:
    built = build(tmp_path, "queues.md", MARKDOWN.format(fields="openstack_names: false\n"))
    assert (built.status, built.report) == (0, "")
    assert "<p>We tried Marconi of OpenStack" in built.post
    assert "former-names" not in built.post


def test_names_are_off_for_a_site(tmp_path: Path) -> None:
    built = build(tmp_path, "queues.md", MARKDOWN.format(fields=""), OPENSTACK_NAMES=False)
    assert (built.status, built.report) == (0, "")
    assert "former-names" not in built.post


def test_without_pages_links_lead_to_openstacks_own(tmp_path: Path) -> None:
    built = build(tmp_path, "queues.md", MARKDOWN.format(fields=""), OPENSTACK_PAGES=False)
    assert (built.status, built.report) == (0, "")
    assert 'href="https://docs.openstack.org/neutron/latest/">quantum</a>' in built.post
    assert 'href="https://releases.openstack.org/icehouse/index.html">icehouse</a>' in built.post
    assert '<dd>called <a href="https://docs.openstack.org/zaqar/latest/">Zaqar</a> since' in built.post


def test_a_project_that_there_is_not_is_reported_at_its_field(tmp_path: Path) -> None:
    text = MARKDOWN.format(fields="projects: nova, quantom, Something else\n")
    built = build(tmp_path, "queues.md", text)
    assert built.status == 1
    assert built.report.splitlines() == [
        "content/queues.md:4:17: error: there is no project 'quantom' [openstack.unknown-project]",
        "    4 | projects: nova, quantom, Something else",
        "      |                 ^",
        "  hint: did you mean 'quantum'?",
        "content/queues.md:4:26: error: there is no project 'Something else' [openstack.unknown-project]",
        "    4 | projects: nova, quantom, Something else",
        "      |                          ^",
        "  hint: use the name of its repository, as in 'nova'",
        "",
        "2 errors in 1 file",
        "The build failed.",
    ]


def test_a_setting_that_is_neither_true_nor_false_is_reported(tmp_path: Path) -> None:
    built = build(tmp_path, "queues.md", MARKDOWN.format(fields=""), OPENSTACK_NAMES="no")
    assert built.status != 0
    assert "OPENSTACK_NAMES must be True or False, not 'no'" in built.report
    assert "Traceback" not in built.report
