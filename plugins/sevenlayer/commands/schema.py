"""``sevenlayer schema``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .console import settings_option, sevenlayer_command

__all__ = ["command"]


@sevenlayer_command(
    example="sevenlayer schema > front-matter.schema.json",
    statuses={0: "printed", 1: "the settings cannot be used"},
)
@settings_option()
def command(settings: Path) -> int:
    """Print the JSON Schema of the front matter, which editors check and complete YAML by.

    It has the fields that the site declares in FRONT_MATTER_FIELDS. Without a settings file it has the usual ones.
    """
    from sevenlayer.front_matter import json_schema
    from sevenlayer.front_matter.schema import read_own_fields

    from .console import CommandError
    from .trial_build import site_settings

    own = {}
    if settings.is_file() or settings != Path("pelicanconf.py"):
        try:
            own = read_own_fields(site_settings(settings, None, quiet=True).get("FRONT_MATTER_FIELDS", {}))
        except ValueError as exception:
            raise CommandError(f"{settings}: {exception}", 1) from None
    click.echo(json.dumps(json_schema(own.values()), indent=2, ensure_ascii=False))
    return 0
