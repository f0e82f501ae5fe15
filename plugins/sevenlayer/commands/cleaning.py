"""Deleting the built site, and nothing else, by the standard library alone."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from sevenlayer.build import output_folder

__all__ = ["clean", "main", "places_around"]

VERSION_CONTROL = (".bzr", ".git", ".hg", ".svn")
"""Some sites publish by pushing from their output folder. Its history is not ours to delete."""


def places_around(site: Path, sources: Iterable[Path]) -> output_folder.Protected:
    """What is never emptied: the folder of the *site*, the repository that it is in, its *sources*, the home folder."""
    around = output_folder.protect(repository=site, sources=sources)
    found = (parent for parent in site.resolve().parents if any((parent / name).exists() for name in VERSION_CONTROL))
    repositories = (output_folder.Place(path, "the repository") for path in found)
    return output_folder.Protected(closed=around.closed, open=(*around.open, *repositories))


def clean(output: Path, sources: Sequence[Path], site: Path) -> int:
    """Remove *output* and return the exit status: 0 done or nothing to do, 1 could not, 2 refused."""
    protected = places_around(site, sources)
    try:
        done = output_folder.remove_output_folder(output, protected, retention=VERSION_CONTROL)
    except output_folder.OutputFolderError as refusal:
        print(f"clean: not emptied: {refusal.reason} (hint: {refusal.hint})", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"clean: {error.strerror}: {error.filename}", file=sys.stderr)
        return 1
    if done:
        print(f"Removed {output}")
    return 0


def main(arguments: Sequence[str]) -> int:
    """Run the command line where click is missing, and return its exit status."""
    parser = argparse.ArgumentParser(prog="sevenlayer clean", description="Delete the built site.")
    parser.add_argument("output", nargs="?", default="output")
    parser.add_argument("--input", action="append", default=[], metavar="FOLDER")
    parser.add_argument("-s", "--settings", default="pelicanconf.py", metavar="FILE")
    options = parser.parse_args(arguments)
    if not options.output:
        print("clean: the output folder has no name", file=sys.stderr)
        return 2
    folders = [Path(folder) for folder in options.input if folder]
    return clean(Path(options.output), folders, Path(options.settings).parent)
