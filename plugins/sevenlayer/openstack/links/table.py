"""The table of roles in the documentation."""

from __future__ import annotations

from sevenlayer.openstack.facts import Facts, make_lookup
from sevenlayer.openstack.link_rules import Link, make_link


def roles_table(facts: Facts) -> str:
    """Return the table in Markdown: each role with its first example and the resulting link."""
    look_up = make_lookup(facts)
    rows = ["| role | takes | for example | becomes |", "| --- | --- | --- | --- |"]
    for role in sorted(facts.roles.values(), key=lambda one: (one.per_project, one.name)):
        names = ", ".join(f"`{name.replace('{project}', '<project>')}`" for name in (role.name, *role.aliases))
        argument, _url = role.good[0]
        example = f"{{{role.name.replace('{project}', role.project or '')}}}`{argument}`"
        link = make_link(role, argument, look_up, role.project)
        if isinstance(link, Link):
            rows.append(f"| {names} | {role.argument} | `` {example} `` | [{link.caption}]({link.url}) |")
    return "\n".join(rows) + "\n"
