"""Copy the built site to where readers find it, with rsync: `invoke publish`.

The target is PUBLISH_TARGET of the environment or else of publishconf.py: ``me@example.org:/srv/www/blog``
or a folder of this machine. What is there and no longer in the site is deleted, so nothing else may be there.
"""

import os
import posixpath
import shutil
import subprocess
from pathlib import Path

from tools.folders import REPOSITORY, output_folder

SETTING = "PUBLISH_TARGET"

KEPT_AT_HOME = (".sevenlayer", ".git", ".DS_Store")
"""Names never sent, and never deleted at the target either."""


class PublishError(Exception):
    """The site cannot be published; the message says why in one line."""


def find_target(settings_file: Path) -> str:
    """Return where the site goes: the environment wins over *settings_file*.

    :raises PublishError: neither says, or what they say is a home folder, a root or no place at all.
    """
    target = os.environ.get(SETTING, "").strip()
    if not target and settings_file.is_file():
        # Imported here, for Pelican takes its time and `invoke --list` should not.
        from pelican.settings import get_settings_from_file

        target = str(get_settings_from_file(str(settings_file)).get(SETTING) or "").strip()
    if not target:
        raise PublishError(
            f"no place to publish to: set {SETTING} in {settings_file.name} or in the environment, "
            "for example me@example.org:/srv/www/blog"
        )
    check_target(target)
    return target


def check_target(target: str) -> None:
    """Refuse targets where deleting what is not in the site would delete everything else.

    :raises PublishError: *target* is a root, a home, the repository, a server's top, or reads as an option.
    """
    if target.startswith("-"):
        raise PublishError(f"{SETTING} is an option, not a place: {target!r}")
    folder = posixpath.normpath(_folder_of(target) or "/")
    parts = folder.strip("/").split("/")
    homes = folder.startswith("~") and len(parts) == 1
    homes = homes or parts == ["root"] or (parts[0] in ("home", "Users") and len(parts) <= 2)
    if folder.strip("/") in ("", ".") or ".." in target.split("/") or ".." in parts or homes:
        raise PublishError(f"{SETTING} has to name a folder of its own, and {target!r} does not")
    if not _is_remote(target):
        reason = output_folder.check_output_folder(Path(target), output_folder.protect(repository=REPOSITORY))
        if reason:
            raise PublishError(f"{SETTING} has to name a folder of its own: {reason}")


def upload(output: Path, target: str) -> None:
    """Make *target* the same as *output*.

    :raises PublishError: there is no site in *output*, no rsync, or rsync failed (it has said why).
    """
    if not (output / "index.html").is_file():
        raise PublishError(f"{output} holds no built site (no index.html)")
    if not shutil.which("rsync"):
        raise PublishError("publishing needs rsync; on Debian and Ubuntu: apt install rsync")
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
        raise PublishError(f"rsync stopped with status {status}; the target may be half updated: publish again")


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
