"""``sevenlayer check``.

The whole site is built, into a folder that is thrown away: what goes wrong between posts is found too.
"""

from __future__ import annotations

from pathlib import Path

import click

from .console import (
    CommandError,
    ProblemsError,
    content_argument,
    format_option,
    print_problems,
    settings_option,
    sevenlayer_command,
)

__all__ = ["command"]


@sevenlayer_command(
    example="sevenlayer check\nsevenlayer check --format sarif > report.sarif\nsevenlayer check --all",
    statuses={
        0: "all is well",
        1: "there are errors (with --all: or warnings)",
        2: "nothing could be checked",
    },
)
@content_argument
@settings_option()
@format_option
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Build as for publishing (with publishconf.py, unless -s says otherwise), refuse warnings, "
    "and check the pages and feeds that were written.",
)
@click.pass_context
def command(context: click.Context, content: Path | None, settings: Path, format_: str, everything: bool) -> int:
    """Read every post and report its problems.

    CONTENT is the folder of the posts (default: that of the settings). The report has file, line and column of each
    problem; the site is built into a folder that is thrown away.
    """
    from .trial_build import build_site, site_settings

    if everything:
        from .whole_check import check_everything

        given = context.get_parameter_source("settings") is not click.core.ParameterSource.DEFAULT
        return check_everything(settings if given else settings.with_name("publishconf.py"), content, format_)
    try:
        build = build_site(site_settings(settings, content))
    except ProblemsError as exception:
        print_problems(exception.problems, format_)
        return 1 if settings.is_file() else 2
    if build.problems is None:
        raise CommandError(f"{settings}: the site does not use the plugin 'sevenlayer', which collects problems")
    print_problems(build.problems, format_)
    return 1 if build.failed else 0
