"""``sevenlayer build``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .console import CONTEXT_SETTINGS, content_argument, settings_option, shown, to_type
from .pelican_run import Site, SiteCommand, build, overrides_option, prepare, remainder, watch

__all__ = ["command", "output_option", "relative_option", "say_where"]


def output_option(function: Any) -> Any:
    """``-o``; None stands for what the settings say."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="The folder that the site is written to (default: OUTPUT_PATH of the settings).",
    )(function)


def relative_option(function: Any) -> Any:
    """``--relative-urls``."""
    return click.option("--relative-urls", is_flag=True, help="Relative links, to look at files without a server.")(
        function
    )


@click.command(
    cls=SiteCommand,
    context_settings=CONTEXT_SETTINGS,
    example="sevenlayer build\nsevenlayer build -o ../site -e DEFAULT_PAGINATION=5\nsevenlayer build -- --fatal warnings",
    statuses={0: "built", 1: "there are errors", 2: "wrong settings or options", 130: "stopped by Ctrl+C"},
)
@content_argument
@settings_option()
@output_option
@relative_option
@overrides_option
@click.option("--watch", "again", is_flag=True, help="Build again whenever a file changes, until Ctrl+C.")
def command(
    content: Path | None,
    settings: Path,
    output: Path | None,
    relative_urls: bool,
    overrides: dict[str, Any],
    again: bool,
) -> int:
    """Build the site.

    CONTENT is the folder of the posts (default: that of the settings). What follows `--` goes to Pelican as it is.
    """
    site = prepare(Site(settings, content, output, relative_urls, overrides, remainder()))
    if again:
        watch(site)
        return 0
    build(site)
    say_where(site.output, settings)
    return 0


def say_where(output: Path, settings: Path) -> None:
    """Print where the site is, and what to do next."""
    usual = output.resolve() == settings.resolve().with_name("output")
    folder = shown(output)
    direct = "sevenlayer serve --no-build" + ("" if usual else f" -o '{folder}'")
    by_make = "make serve" + ("" if usual else f" OUTPUTDIR='{folder}'")
    click.echo(f"The site is in {folder}/. See it: {to_type(direct, by_make)}")
