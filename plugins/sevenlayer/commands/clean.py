"""``sevenlayer clean``."""

from __future__ import annotations

from pathlib import Path

import click

from .cleaning import clean
from .console import CommandError, settings_option, sevenlayer_command


@sevenlayer_command(
    example="sevenlayer clean",
    statuses={0: "deleted, or there was nothing", 1: "something cannot be deleted", 2: "refused"},
)
@click.argument("output", default="output")
@click.option(
    "--input", "sources", multiple=True, metavar="FOLDER", help="A folder of sources, never touched (content, theme)."
)
@settings_option()
def command(output: str, sources: tuple[str, ...], settings: Path) -> int:
    """Delete the built site.

    OUTPUT is the folder that the site was built into (default: output). A folder that Sevenlayer has not made is
    refused, and so is one that holds the site's sources.
    """
    if not output:
        raise CommandError("the output folder has no name")
    return clean(Path(output), [Path(folder) for folder in sources if folder], settings.parent)
