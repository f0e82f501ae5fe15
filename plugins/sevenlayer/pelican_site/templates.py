"""Templates that posts ask for: found before anything is written."""

from __future__ import annotations

from typing import Any

from pelican.contents import Static
from pelican.generators import PelicanTemplateNotFound

from sevenlayer.diagnostics import Code, Location, error

from .build_state import problems_of
from .contents import all_contents

#: Templates that Pelican fills with something else than a post; so are those of DIRECT_TEMPLATES.
_NOT_FOR_POSTS = frozenset({"author", "base", "category", "period_archives", "series", "tag"})


def check_templates(generators: list[Any]) -> None:
    """Report posts and pages whose template is missing or made for something else, and show them with the usual one.

    Pelican would stop in the middle of writing.
    """
    for generator, content in all_contents(generators):
        name, usual = getattr(content, "template", None), getattr(content, "default_template", None)
        if isinstance(content, Static) or name == usual:
            continue
        if name in _NOT_FOR_POSTS or name in generator.settings["DIRECT_TEMPLATES"]:
            message, hint = f"template '{name}' is made for something else than posts", "remove the field"
        else:
            try:
                generator.get_template(name)
            except PelicanTemplateNotFound:
                message = f"the theme has no template '{name}'"
                hint = f"remove the field, or add templates/{name}.html to the theme"
            else:
                continue
        where = Location(content.source_path)
        problems_of(content.settings).add(
            error(Code.FRONT_MATTER_BAD_TEMPLATE, f"{message}; '{usual}' is used", where, hint)
        )
        content.template = usual
