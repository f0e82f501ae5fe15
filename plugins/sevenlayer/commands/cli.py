"""The group of all commands, and what happens to their errors."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from .console import CONTEXT_SETTINGS, CommandError

__all__ = ["COMMANDS", "cli", "run_command_line"]

#: Name -> what the list of commands says. A command is ``command`` in the module of its name.
COMMANDS = {
    "init": "Make a site of your own.",
    "new": "Start a post or a page.",
    "serve": "Build and serve the site, and build again on changes.",
    "build": "Build the site.",
    "check": "Report the problems of every post.",
    "linkcheck": "Ask every link to another site whether it still works.",
    "publish": "Build the site as readers will see it; copy it to a server.",
    "clean": "Delete the built site.",
    "layers": "Draw the text of a layer diagram to a file.",
    "problems": "Explain a problem, or list all.",
    "schema": "Print the JSON Schema of the front matter.",
    "requirements": "Pin what the site is built with, with hashes.",
    "version": "Print the versions of Sevenlayer and of what it runs on.",
}

COMPLETION = """\
Completion of commands and options: put one of these lines into the file of your shell.

\b
  ~/.bashrc   eval "$(_SEVENLAYER_COMPLETE=bash_source sevenlayer)"
  ~/.zshrc    eval "$(_SEVENLAYER_COMPLETE=zsh_source sevenlayer)"
  ~/.config/fish/completions/sevenlayer.fish   _SEVENLAYER_COMPLETE=fish_source sevenlayer | source
"""

UNEXPECTED = 3
INTERRUPTED = 130


class LazyGroup(click.Group):
    """Commands whose modules are imported when they are asked for; the list of commands imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"{__package__}.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f"there is no command '{args[0]}'{_nearest(args[0])}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    found = get_close_matches(name, COMMANDS, 1)
    return f"; did you mean '{found[0]}'?" if found else ""


@click.group(
    cls=LazyGroup,
    context_settings=CONTEXT_SETTINGS,
    epilog=COMPLETION,
    no_args_is_help=False,
    invoke_without_command=True,
)
@click.option("--version", is_flag=True, help="Print the version.")
@click.option("--debug", is_flag=True, help="Show where an unexpected error comes from.")
@click.pass_context
def cli(context: click.Context, version: bool, debug: bool) -> None:
    """A blog about OpenStack: posts in Markdown and reStructuredText become plain HTML and Atom feeds.

    \b
    sevenlayer init blog      make a site of your own
    cd blog
    sevenlayer serve          see it at http://127.0.0.1:8000, while you write

    `sevenlayer COMMAND --help` explains a command, with an example and its exit statuses.
    """
    context.ensure_object(dict)["debug"] = debug
    if version:
        from .version import version_of

        click.echo(f"sevenlayer {version_of('sevenlayer')}")
        context.exit()
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def run_command_line(arguments: Sequence[str]) -> int:
    """Run the command of *arguments*, print what goes wrong in one line, and return the exit status."""
    state: dict[str, Any] = {}
    try:
        status = cli.main(list(arguments), prog_name="sevenlayer", standalone_mode=False, obj=state)
    except CommandError as exception:
        exception.show()
        return exception.status
    except click.UsageError as exception:
        context = exception.ctx
        hint = f" (hint: {context.command_path} --help)" if context else ""
        name = context.info_name if context else "sevenlayer"
        click.echo(f"{name}: {_sentence(exception.format_message())}{hint}", err=True)
        return exception.exit_code
    except click.ClickException as exception:
        click.echo(f"sevenlayer: {exception.format_message()}", err=True)
        return exception.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("sevenlayer: stopped", err=True)
        return INTERRUPTED
    except SystemExit as exception:
        # Pelican and its plugins end processes; they have said why.
        return exception.code if isinstance(exception.code, int) else 1
    except Exception as exception:  # noqa: BLE001 - whatever it is, authors get one line
        if state.get("debug"):
            traceback.print_exc()
        reason = " ".join(str(exception).split())
        print(
            f"sevenlayer: unexpected error: {type(exception).__name__}{': ' if reason else ''}{reason}"
            " (hint: --debug shows where it happened)",
            file=sys.stderr,
        )
        return UNEXPECTED
    return status if isinstance(status, int) else 0


def _sentence(message: str) -> str:
    """Click's messages are sentences of their own: *message* as a part of ours."""
    message = message.strip().removesuffix(".")
    return message[:1].lower() + message[1:] if message[1:2].islower() else message
