"""``sevenlayer init``."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from .answers import QUESTIONS, Question
from .console import CommandError, sevenlayer_command
from .new_site import compose_site, write_site

__all__ = ["command"]


def _options(function: Callable[..., int]) -> Callable[..., int]:
    for question in reversed(QUESTIONS):
        name = question.name.replace("_", "-")
        function = click.option(f"--{name}", metavar="TEXT", help=question.help)(function)
    return function


@sevenlayer_command(
    example="sevenlayer init blog\n"
    'sevenlayer init blog --yes --name "Notes on Nova" --address https://nova.example.net',
    statuses={0: "made", 1: "a file cannot be written", 2: "wrong answers, or there is something in the folder"},
)
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@click.option("-y", "--yes", is_flag=True, help="Ask nothing; take what would be offered.")
@_options
def command(folder: Path, yes: bool, **given: str | None) -> int:
    """Make a site of your own in FOLDER (default: this one).

    Asks for its name, its URL, its author, their language and time zone, and writes settings, a Makefile, and two
    posts and two pages to learn from. A folder with something in it is refused; `.git` does not count.
    """
    if reason := _occupied(folder):
        raise CommandError(reason)
    answers = {question.name: _answer(question, given[question.name], folder, yes) for question in QUESTIONS}
    try:
        write_site(folder, compose_site(answers, date.today()))
    except OSError as error:
        raise CommandError(f"{error.strerror}: {error.filename}", 1) from None
    click.echo(f"Made a site in {folder.resolve()}. Next:")
    if folder.resolve() != Path.cwd():
        click.echo(f"  cd {shlex.quote(str(folder))}")
    click.echo("  make html        build it (the first time, this makes .venv)")
    click.echo("  make devserver   see it at http://127.0.0.1:8000, while you write")
    click.echo("Name, URL and author are in pelicanconf.py; posts are in content/posts/.")
    return 0


def _occupied(folder: Path) -> str | None:
    """What is wrong with *folder*, if anything."""
    if folder.exists() and not folder.is_dir():
        return f"{folder} is a file; name a folder"
    found = sorted(entry.name for entry in folder.iterdir() if entry.name != ".git") if folder.exists() else []
    if not found:
        return None
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return (
        f"{folder.resolve()} has something in it ({found[0]}{more}); name an empty folder, or one that is not there yet"
    )


def _answer(question: Question, given: str | None, folder: Path, yes: bool) -> str:
    """The answer of the command line, or of the author, or the one that is offered."""
    if given is not None:
        try:
            return question.read(given)
        except ValueError as error:
            raise CommandError(f"--{question.name.replace('_', '-')}: {error}") from None
    offered = question.offer(folder)
    if yes:
        return offered
    while True:
        click.echo(f"{question.text} [{offered}]: ", nl=False)
        line = sys.stdin.readline()
        if not line:
            click.echo()
            raise CommandError("there is no answer; --yes takes what is offered")
        try:
            return question.read(line if line.strip() else offered)
        except ValueError as error:
            click.echo(f"  {error}")
