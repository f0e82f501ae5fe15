"""Add explanations of former names to HTML: an abbreviation at the first occurrence, and a glossary at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from sevenlayer.openstack.facts import Facts, FormerName, Project

from .former_names import Explanation

# By kind of rename; the field is the current name.
_MEANINGS = {
    "renamed": "called {} since",
    "repository renamed": "called {} since",
    "split from": "became {} on",
    "merged": "merged into what is {} now, on",
    "grew out of": "became {} on",
    "replaces": "replaced by {} on",
    "part retired": "a part of {} until",
}
# Not a heading: tables of contents would lack it, and lists of posts have many of these on one page.
_TITLE = '<div class="former-names" role="note">\n<p class="former-names-title">Former names</p>\n'


def add_glossary(
    html: str, explanations: Iterable[Explanation], facts: Facts, url_of: Callable[[Project], str | None]
) -> str:
    """Return *html* with an abbreviation for each explanation, and a glossary at its end.

    *url_of* returns the URL that the glossary links a project to, or None.
    """
    parts, entries, end = [], [], 0
    for one in explanations:
        after = one.position + len(one.written)
        meaning = meaning_of(one.former, one.project, facts)
        parts += [html[end : one.position], f'<abbr title="{escape(meaning)}">{one.written}</abbr>']
        end = after
        entries.append(_entry(one, facts, url_of(one.project)))
    if not entries:
        return html
    glossary = f"{_TITLE}<dl>\n{''.join(entries)}</dl>\n</div>\n"
    return "".join([*parts, html[end:].rstrip("\n"), "\n", glossary])


def meaning_of(former: FormerName, project: Project, facts: Facts) -> str:
    """Return what became of *former*, as in ``called Sahara since 2014-03-10 (in the Icehouse cycle)``."""
    return _meaning(former, current_name(former, project), facts)


def current_name(former: FormerName, project: Project) -> str:
    """Return the current name for *former*: a repository for a repository, else the name in prose."""
    if former.kind == "repository renamed" and project.repository:
        return project.repository
    return project.written[0]


def _entry(one: Explanation, facts: Facts, url: str | None) -> str:
    name = escape(current_name(one.former, one.project), quote=False)
    shown = f'<a href="{escape(url)}">{name}</a>' if url else name
    meaning = _meaning(one.former, shown, facts)
    return f"<dt>{one.written}</dt>\n<dd>{meaning}</dd>\n"


def _meaning(former: FormerName, name: str, facts: Facts) -> str:
    series = facts.find_series(former.cycle)
    cycle = f" (in the {series.title} cycle)" if series else ""
    return f"{_MEANINGS[former.kind].format(name)} {former.until}{cycle}"
