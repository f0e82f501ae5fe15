"""Copying the built site to where readers find it, with rsync.

The target is PUBLISH_TARGET of the environment or else of publishconf.py: ``me@example.org:/srv/www/blog``
or a folder of this machine. What is there and no longer in the site is deleted, so nothing else may be there.
"""

from __future__ import annotations

import os
import posixpath
import shutil
import subprocess
from pathlib import Path

from sevenlayer.build import output_folder

from .cleaning import places_around
from .console import CommandError

__all__ = ["SETTING", "check_target", "find_target", "upload"]

SETTING = "PUBLISH_TARGET"

KEPT_AT_HOME = (".sevenlayer", ".git", ".DS_Store")
"""Names never sent, and never deleted at the target either."""


def find_target(settings_file: Path) -> str:
    """Return where the site goes: the environment wins over *settings_file*.

    :raises CommandError: neither says.
    """
    target = os.environ.get(SETTING, "").strip()
    if not target and settings_file.is_file():
        from .trial_build import site_settings

        target = str(site_settings(settings_file, None, quiet=True).get(SETTING) or "").strip()
    if not target:
        raise CommandError(
            f"no place to publish to: set {SETTING} in {settings_file.name} or in the environment, "
            "for example me@example.org:/srv/www/blog"
        )
    return target


def check_target(target: str, site: Path) -> None:
    """Refuse targets where deleting what is not in the site would delete everything else.

    :raises CommandError: *target* is a root, a home, the *site*'s folder or its repository, a server's top, or an option.
    """
    if target.startswith("-"):
        raise CommandError(f"{SETTING} is an option, not a place: {target!r}")
    folder = posixpath.normpath(_folder_of(target) or "/")
    parts = folder.strip("/").split("/")
    homes = folder.startswith("~") and len(parts) == 1
    homes = homes or parts == ["root"] or (parts[0] in ("home", "Users") and len(parts) <= 2)
    if folder.strip("/") in ("", ".") or ".." in target.split("/") or ".." in parts or homes:
        raise CommandError(f"{SETTING} has to name a folder of its own, and {target!r} does not")
    if not _is_remote(target):
        reason = output_folder.check_output_folder(Path(target), places_around(site, ()))
        if reason:
            raise CommandError(f"{SETTING} has to name a folder of its own: {reason}")


def upload(output: Path, target: str) -> None:
    """Make *target* the same as *output*.

    :raises CommandError: there is no site in *output*, no rsync, or rsync failed (it has said why).
    """
    if not (output / "index.html").is_file():
        raise CommandError(f"{output} holds no built site (no index.html)")
    if not shutil.which("rsync"):
        raise CommandError("publishing needs rsync; on Debian and Ubuntu: apt install rsync")
    command = [
        "rsync",
        "--recursive",
        "--links",
        "--times",
        "--compress",
        # Every build renews times; what changed is what has other bytes.
        "--checksum",
        # Readers never meet a page whose files are gone already.
        "--delete-delay",
        *(f"--exclude={name}" for name in KEPT_AT_HOME),
        "--",
        f"{os.path.abspath(output)}/",  # noqa: PTH100 - a relative name with a colon would be a host to rsync
        target,
    ]
    status = subprocess.run(command, check=False).returncode
    if status:
        raise CommandError(f"rsync stopped with status {status}; the target may be half updated: publish again")


def _is_remote(target: str) -> bool:
    """Tell whether rsync takes *target* for a place on another machine: a colon before any slash."""
    return ":" in target.partition("/")[0]


def _folder_of(target: str) -> str:
    """Take the host off an rsync target and return the path on it."""
    if target.startswith("rsync://"):
        # rsync://host/module/path: a module alone is the top of what the server offers.
        return "/".join(target.split("/")[4:])
    if not _is_remote(target):
        return target
    path = target.partition(":")[2]
    if path.startswith(":"):
        return "/".join(path.lstrip(":").split("/")[1:])
    return path
