"""Running Pelican with a site's settings, as its own command does."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .console import Command, CommandError, is_debug
from .trial_build import pelican_class, site_settings

if TYPE_CHECKING:
    import argparse

__all__ = ["Site", "SiteCommand", "build", "overrides_option", "prepare", "watch"]

_REMAINDER = "sevenlayer.remainder"


class SiteCommand(Command):
    """A command whose arguments after ``--`` are options of Pelican."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if "--" in args:
            place = args.index("--")
            ctx.meta[_REMAINDER] = args[place + 1 :]
            args = args[:place]
        return super().parse_args(ctx, args)


@dataclass(frozen=True)
class Site:
    """What is built: *overrides* are settings by name, *options* go to Pelican as they are.

    None stands for what the settings say.
    """

    settings: Path
    content: Path | None = None
    output: Path | None = None
    relative_urls: bool = False
    overrides: Mapping[str, Any] = field(default_factory=dict)
    options: Sequence[str] = ()

    @property
    def arguments(self) -> list[str]:
        """The command line of Pelican."""
        arguments = [] if self.content is None else [str(self.content)]
        arguments += [] if self.output is None else ["-o", str(self.output)]
        arguments += ["-s", str(self.settings)]
        arguments += ["--relative-urls"] if self.relative_urls else []
        arguments += ["--debug"] if is_debug() else []
        return [*arguments, *self.options]


@dataclass(frozen=True)
class Prepared:
    """A site whose settings are known to be good."""

    arguments: argparse.Namespace
    settings: dict[str, Any]

    @property
    def output(self) -> Path:
        return Path(self.settings["OUTPUT_PATH"])


def overrides_option(function: Any) -> Any:
    """``-e NAME=VALUE``, as often as wanted."""
    return click.option(
        "-e",
        "--setting",
        "overrides",
        multiple=True,
        metavar="NAME=VALUE",
        callback=_read_overrides,
        help="Give a setting another value: JSON, or else a text.",
    )(function)


def _read_overrides(_context: click.Context, _parameter: click.Parameter, given: Iterable[str]) -> dict[str, Any]:
    overrides = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.isidentifier() or not name.isupper():
            raise click.BadParameter(f"'{text}' is not of the form NAME=VALUE")
        try:
            overrides[name] = json.loads(value)
        except ValueError:
            overrides[name] = value
    return overrides


def remainder() -> list[str]:
    """What followed ``--`` on the command line of a :class:`SiteCommand`."""
    given: list[str] = click.get_current_context().meta.get(_REMAINDER, [])
    return given


def prepare(site: Site) -> Prepared:
    """Read the settings of *site* and have Pelican log as its options say.

    :raises CommandError: settings or options are wrong, or something is not there.
    """
    import pelican
    from pelican.log import init as init_logging

    # Pelican's own parser names the program by this.
    program, sys.argv[0] = sys.argv[0], "pelican"
    try:
        arguments = pelican.parse_arguments(site.arguments)
    except ValueError as exception:
        raise CommandError(str(exception)) from None
    finally:
        sys.argv[0] = program
    arguments.overrides = {**site.overrides, **arguments.overrides}
    init_logging(
        level=arguments.verbosity,
        fatal=arguments.fatal,
        name="pelican",
        handler=pelican.LOG_HANDLERS[arguments.log_handler],
        logs_dedup_min_level=getattr(logging, arguments.logs_dedup_min_level),
    )
    return Prepared(arguments, site_settings(site.settings, site.content, pelican.get_config(arguments)))


def build(prepared: Prepared) -> None:
    """Build the site once.

    :raises CommandError: something that is not ours went wrong; our own class reports and ends the process.
    """
    from pelican.log import console

    try:
        site = pelican_class(prepared.settings["PELICAN_CLASS"])(prepared.settings)
        with console.status("Generating..."):
            site.run()
    except Exception as exception:
        if is_debug():
            raise
        raise CommandError(
            f"the build stopped: {type(exception).__name__}: {exception} (hint: --debug shows where it happened)", 1
        ) from None


def watch(prepared: Prepared) -> None:
    """Build the site, and again whenever a file changes, until Ctrl+C."""
    import pelican

    pelican.autoreload(prepared.arguments)
