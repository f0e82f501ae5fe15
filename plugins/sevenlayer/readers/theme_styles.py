"""What posts need to be read with a theme that was not made for them: numbers of lines, frames of notes, tables that scroll.

A theme that names a mark's class in its style sheets is left alone. For the marks that it does not name, a post that has them
ends with a style sheet. Its rules weigh as much as the name of an element (``div:where(.admonition)``): more than what a theme
says of all ``div``, and less than what it says of any class.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pelican.contents import Article, Page

from sevenlayer.pelican_site.content_html import body_html, set_body_html
from sevenlayer.pelican_site.contents import all_contents

__all__ = ["MARKS", "Mark", "add_missing_styles"]


class Mark(NamedTuple):
    """*written* is how the HTML has it, *named* what a theme that knows it has in a style sheet, *rules* is what it needs."""

    written: str
    named: str
    rules: str


_BOX = "{margin:1em 0;padding:.1em 1em;border-left:.25em solid #888}"

MARKS = (
    Mark(
        'class="headerlink"',
        ".headerlink",
        "a:where(.headerlink){margin-left:.4em;text-decoration:none;opacity:0}"
        "a:where(:hover>.headerlink,.headerlink:focus){opacity:1}",
    ),
    Mark(
        '<pre class="highlight',
        "pre.highlight",
        "figure:where(.code){margin-left:0;margin-right:0}pre:where(.highlight){overflow:auto}",
    ),
    Mark(
        ' data-line="',
        "data-line",
        "span:where(.numbered .line)::before{content:attr(data-line);display:inline-block;min-width:3ch;"
        "margin-right:1.25em;text-align:right;opacity:.6}",
    ),
    Mark(' hll"', ".hll", "span:where(.highlight .hll){background:#8884}"),
    Mark(
        'class="diff-sign"',
        ".diff-",
        "span:where(.diff-add){background:#2a83}span:where(.diff-remove){background:#c334}",
    ),
    Mark(
        'class="admonition',
        ".admonition",
        f"div:where(.admonition){_BOX}p:where(.admonition-title){{font-weight:bold}}",
    ),
    Mark('class="topic', ".topic", f"div:where(.topic){_BOX}p:where(.topic-title){{font-weight:bold}}"),
    Mark('class="sidebar', ".sidebar", f"div:where(.sidebar){_BOX}p:where(.sidebar-title){{font-weight:bold}}"),
    Mark('class="table-scroll"', ".table-scroll", "div:where(.table-scroll){min-width:min(100%,320px);overflow:auto}"),
    Mark(
        '<span class="label">',
        ".footnote",
        "div:where(.footnote,.citation){display:grid;grid-template-columns:max-content 1fr;gap:0 .5em;align-items:baseline}"
        "div:where(.footnote,.citation)>:where(:not(.label)){grid-column:2}",
    ),
)


def add_missing_styles(generators: list[Any]) -> None:
    """Add to each post and page that our readers have read the rules that the theme has not."""
    missing: list[Mark] | None = None
    for _generator, content in all_contents(generators):
        if not isinstance(content, Article | Page) or not hasattr(content, "post"):
            continue
        html = body_html(content)
        used = [mark for mark in MARKS if mark.written in html]
        if used and missing is None:
            missing = _missing(content.settings)
        rules = "".join(mark.rules for mark in used if mark in (missing or ()))
        if rules:
            # Behind the text: some themes show the beginning of a post without its tags.
            set_body_html(content, f'{html.rstrip()}\n<style data-feed-omit="">{rules}</style>\n')


def _missing(settings: Mapping[str, Any]) -> list[Mark]:
    """Return the marks that no style sheet of the theme names."""
    folders = (Path(settings["THEME"], path) for path in settings["THEME_STATIC_PATHS"])
    sheets = sorted(sheet for folder in folders for sheet in folder.rglob("*.css"))
    css = "\n".join(sheet.read_text("utf-8", "replace") for sheet in sheets)
    return [mark for mark in MARKS if mark.named not in css]
