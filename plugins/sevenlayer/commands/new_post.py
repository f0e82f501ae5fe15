"""The file of a new post or page: its name from the date and the title, and its front matter.

The front matter is valid YAML whatever is in the title.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sevenlayer.front_matter.slugs import make_slug

from .console import CommandError, to_type

__all__ = ["CATEGORY", "KINDS", "NewPost", "clean_title", "compose_post", "parse_date", "short_slug", "write_post"]

KINDS = ("md", "rst")
MAXIMUM_SLUG_LENGTH = 80
CATEGORY = "Notes"

_NOT_IN_A_LINE = {"Cc", "Cn", "Zl", "Zp"}
"""Unicode categories of what YAML refuses or would read as a line break."""


@dataclass(frozen=True)
class NewPost:
    """A post as asked for; *published* is a local date, with a time when that matters. A page has none."""

    title: str
    kind: str
    published: date | datetime | None
    category: str = CATEGORY

    @property
    def is_page(self) -> bool:
        return self.published is None

    @property
    def slug(self) -> str:
        return short_slug(self.title)

    @property
    def path(self) -> str:
        """Below the content folder: ``posts/2013-07-19-cells-explained.md``, ``pages/about.md``."""
        if self.published is None:
            return f"pages/{self.slug}.{self.kind}"
        return f"posts/{self.published:%Y-%m-%d}-{self.slug}.{self.kind}"


def clean_title(text: str) -> str:
    """Put a title on one line: line breaks, control characters and runs of blanks become one blank.

    :raises CommandError: nothing is left, or the bytes it came from were not text.
    """
    if any(unicodedata.category(character) == "Cs" for character in text):
        raise CommandError("the title is not valid UTF-8")
    one_line = "".join(
        " " if unicodedata.category(character) in _NOT_IN_A_LINE or character == "\ufeff" else character
        for character in text
    )
    title = " ".join(one_line.split())
    if not title:
        typed = to_type('sevenlayer new "Cells, explained"', 'make new TITLE="Cells, explained"')
        raise CommandError(f"a post needs a title: {typed}")
    return title


def short_slug(title: str) -> str:
    """The site's slug of *title*, cut between words where it is long."""
    slug = ""
    for word in make_slug(title).split("-"):
        longer = f"{slug}-{word}" if slug else word[:MAXIMUM_SLUG_LENGTH]
        if len(longer) > MAXIMUM_SLUG_LENGTH:
            break
        slug = longer
    return slug


def parse_date(text: str) -> date | datetime:
    """Read ``2013-07-19`` or ``2013-07-19 10:15``.

    :raises CommandError: it is neither, or no such day.
    """
    text = text.strip()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}", text, re.ASCII):
            return datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"no such date: {text!r} ({error})") from None
    raise CommandError(f"the date is written 2013-07-19 or 2013-07-19 10:15, not {text!r}")


def compose_post(post: NewPost) -> str:
    """Return the text of the file: front matter, then a line to replace."""
    lines = ["---", f"title: {_quote(post.title)}"]
    if post.published is not None:
        pattern = "%Y-%m-%d %H:%M" if isinstance(post.published, datetime) else "%Y-%m-%d"
        lines += [f"date: {post.published:{pattern}}", f"category: {_quote(post.category)}", "tags: []"]
    elif post.slug != make_slug(post.title):
        lines.append(f"slug: {post.slug}")
    lines += ["status: draft", 'summary: ""', "---", "", "Write here. Take the status line away to publish.", ""]
    return "\n".join(lines)


def write_post(post: NewPost, content: Path) -> Path:
    """Write the post below *content* and return its path.

    :raises CommandError: a post of that date and name is there already, in either language; it is left alone.
    :raises OSError: the file cannot be written.
    """
    path = content / post.path
    other = "another title" if post.is_page else "another title or date"
    for kind in KINDS:
        if path.with_suffix(f".{kind}").exists():
            raise CommandError(f"{path.with_suffix(f'.{kind}')} exists already; choose {other}")
    path.parent.mkdir(parents=True, exist_ok=True)
    text = compose_post(post)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise CommandError(f"{path} exists already; choose {other}") from None
    return path


def _quote(text: str) -> str:
    """Write *text* as a YAML scalar: a JSON string is one, once nothing in it needs ``\\u`` pairs."""
    return json.dumps(text, ensure_ascii=False)
