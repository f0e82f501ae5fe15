"""``sevenlayer new``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from .console import CommandError, settings_option, sevenlayer_command, to_type

__all__ = ["command"]


@sevenlayer_command(
    example='sevenlayer new "Cells, explained"\n'
    'sevenlayer new "Cells, explained" --kind rst --date "2013-07-19 10:15"\n'
    'sevenlayer new "About" --page',
    statuses={0: "written", 1: "the file cannot be written", 2: "wrong input, or there is such a post already"},
)
@click.argument("title", default="")
@click.option("--kind", default="md", help="md (Markdown, the default) or rst (reStructuredText).")
@click.option("--date", default="", help="2013-07-19 or 2013-07-19 10:15 (default: now).")
@click.option("--category", help="The post's category (default: Notes).")
@click.option("--page", is_flag=True, help="Start a page, which has no date.")
@click.option(
    "--content",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The folder of the posts (default: content, beside the settings file).",
)
@settings_option()
def command(
    title: str, kind: str, date: str, category: str | None, page: bool, content: Path | None, settings: Path
) -> int:
    """Start a post or a page.

    Prints the path of the new file; where it can be seen is printed to standard error. It is a draft: take its line
    `status: draft` away to publish it. A file that is there already is never overwritten. A TITLE that begins with a
    hyphen stands behind `--`.
    """
    from .new_post import CATEGORY, KINDS, NewPost, clean_title, parse_date, write_post

    if kind not in KINDS:
        raise CommandError(f"a post is written in md or rst, not {kind!r}")
    if page and (date.strip() or category is not None):
        raise CommandError("a page has neither date nor category; leave out --page or the other option")
    published = parse_date(date) if date.strip() else _now()
    post = NewPost(clean_title(title), kind, None if page else published, category or CATEGORY)
    content = content if content is not None else settings.with_name("content")
    try:
        path = write_post(post, content)
    except OSError as error:
        raise CommandError(f"{error.strerror}: {error.filename}", 1) from None
    click.echo(path)
    if url := preview_url(settings, post.slug, is_page=page):
        click.echo(f"Preview: {to_type('sevenlayer serve', 'make devserver')}, then {url}", err=True)
    return 0


def preview_url(settings: Path, slug: str, *, is_page: bool) -> str | None:
    """Where ``sevenlayer serve`` shows a new post; None where the settings do not say."""
    from .trial_build import site_settings

    try:
        known = site_settings(settings, None, quiet=True)
        path = known["DRAFT_PAGE_URL" if is_page else "DRAFT_URL"].format(slug=slug)
    except (CommandError, LookupError, ValueError):
        # Wrong settings are told by a build; the post is written.
        return None
    return f"http://{known['BIND']}:{known['PORT']}/{path}"


def _now() -> datetime:
    """The author's wall clock; front matter has no time zone, the site's TIMEZONE applies."""
    return datetime.now().replace(second=0, microsecond=0)
