"""What all commands share: their class, their errors, their options, and what a terminal is given."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

if TYPE_CHECKING:
    from sevenlayer.diagnostics import Problem

__all__ = [
    "CONTEXT_SETTINGS",
    "FORMATS",
    "Command",
    "CommandError",
    "ProblemsError",
    "content_argument",
    "format_option",
    "is_debug",
    "print_problems",
    "settings_option",
    "sevenlayer_command",
    "shown",
    "to_type",
    "use_colour",
]

CONTEXT_SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
FORMATS = ("text", "json", "sarif")
SETTINGS_FILE = "pelicanconf.py"

_F = TypeVar("_F", bound=Callable[..., Any])


class CommandError(click.ClickException):
    """What was asked for cannot be done; *message* says why in one line, and *status* is the exit status."""

    command = "sevenlayer"

    def __init__(self, message: str, status: int = 2) -> None:
        super().__init__(message)
        self.status = status

    def show(self, _file: Any = None) -> None:
        """Print the message to standard error."""
        click.echo(f"{self.command}: {self.message}", err=True)


class ProblemsError(CommandError):
    """What was asked for cannot be done, for *problems*, which are reported as those of a build are."""

    def __init__(self, problems: Iterable[Problem], status: int = 2) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems), status)

    def show(self, _file: Any = None) -> None:
        from sevenlayer.diagnostics import formats

        sys.stderr.write(formats.as_text(self.problems, colour=use_colour(sys.stderr)))


class Command(click.Command):
    """A command with ``--debug``, an example and its exit statuses in its help. What follows ``--`` goes to :func:`remainder`."""

    def __init__(
        self, *arguments: Any, example: str = "", statuses: Mapping[int, str] | None = None, **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        self.example = example
        self.statuses = statuses or {}
        self.params.append(
            click.Option(
                ["--debug"],
                is_flag=True,
                expose_value=False,
                callback=_set_debug,
                help="Say everything, and show where an unexpected error comes from.",
            )
        )

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CommandError as exception:
            exception.command = ctx.info_name or exception.command
            raise

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.example:
            with formatter.section("Example"):
                for line in self.example.splitlines():
                    formatter.write(f"{' ' * formatter.current_indent}{line}\n")
        if self.statuses:
            with formatter.section("Exit status"):
                formatter.write_dl([(str(status), text) for status, text in self.statuses.items()])


def sevenlayer_command(
    example: str, statuses: Mapping[int, str], **options: Any
) -> Callable[[Callable[..., Any]], Command]:
    """Make a command of a function, which returns the exit status."""
    return click.command(cls=Command, context_settings=CONTEXT_SETTINGS, example=example, statuses=statuses, **options)


def _set_debug(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        context.ensure_object(dict)["debug"] = True


def is_debug() -> bool:
    """Whether this process is asked to say everything."""
    context = click.get_current_context(silent=True)
    return bool(context and (context.find_object(dict) or {}).get("debug"))


def settings_option(default: str = SETTINGS_FILE) -> Callable[[_F], _F]:
    """``-s``, with *default*."""
    return click.option(
        "-s",
        "--settings",
        type=click.Path(path_type=Path),
        default=Path(default),
        metavar="FILE",
        help=f"The settings file (default: {default}).",
    )


def content_argument(function: _F) -> _F:
    """An optional folder of posts; None stands for that of the settings."""
    return click.argument("content", type=click.Path(path_type=Path), required=False)(function)


def format_option(function: _F) -> _F:
    """``--format``."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(FORMATS),
        default="text",
        help="How to report (default: text).",
    )(function)


def use_colour(stream: TextIO) -> bool:
    """Whether reports are coloured: on a terminal, unless ``NO_COLOR`` is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def print_problems(problems: Any, format_: str, *, good: str = "No problems.\n") -> None:
    """Print *problems* to standard output as *format_* says; *good* is the text where there are none."""
    from sevenlayer.diagnostics import formats

    if format_ == "json":
        sys.stdout.write(formats.as_json(problems))
    elif format_ == "sarif":
        sys.stdout.write(formats.as_sarif(problems))
    else:
        sys.stdout.write(formats.as_text(problems, colour=use_colour(sys.stdout), show_info=True) or good)


def to_type(direct: str, by_make: str) -> str:
    """What an author types next: *by_make* where a Makefile runs this process, else *direct*."""
    return by_make if os.environ.get("SEVENLAYER_RUN_BY") == "make" else direct


def shown(path: Path | str) -> str:
    """*path* as people write it: relative where it lies below the working folder."""
    try:
        return str(Path(path).resolve().relative_to(Path.cwd().resolve()))
    except ValueError:
        return str(path)
