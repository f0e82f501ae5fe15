"""Translations of nothing."""

from __future__ import annotations

from typing import Any

from pelican.contents import Content, Static

from sevenlayer.diagnostics import Code, Location, warning

from .build_state import problems_of
from .contents import all_contents


def check_translations(generators: list[Any]) -> None:
    """Report what says that it translates another post or page where there is no other; Pelican then takes it for one."""
    contents = [content for _generator, content in all_contents(generators) if not isinstance(content, Static)]
    translations = {id(translation) for content in contents for translation in content.translations}
    for content in contents:
        if _says_translation(content) and id(content) not in translations:
            message = f"there is nothing with the slug '{content.slug}' that this translates"
            hint = "remove 'translation', or give the slug of what it translates"
            problems_of(content.settings).add(
                warning(Code.FRONT_MATTER_NO_ORIGINAL, message, Location(content.source_path), hint)
            )


def _says_translation(content: Content) -> bool:
    return str(content.metadata.get("translation", "")).lower() == "true"
