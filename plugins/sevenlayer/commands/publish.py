"""``sevenlayer publish``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .build import output_option, relative_option, say_where
from .console import CONTEXT_SETTINGS, content_argument, settings_option
from .pelican_run import Site, SiteCommand, build, overrides_option, prepare, remainder

__all__ = ["command"]


@click.command(
    cls=SiteCommand,
    context_settings=CONTEXT_SETTINGS,
    example="sevenlayer publish\nsevenlayer publish --to me@example.org:/srv/www/blog\nsevenlayer publish --upload",
    statuses={
        0: "built, and copied if that was asked for",
        1: "there are errors or warnings; the output is as it was",
        2: "wrong settings or options, or the site could not be copied",
    },
)
@content_argument
@settings_option("publishconf.py")
@output_option
@relative_option
@overrides_option
@click.option(
    "--to", "target", metavar="TARGET", help="Copy the site to TARGET with rsync: a folder, or one of a host."
)
@click.option(
    "--upload", "upload_", is_flag=True, help="The same, to PUBLISH_TARGET of the environment or the settings."
)
def command(
    content: Path | None,
    settings: Path,
    output: Path | None,
    relative_urls: bool,
    overrides: dict[str, Any],
    target: str | None,
    upload_: bool,
) -> int:
    """Build the site as readers will see it: with the settings for publishing, and warnings refused.

    CONTENT is the folder of the posts (default: that of the settings). With --to or --upload the result is copied to
    your server. What is there and no longer in the site is deleted, so nothing else may be there.
    """
    from .upload import check_target, find_target, upload

    if upload_ and not target:
        target = find_target(settings)
    if target:
        check_target(target, settings.parent)
    site = prepare(Site(settings, content, output, relative_urls, overrides, remainder()))
    build(site)
    if target:
        upload(site.output, target)
        click.echo(f"Copied to {target}")
    else:
        say_where(site.output, settings)
    return 0
