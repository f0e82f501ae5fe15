"""``sevenlayer version``."""

from __future__ import annotations

import platform
import re
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from pathlib import Path

import click

from .console import sevenlayer_command

__all__ = ["command", "version_of"]

_RUNS_ON = ("pelican", "docutils", "markdown-it-py", "Pygments")


def version_of(distribution: str) -> str:
    """The version of *distribution*; that of this package also where it is used from its repository."""
    try:
        return installed_version(distribution)
    except PackageNotFoundError:
        pass
    if distribution == "sevenlayer":
        project = Path(__file__).resolve().parents[3] / "pyproject.toml"
        if project.is_file() and (found := re.search(r'^version = "(.+)"$', project.read_text("utf-8"), re.MULTILINE)):
            return found[1]
    return "none"


@sevenlayer_command(example="sevenlayer version", statuses={0: "always"})
def command() -> int:
    """Print the versions of Sevenlayer and of what it runs on."""
    click.echo(f"sevenlayer {version_of('sevenlayer')}")
    for name in _RUNS_ON:
        click.echo(f"{name} {version_of(name)}")
    click.echo(f"Python {platform.python_version()}")
    return 0
