"""Compiled templates are kept from one build to the next, and no page is ever made with an old one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.builds.run import run_pelican
from tests.builds.settings import settings_text

pytestmark = pytest.mark.slow

POST = "---\ntitle: Cells\ndate: 2024-01-01\n---\n\nThey divide.\n"


@dataclass(frozen=True)
class Site:
    """A site whose posts are what *template* makes of them, and the temporary folder of whoever builds it."""

    folder: Path
    kept: Path

    def build(self, template: str, settings: str = "") -> str:
        """Return the page of the post; nothing may be wrong with the build."""
        (self.folder / "templates" / "article.html").write_text(template, "utf-8")
        with (self.folder / "conf.py").open("a", encoding="utf-8") as conf:
            conf.write(settings + "\n")
        result = run_pelican("content", "-o", "output", "-s", "conf.py", cwd=self.folder, TMPDIR=str(self.kept))
        assert (result.returncode, result.stderr) == (0, "")
        return (self.folder / "output" / "blog" / "2024" / "01" / "01" / "cells" / "index.html").read_text("utf-8")

    def files(self) -> list[Path]:
        """What is kept, without the temporary files of others."""
        return sorted(path for path in self.kept.rglob("*") if path.is_file())


@pytest.fixture
def site(tmp_path: Path) -> Site:
    for name in ("content", "templates", "kept"):
        (tmp_path / name).mkdir()
    (tmp_path / "content" / "cells.md").write_text(POST, "utf-8")
    settings = settings_text(THEME_TEMPLATES_OVERRIDES=["templates"], OPENSTACK_PAGES=False)
    (tmp_path / "conf.py").write_text(settings, "utf-8")
    return Site(tmp_path, tmp_path / "kept")


def test_a_build_leaves_its_templates_to_the_next_one(site: Site) -> None:
    assert site.build("{{ article.title }} once") == "Cells once"
    kept = {path: path.stat().st_mtime_ns for path in site.files()}
    assert kept
    assert site.build("{{ article.title }} once") == "Cells once"
    assert {path: path.stat().st_mtime_ns for path in site.files()} == kept


def test_a_changed_template_is_compiled_again(site: Site) -> None:
    assert site.build("{{ article.title }} once") == "Cells once"
    assert site.build("{{ article.title }} twice") == "Cells twice"


def test_other_options_of_the_templates_count_at_once(site: Site) -> None:
    template = "{% if True %}\n{{ '<b>' }}{% endif %}"
    assert site.build(template) == "&lt;b&gt;"
    assert site.build(template, "JINJA_ENVIRONMENT = {'autoescape': False, 'trim_blocks': True}") == "<b>"
    assert site.build(template, "JINJA_ENVIRONMENT = {'autoescape': False, 'trim_blocks': False}") == "\n<b>"


def test_a_changed_filter_counts_at_once(site: Site) -> None:
    template = "{{ 'cells'|said }}"
    assert site.build(template, "JINJA_FILTERS = {'said': str.upper}") == "CELLS"
    assert site.build(template, "JINJA_FILTERS = {'said': str.title}") == "Cells"


def test_a_changed_filter_of_a_plugin_counts_at_once(site: Site) -> None:
    plugin = """
from pelican import signals

def add_filter(generator):
    generator.env.filters["said"] = str.{method}

signals.generator_init.connect(add_filter)
"""
    template = "{{ 'cells'|said }}"
    assert site.build(template, plugin.format(method="upper")) == "CELLS"
    assert site.build(template, plugin.format(method="title")) == "Cells"


IN_PLUGIN = """
from pelican import signals
from jinja2.ext import Extension

class Shouting(Extension):
    def preprocess(self, source, name, filename=None):
        return source.upper() if name == "article.html" else source

class Whispering(Extension):
    def preprocess(self, source, name, filename=None):
        return source.lower() if name == "article.html" else source

def change(generator):
    env = generator.env
    {change}

signals.generator_init.connect(change)
"""

STRFTIME = "env.filters['strftime'] = lambda date, *_format:"
UPPER = "import jinja2.filters as f; f.FILTERS['upper'] = env.filters['upper']"


@pytest.mark.parametrize(
    ("template", "change", "page", "other_change", "other_page"),
    [
        ("Once", "env.add_extension(Shouting)", "ONCE", "env.add_extension(Whispering)", "once"),
        ("{{ '<' }}", "env.autoescape = False", "<", "env.autoescape = True", "&lt;"),
        ("{{ 1 }}", "env.finalize = lambda value: 2", "2", "env.finalize = lambda value: 3", "3"),
        ("[[ 1 ]]", "env.variable_start_string, env.variable_end_string = '[[', ']]'", "1", "pass", "[[ 1 ]]"),
        ("{{ 'ab'|strftime }}", f"{STRFTIME} str(date).upper()", "AB", f"{STRFTIME} str(date).title()", "Ab"),
        ("{{ 'ab'|upper }}", f"{UPPER} = str.title", "Ab", "pass", "AB"),
        (
            "{{ 'http://example.org'|urlize }}",
            "env.policies['urlize.rel'] = 'me'",
            '<a href="http://example.org" rel="me">http://example.org</a>',
            "pass",
            '<a href="http://example.org" rel="noopener">http://example.org</a>',
        ),
    ],
)
def test_what_a_plugin_changes_in_the_environment_counts_at_once(
    site: Site, template: str, change: str, page: str, other_change: str, other_page: str
) -> None:
    assert site.build(template, IN_PLUGIN.format(change=change)) == page
    assert site.build(template, IN_PLUGIN.format(change=other_change)) == other_page


def test_extensions_may_change_so_nothing_is_kept_with_them(site: Site) -> None:
    assert site.build("{% do 1 %}once", "JINJA_ENVIRONMENT['extensions'] = ['jinja2.ext.do']") == "once"
    assert site.files() == []


def test_a_site_may_keep_its_templates_itself(site: Site) -> None:
    own = "from jinja2 import FileSystemBytecodeCache as C\nJINJA_ENVIRONMENT['bytecode_cache'] = C('content/..', '%s.own')"
    assert site.build("once", own) == "once"
    assert site.files() == []
    assert list(site.folder.glob("*.own"))


@pytest.mark.parametrize("is_file", [True, False])
def test_a_build_does_without_where_nothing_can_be_kept(site: Site, is_file: bool) -> None:
    """A file stands where the folder would be, or the folder is somebody's that is not to be trusted: a link."""
    assert site.build("once") == "once"
    (folder,) = site.kept.iterdir()
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    if is_file:
        folder.write_text("", "utf-8")
    else:
        (site.folder / "elsewhere").mkdir()
        folder.symlink_to(site.folder / "elsewhere")
    assert site.build("once") == "once"
    assert site.build("twice") == "twice"
    assert not list(site.folder.glob("elsewhere/*"))


def test_what_is_kept_and_damaged_is_compiled_again(site: Site) -> None:
    assert site.build("once") == "once"
    for path in site.files():
        path.write_bytes(path.read_bytes()[:50])
    assert site.build("once") == "once"
