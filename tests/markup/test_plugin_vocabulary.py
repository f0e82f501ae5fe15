"""Roles, directives and lexers of other plugins: the example in docs/contributing.md, on a site in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.site.sites import run_pelican

pytestmark = pytest.mark.slow

SETTINGS = """\
PLUGINS = {plugins}
PLUGIN_PATHS = ["."]
SITEURL = "https://example.org"
TIMEZONE = "UTC"
LOCALE = ["C"]
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
"""
FRONT_MATTER = "---\ntitle: {title}\ndate: 2024-01-02\n---\n"
POSTS = {
    "md": """\
See {change}`12345`.

```{runbook} Restart Nova
:host: controller
Wait for *all* agents.
```

```runbook
run nova # now
```
""",
    "rst": """\
See :change:`12345`.

.. runbook:: Restart Nova
   :host: controller

   Wait for *all* agents.

.. code:: runbook

   run nova # now
""",
}
BODY = """\
<p>See <a href="https://review.opendev.org/c/12345">change 12345</a>.</p>
<div class="runbook">
<p>Runbook for controller: Restart Nova</p>
<p>Wait for <em>all</em> agents.</p>
</div>
<figure class="code" data-language="runbook"><pre class="highlight" tabindex="0"><code><span class="line">\
<span class="k">run</span> nova <span class="c"># now</span>
</span></code></pre></figure>
"""


@dataclass(frozen=True)
class Site:
    path: Path

    def build(self, plugins: list[str], posts: dict[str, str]) -> tuple[int, str]:
        """Build a site of *posts*, bodies by file extension. Return exit status and report."""
        (self.path / "conf.py").write_text(SETTINGS.format(plugins=plugins), "utf-8")
        (self.path / "content").mkdir()
        for extension, body in posts.items():
            post = FRONT_MATTER.format(title=extension) + body
            (self.path / f"content/{extension}.{extension}").write_text(post, "utf-8")
        result = run_pelican("content", "-o", self.path / "output", "-s", "conf.py", cwd=self.path)
        return result.returncode, result.stderr

    def body(self, extension: str) -> str:
        html = (self.path / f"output/{extension}.html").read_text("utf-8")
        # In the stock theme, the body follows the footer of the post; behind it stand the rules that this theme lacks.
        found = re.search(
            r"<!-- /.post-info -->\s*(.*?)\s*<style[^<]*</style>\s*</div><!-- /.entry-content -->", html, re.DOTALL
        )
        assert found
        return found[1] + "\n"


@pytest.fixture
def site(tmp_path: Path, repository: Path) -> Site:
    """A folder with the example of the documentation as the plugin ``runbooks``."""
    text = (repository / "docs/contributing.md").read_text("utf-8")
    (example,) = re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    (tmp_path / "runbooks.py").write_text(example, "utf-8")
    return Site(tmp_path)


@pytest.mark.parametrize("plugins", [["runbooks", "sevenlayer.front_matter"], ["sevenlayer.front_matter", "runbooks"]])
def test_a_plugin_adds_a_role_a_directive_and_a_lexer_in_both_languages(site: Site, plugins: list[str]) -> None:
    status, report = site.build(plugins, POSTS)
    assert (status, "warning" in report) == (0, False), report
    assert site.body("md") == site.body("rst") == BODY


def test_mistakes_in_roles_and_options_of_a_plugin_are_reported(site: Site) -> None:
    posts = {
        "md": "See {change}`x`.\n\n```{runbook} Restart\n:hots: a\nText.\n```\n",
        "rst": "See :change:`x`.\n\n.. runbook:: Restart\n   :hots: a\n\n   Text.\n",
    }
    status, report = site.build(["runbooks", "sevenlayer.front_matter"], posts)
    assert status == 1
    problems = [line for line in report.splitlines() if re.match(r"content/|  hint", line)]
    assert problems == [
        "content/md.md:5:5: error: role 'change': 'x' is not the number of a change [markup.bad-role]",
        "  hint: write it like 12345",
        "content/md.md:8:1: error: unknown option 'hots' of directive 'runbook' [markup.unknown-option]",
        "  hint: did you mean 'host'?",
        "content/rst.rst:5:5: error: role 'change': 'x' is not the number of a change [markup.bad-role]",
        "  hint: write it like 12345",
        "content/rst.rst:8:4: error: unknown option 'hots' of directive 'runbook' [markup.unknown-option]",
        "  hint: did you mean 'host'?",
    ]
