"""The files of a new site, from the templates in ``site/``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path

from .requirements import compose_requirements

__all__ = ["compose_site", "python_text", "write_site"]

#: File of the site -> its template. ``@DATE@`` stands for the day on which the site is made.
TEMPLATES = {
    "pelicanconf.py": "pelicanconf.py.in",
    "publishconf.py": "publishconf.py.in",
    "Makefile": "Makefile.in",
    "tasks.py": "tasks.py.in",
    ".gitignore": "gitignore.in",
    "content/posts/@DATE@-a-first-post.md": "content/posts/first-post.md.in",
    "content/posts/@DATE@-a-second-post.rst": "content/posts/second-post.rst.in",
    "content/pages/about.md": "content/pages/about.md.in",
    "content/pages/colophon.rst": "content/pages/colophon.rst.in",
}


def compose_site(answers: Mapping[str, str], today: date) -> dict[str, str]:
    """Return the text of each file of a site, by its path below the site's folder.

    *answers* are by the names of the questions. What they hold is escaped, whatever it is.
    """
    values = {f"@{name.upper()}@": python_text(answer) for name, answer in answers.items()}
    values["@DATE@"] = f"{today:%Y-%m-%d}"

    def fill(text: str) -> str:
        # In one go: an answer may look like a name of another.
        return re.sub(r"@[A-Z_]+@", lambda found: values.get(found[0], found[0]), text)

    templates = files(__package__) / "site"
    site = {
        fill(path): fill(templates.joinpath(*template.split("/")).read_text("utf-8"))
        for path, template in TEMPLATES.items()
    }
    return {**site, **compose_requirements()}


def python_text(text: str) -> str:
    """*text* as a literal of Python's; what JSON writes for a text is one."""
    return json.dumps(text, ensure_ascii=False)


def write_site(folder: Path, site: Mapping[str, str]) -> None:
    """Write the files of *site* below *folder*, which is made if need be.

    :raises OSError: a file cannot be written, or is there already.
    """
    for name, text in site.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
