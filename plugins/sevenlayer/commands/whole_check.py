"""``sevenlayer check --all``: the site as it would be published, and what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .console import CommandError, ProblemsError, print_problems
from .trial_build import build_site, site_settings
from .written_pages import feed_faults, page_faults

__all__ = ["check_everything"]


def check_everything(settings: Path, content: Path | None, format_: str) -> int:
    """Build the site of *settings* into a folder that is thrown away, report, and return the exit status."""
    from sevenlayer.diagnostics import Code, Problem, Problems, Severity, error

    # The folder is new, so that nothing has to be deleted; pages stay where they are written.
    # A new site has an example of a URL, which it cannot be published at; there is nothing else wrong with it.
    overrides = {"DIAGNOSTICS_FAIL_ON": "warning", "DELETE_OUTPUT_DIRECTORY": False, "PUBLISH_EXAMPLE_URL": True}
    problems = Problems()

    def faults(output: Path, paths: Iterable[Path], find: Callable[[Path], Iterator[str]]) -> Iterator[Problem]:
        for path in sorted(paths):
            for fault in find(path):
                yield error(Code.SITE_BAD_OUTPUT, f"{path.relative_to(output).as_posix()}: {fault}")

    with _written_files() as (pages, feeds):

        def look(output: Path) -> None:
            problems.extend(faults(output, pages, page_faults))
            problems.extend(faults(output, feeds, feed_faults))

        try:
            build = build_site(site_settings(settings, content, overrides), look)
        except ProblemsError as exception:
            print_problems(exception.problems, format_)
            return 1 if settings.is_file() else 2
    if build.problems is None:
        raise CommandError(f"{settings}: the site does not use the plugin 'sevenlayer', which collects problems")
    problems.extend(build.problems)
    failed = build.failed or problems.fails(Severity.WARNING)
    checked = f"{_count(len(pages), 'page')} and {_count(len(feeds), 'feed')} checked"
    print_problems(problems, format_, good="No problems.\n")
    if format_ == "text":
        print("Nothing was written, and no page checked." if not pages else f"{checked}.")
    return 1 if failed else 0


@contextmanager
def _written_files() -> Iterator[tuple[set[Path], set[Path]]]:
    """Sets of pages and feeds, to which Pelican's signals add what is written meanwhile."""
    from pelican import signals

    pages: set[Path] = set()
    feeds: set[Path] = set()

    def add_page(path: str, **_given: Any) -> None:
        if path.endswith(".html"):
            pages.add(Path(path))

    def add_feed(path: str, **_given: Any) -> None:
        feeds.add(Path(path))

    signals.content_written.connect(add_page)
    signals.feed_written.connect(add_feed)
    try:
        yield pages, feeds
    finally:
        signals.content_written.disconnect(add_page)
        signals.feed_written.disconnect(add_feed)


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
