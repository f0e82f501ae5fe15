"""Explanations of former names as HTML: where a name stands first, and once more at the end of the post."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from sevenlayer.openstack.facts.model import Facts, FormerName, Project

from .former_names import Explanation

# What became of the name, by the kind of the change; the field is the present name.
_MEANINGS = {
    "renamed": "called {} since",
    "repository renamed": "called {} since",
    "split from": "became {} on",
    "merged": "merged into what is {} now, on",
    "grew out of": "became {} on",
    "replaces": "replaced by {} on",
    "part retired": "a part of {} until",
}
# No heading: it would stand in no list of them, and feeds and lists of posts show many of these on one page.
_TITLE = '<div class="former-names" role="note">\n<p class="former-names-title">Former names</p>\n'


def add_glossary(
    html: str, explanations: Iterable[Explanation], facts: Facts, address_of: Callable[[Project], str | None]
) -> str:
    """Return *html* with an abbreviation for each explanation, and with a glossary at its end.

    *address_of* gives where the glossary links a project to, or None.
    """
    parts, entries, end = [], [], 0
    for one in explanations:
        after = one.position + len(one.written)
        meaning = meaning_of(one.former, one.project, facts)
        parts += [html[end : one.position], f'<abbr title="{escape(meaning)}">{one.written}</abbr>']
        end = after
        entries.append(_entry(one, facts, address_of(one.project)))
    if not entries:
        return html
    glossary = f"{_TITLE}<dl>\n{''.join(entries)}</dl>\n</div>\n"
    return "".join([*parts, html[end:].rstrip("\n"), "\n", glossary])


def meaning_of(former: FormerName, project: Project, facts: Facts) -> str:
    """Return what *former* is called now and since when, as in ``called Sahara since 2014-03-10 (in the Icehouse cycle)``."""
    return _meaning(former, current_name(former, project), facts)


def current_name(former: FormerName, project: Project) -> str:
    """Return the name that *former* has now: a repository has a repository's."""
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
