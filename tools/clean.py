"""Delete the generated site, and nothing else: `make clean`.

Runs on any Python 3.11 or newer without the site's environment.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.folders import REPOSITORY, output_folder

VERSION_CONTROL = (".bzr", ".git", ".hg", ".svn")
"""Some sites publish by pushing from their output folder. Its history is not ours to delete."""


def clean(output: Path, sources: Sequence[Path], repository: Path = REPOSITORY) -> int:
    """Remove *output* and return the exit status: 0 done or nothing to do, 1 could not, 2 refused."""
    protected = output_folder.protect(repository=repository, sources=sources)
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.clean", description="Delete the generated site.")
    parser.add_argument("output", help="the output folder")
    parser.add_argument(
        "--input",
        action="append",
        default=[],
        metavar="FOLDER",
        help="a folder of sources, never touched",
    )
    options = parser.parse_args(arguments)
    if not options.output:
        parser.error("the output folder has no name")
    return clean(Path(options.output), [Path(folder) for folder in options.input if folder])


if __name__ == "__main__":
    sys.exit(main())
