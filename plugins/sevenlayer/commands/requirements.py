"""``sevenlayer requirements``, and what a site's environment is made of."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import click

from .console import CommandError, sevenlayer_command
from .version import version_of

__all__ = ["FILE", "OWN_FILE", "command", "compose_requirements"]

FILE = "requirements.txt"
#: Sevenlayer itself, where no hash of it is known: pip wants one for each line of a file, or for none.
OWN_FILE = "requirements-sevenlayer.txt"

_FIRST_LINE = "# What this site is built with. Written by `sevenlayer requirements`; `make update` takes the newest.\n"
_OWN_FIRST_LINE = "# Sevenlayer itself, of which no hash is known. Written by `sevenlayer requirements`.\n"
_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Requirement:
    """A requirement of pip's, and the SHA-256 of the file that it is installed from, if that is known."""

    text: str
    sha256: str | None = None


@sevenlayer_command(
    example="pip install -U sevenlayer\nsevenlayer requirements",
    statuses={0: "written", 2: "there is a file that Sevenlayer has not written, or the folder cannot be written"},
)
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
def command(folder: Path) -> int:
    """Pin what the site is built with: this version of Sevenlayer, and the releases that it was tested with.

    Writes requirements.txt in FOLDER (default: this one), with hashes. Where the hash of Sevenlayer itself is not
    known, it stands in requirements-sevenlayer.txt. The next `make` makes the environment from them.
    """
    files = compose_requirements()
    for name in (FILE, OWN_FILE):
        path = folder / name
        if path.exists() and not path.read_text("utf-8", "replace").startswith((_FIRST_LINE, _OWN_FIRST_LINE)):
            raise CommandError(f"{path} was not written by Sevenlayer; move it away first")
    try:
        for name in (FILE, OWN_FILE):
            if name in files:
                (folder / name).write_text(files[name], encoding="utf-8", newline="\n")
            else:
                (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise CommandError(f"{error.strerror}: {error.filename}") from None
    click.echo(f"{folder / FILE} is for Sevenlayer {version_of('sevenlayer')} now")
    return 0


def compose_requirements() -> dict[str, str]:
    """Return the files that a site's environment is made from: name -> text."""
    own = own_requirement()
    text = f"{_FIRST_LINE}{_read_lock()}"
    if own.sha256 is None:
        return {FILE: text, OWN_FILE: f"{_OWN_FIRST_LINE}{own.text}\n"}
    return {FILE: f"{text}{own.text} \\\n    --hash=sha256:{own.sha256}\n"}


def own_requirement() -> Requirement:
    """How pip gets the Sevenlayer that is running."""
    try:
        found = distribution("sevenlayer")
    except PackageNotFoundError:
        found = None
    if found is None or Path(str(found.locate_file("sevenlayer"))).resolve() != _PACKAGE.parent:
        # In place, in its repository, or installed so that it can be edited there.
        return Requirement(f"sevenlayer @ {_PACKAGE.parents[2].as_uri()}")
    origin = _origin(found)
    if origin is None:
        return Requirement(f"sevenlayer=={found.version}")
    url = origin["url"]
    if version_control := origin.get("vcs_info"):
        return Requirement(f"sevenlayer @ {version_control['vcs']}+{url}@{version_control['commit_id']}")
    return Requirement(f"sevenlayer @ {url}", _hash_of(url, origin.get("archive_info", {})))


def _origin(found: Distribution) -> dict[str, Any] | None:
    """Where pip had it from, unless that was an index (PEP 610)."""
    text = found.read_text("direct_url.json")
    origin: dict[str, Any] | None = json.loads(text) if text else None
    return origin


def _hash_of(url: str, archive: dict[str, Any]) -> str | None:
    """The recorded SHA-256 of the file at *url*, or else that of the file as it is."""
    recorded: str | None = archive.get("hashes", {}).get("sha256")
    kind, _, older = str(archive.get("hash", "")).partition("=")
    if recorded or kind == "sha256":
        return recorded or older
    parts = urlsplit(url)
    file = Path(unquote(parts.path))
    if parts.scheme != "file" or not file.is_file():
        return None
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _read_lock() -> str:
    """The lock file: part of the wheel, and in the root of the repository."""
    for path in (_PACKAGE / "requirements.lock", _PACKAGE.parents[2] / "requirements.lock"):
        if path.is_file():
            return path.read_text("utf-8")
    raise CommandError(f"{_PACKAGE / 'requirements.lock'} is missing; install Sevenlayer again")
