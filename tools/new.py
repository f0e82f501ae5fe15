"""Start a post: `make new TITLE="Cells, explained"`.

The file gets its name from date and title, and front matter that is valid YAML whatever is in the title.
"""

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sevenlayer.front_matter.slugs import make_slug

KINDS = ("md", "rst")
MAXIMUM_SLUG_LENGTH = 80
CATEGORY = "Notes"

_NOT_IN_A_LINE = {"Cc", "Cn", "Zl", "Zp"}
"""Unicode categories of what YAML refuses or would read as a line break."""


class NewPostError(Exception):
    """What the author asked for cannot be done; the message says why in one line."""


@dataclass(frozen=True)
class NewPost:
    """A post as asked for; *published* is a local date, with a time when that matters."""

    title: str
    kind: str
    published: date | datetime
    category: str = CATEGORY

    @property
    def file_name(self) -> str:
        """``2013-07-19-cells-explained.md``."""
        return f"{self.published:%Y-%m-%d}-{short_slug(self.title)}.{self.kind}"


def clean_title(text: str) -> str:
    """Put a title on one line: line breaks, control characters and runs of blanks become one blank.

    :raises NewPostError: nothing is left, or the bytes it came from were not text.
    """
    if any(unicodedata.category(character) == "Cs" for character in text):
        raise NewPostError("the title is not valid UTF-8")
    one_line = "".join(
        " " if unicodedata.category(character) in _NOT_IN_A_LINE or character == "\ufeff" else character
        for character in text
    )
    title = " ".join(one_line.split())
    if not title:
        raise NewPostError('a post needs a title: make new TITLE="Cells, explained"')
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

    :raises NewPostError: it is neither, or no such day.
    """
    text = text.strip()
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}", text, re.ASCII):
            return datetime.fromisoformat(text)
    except ValueError as error:
        raise NewPostError(f"no such date: {text!r} ({error})") from None
    raise NewPostError(f"the date is written 2013-07-19 or 2013-07-19 10:15, not {text!r}")


def compose_post(post: NewPost) -> str:
    """Return the text of the file: front matter, then a line to replace."""
    pattern = "%Y-%m-%d %H:%M" if isinstance(post.published, datetime) else "%Y-%m-%d"
    return "\n".join(
        (
            "---",
            f"title: {_quote(post.title)}",
            f"date: {post.published:{pattern}}",
            f"category: {_quote(post.category)}",
            "tags: []",
            "status: draft",
            'summary: ""',
            "---",
            "",
            "Write here. Take the status line away to publish.",
            "",
        )
    )


def write_post(post: NewPost, content: Path) -> Path:
    """Write the post to *content*/posts and return its path.

    :raises NewPostError: a post of that date and name is there already, in either language; it is left alone.
    :raises OSError: the file cannot be written.
    """
    path = content / "posts" / post.file_name
    for kind in KINDS:
        if path.with_suffix(f".{kind}").exists():
            raise NewPostError(f"{path.with_suffix(f'.{kind}')} exists already; choose another title or date")
    path.parent.mkdir(parents=True, exist_ok=True)
    text = compose_post(post)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise NewPostError(f"{path} exists already; choose another title or date") from None
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status: 0 written, 1 could not write, 2 bad input."""
    parser = argparse.ArgumentParser(prog="python -m tools.new", description="Start a post.")
    parser.add_argument("--title", required=True)
    parser.add_argument("--kind", default="md", help="md or rst (default: md)")
    parser.add_argument("--date", default="", help="2013-07-19 or 2013-07-19 10:15 (default: now)")
    parser.add_argument("--category", default=CATEGORY, help=f"default: {CATEGORY}")
    parser.add_argument("--content", type=Path, default=Path("content"), help="default: content")
    options = parser.parse_args(arguments)
    try:
        if options.kind not in KINDS:
            raise NewPostError(f"a post is written in md or rst, not {options.kind!r}")
        post = NewPost(
            title=clean_title(options.title),
            kind=options.kind,
            published=parse_date(options.date) if options.date.strip() else _now(),
            category=options.category,
        )
        print(write_post(post, options.content))
    except NewPostError as error:
        print(f"new: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"new: {error.strerror}: {error.filename}", file=sys.stderr)
        return 1
    return 0


def _now() -> datetime:
    """The author's wall clock; front matter has no time zone, the site's TIMEZONE applies."""
    return datetime.now().replace(second=0, microsecond=0)


def _quote(text: str) -> str:
    """Write *text* as a YAML scalar: a JSON string is one, once nothing in it needs ``\\u`` pairs."""
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
