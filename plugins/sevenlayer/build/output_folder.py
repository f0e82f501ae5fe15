"""Which folder we may write and empty, and which we keep our hands off.

A folder is ours when it carries our marker. A folder is never emptied, marker or not, when that could reach
what people wrote: the repository, the sources, a home folder. Standard library only: `make clean` runs this
without an environment.
"""

import os
import shutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MARKER = ".sevenlayer"
"""Name of the file that says a folder is ours. Not to be published."""

MARKER_TEXT = """\
Written by Sevenlayer
This folder is made from the sources of the site. Sevenlayer deletes what it finds here.
Without this file it no longer does.
"""

FOLDERS_OF_THE_REPOSITORY = (
    ".ci",
    ".git",
    ".venv",
    "benchmarks",
    "content",
    "docs",
    "plugins",
    "tests",
    "theme",
    "tools",
    "typings",
)
"""No output folder lies inside these; elsewhere in the repository, as in ``output``, it may."""


class OutputFolderError(Exception):
    """The folder must not be emptied; ``reason`` says why and ``hint`` what to do, one sentence each."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


@dataclass(frozen=True)
class Place:
    """A folder with something to lose; *name* is how a sentence calls it (``the home folder``)."""

    path: Path
    name: str


@dataclass(frozen=True)
class Protected:
    """What an output folder keeps clear of.

    It neither is nor contains any of these places; inside those in *closed* it may not lie either.
    """

    closed: tuple[Place, ...] = ()
    open: tuple[Place, ...] = ()


def repository_of(folder: Path) -> Path:
    """Return the nearest folder, *folder* itself or one that it lies in, that is a git repository; *folder* where none is."""
    resolved = folder.resolve()
    return next((one for one in (resolved, *resolved.parents) if (one / ".git").exists()), resolved)


def protect(*, repository: Path, sources: Iterable[Path] = (), home: Path | None = None) -> Protected:
    """List the places around a site: its *repository*, its *sources* (content, theme) and the *home* folder.

    *home* is the user's when not given. Nothing has to exist.
    """
    if home is None:
        home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is none
    return Protected(
        closed=(
            *(Place(path, "the sources") for path in sources),
            *(Place(repository / name, f"{name}/") for name in FOLDERS_OF_THE_REPOSITORY),
        ),
        open=(Place(repository, "the repository"), Place(home, "the home folder")),
    )


def check_output_folder(output: Path, protected: Protected) -> str | None:
    """Say in one sentence why *output* must not be an output folder, or None when it may be one.

    Both the path as given and where its symbolic links lead have to keep clear. Whether the folder is ours is
    another question: see :func:`is_ours`.
    """
    given = _absolute(output)
    real = output.resolve()
    if real == Path(real.anchor):
        return f"{output} is the root of the file system"
    for path in (real, given):
        for place in (*protected.open, *protected.closed):
            if _identity(path) == _identity(place.path):
                return f"{output} is {place.name}"
        for place in (*protected.open, *protected.closed):
            if _lies_inside(place.path, path):
                return f"{output} contains {place.name}"
        for place in protected.closed:
            if _lies_inside(path, place.path):
                return f"{output} lies inside {place.name}"
    if real.exists() and not real.is_dir():
        return f"{output} is not a folder"
    return None


def is_ours(output: Path) -> bool:
    """Tell whether *output* carries our marker: a regular file, not a link to one elsewhere."""
    marker = output / MARKER
    if marker.is_symlink() or not marker.is_file():
        return False
    # The first line is the signature; the explanation after it may change between releases.
    return marker.read_bytes().splitlines()[:1] == MARKER_TEXT.encode().splitlines()[:1]


def claim_output_folder(output: Path) -> bool:
    """Make *output* ours if nothing there is someone else's, and tell whether it is ours now.

    An absent folder is created with its parents; an absent or empty one gets the marker; any other stays as
    it is. Check it first: see :func:`check_output_folder`.

    :raises OSError: it cannot be created or written.
    """
    output.mkdir(parents=True, exist_ok=True)
    if is_ours(output):
        return True
    if any(output.iterdir()):
        return False
    with (output / MARKER).open("x", encoding="utf-8", newline="\n") as marker:
        marker.write(MARKER_TEXT)
    return True


def empty_output_folder(output: Path, protected: Protected, retention: Collection[str] = ()) -> int:
    """Delete what *output* holds and return how many entries, folders counted once, that was.

    The marker and the names in *retention* (direct children only) stay, and so does the folder. Links are
    deleted, never followed. An absent or empty folder is left alone.

    :raises OutputFolderError: a protected place, or files in it and no marker. Nothing was deleted.
    :raises OSError: an entry cannot be deleted; the folder is still ours, so trying again is safe.
    """
    if reason := check_output_folder(output, protected):
        raise OutputFolderError(reason, "choose a folder of its own for the output")
    if not output.exists():
        return 0
    if not is_ours(output):
        if not any(output.iterdir()):
            return 0
        raise foreign_folder(output)
    kept = {MARKER, *retention}
    doomed = [entry for entry in _entries(output) if entry.name not in kept]
    for entry in doomed:
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)  # noqa: PTH108 - the entry is a string already
    return len(doomed)


def foreign_folder(output: Path) -> OutputFolderError:
    """What to raise for a folder with files in it that we have not made."""
    return OutputFolderError(
        f"{output} has files in it and no {MARKER} marker, so Sevenlayer did not make it",
        "choose another output folder, or delete this one yourself",
    )


def remove_output_folder(output: Path, protected: Protected, retention: Collection[str] = ()) -> bool:
    """Empty *output*, then remove the folder too; tell whether there was anything to do.

    The folder stays, marked as ours, when *retention* kept something in it or its path is a symbolic link.

    :raises OutputFolderError, OSError: as :func:`empty_output_folder`.
    """
    removed = empty_output_folder(output, protected, retention)
    if not output.exists():
        return False
    left = {entry.name for entry in _entries(output)}
    if output.is_symlink() or left - {MARKER}:
        return removed > 0
    (output / MARKER).unlink(missing_ok=True)
    output.rmdir()
    return True


def _absolute(path: Path) -> Path:
    """Make *path* absolute without following links, ``..`` taken out."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute() keeps `..`


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def _lies_inside(inner: Path, outer: Path) -> bool:
    """Tell whether *inner* is somewhere below *outer*, on disk or in name."""
    target = _identity(outer)
    return any(_identity(parent) == target for path in _spellings(inner) for parent in path.parents)


def _spellings(path: Path) -> Iterator[Path]:
    yield _absolute(path)
    yield path.resolve()


def _identity(path: Path) -> tuple[int, int] | Path:
    """What makes two paths one folder: device and inode, since case, links and mounts give it many names."""
    try:
        status = path.stat()
    except OSError:
        return _absolute(path)
    return (status.st_dev, status.st_ino)
