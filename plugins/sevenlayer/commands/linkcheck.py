"""``sevenlayer linkcheck``: whether links to other sites still lead somewhere.

The site is built as ``check`` builds it, into a folder that is thrown away, to find its links. What else is wrong
with it is not reported here.
"""

from __future__ import annotations

import contextlib
import datetime
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .console import (
    CommandError,
    ProblemsError,
    content_argument,
    format_option,
    print_problems,
    settings_option,
    sevenlayer_command,
)

if TYPE_CHECKING:
    from sevenlayer.link_check.options import Options
    from sevenlayer.link_check.run import Report

__all__ = ["command"]


class Number(click.FloatRange):
    """A range that NaN is not in, which is neither less nor greater than its ends."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number: float = super().convert(value, param, ctx)  # type: ignore[arg-type]
        if math.isnan(number):
            self.fail(f"{number} is not in the range {self._describe_range()}", param, ctx)
        return number


CACHE = ".linkcheck.json"
_DAYS_AND_SECONDS = Number(0, 10_000)
_COUNT = click.IntRange(1)


@dataclass(frozen=True)
class Asked:
    """The options of the command."""

    settings: Path
    content: Path | None
    allow: tuple[str, ...]
    allow_private: tuple[str, ...]
    cache: str
    no_cache: bool
    good_for: float
    bad_for: float
    at_once: int
    per_host: int
    delay: float
    timeout: float
    retries: int


@sevenlayer_command(
    example="sevenlayer linkcheck\nsevenlayer linkcheck --allow 'https://example.org/*' --format json",
    statuses={0: "no link is dead", 1: "a link is dead", 2: "nothing could be checked", 130: "stopped by Ctrl+C"},
)
@content_argument
@settings_option()
@format_option
@click.option("--allow", multiple=True, metavar="PATTERN", help="Ask no URL like this, as in 'https://example.org/*'.")
@click.option("--allow-private", multiple=True, metavar="HOST", help="Ask this host although it is not public.")
@click.option("--cache", default=CACHE, metavar="FILE", show_default=True, help="Where results are kept.")
@click.option("--no-cache", is_flag=True, help="Ask every link now, and keep nothing.")
@click.option(
    "--good-for",
    type=_DAYS_AND_SECONDS,
    default=7,
    metavar="DAYS",
    show_default=True,
    help="How long a good result is believed.",
)
@click.option(
    "--bad-for", type=_DAYS_AND_SECONDS, default=1, metavar="DAYS", show_default=True, help="How long any other is."
)
@click.option("--at-once", type=_COUNT, default=16, metavar="N", show_default=True, help="Requests at one time.")
@click.option("--per-host", type=_COUNT, default=2, metavar="N", show_default=True, help="Of these, to one host.")
@click.option(
    "--delay",
    type=_DAYS_AND_SECONDS,
    default=0.1,
    metavar="SECONDS",
    show_default=True,
    help="Between requests to one host.",
)
@click.option(
    "--timeout",
    type=Number(0, 10_000, min_open=True),
    default=30,
    metavar="SECONDS",
    show_default=True,
    help="For one answer.",
)
@click.option(
    "--retries", type=click.IntRange(0, 10), default=2, metavar="N", show_default=True, help="After a failure."
)
def command(format_: str, **options: Any) -> int:
    """Ask every link to another site whether it still works.

    CONTENT is the folder of the posts (default: that of the settings). The site is built as `sevenlayer check` builds
    it, to find its links; what else is wrong with it is not reported here. Results are kept for some days.
    """
    asked = Asked(**options)
    try:
        report = _check(asked)
    except KeyboardInterrupt:
        kept = not asked.no_cache and Path(asked.cache).is_file()
        known = f"; what is known so far is in {asked.cache}" if kept else ""
        print(f"{_below_progress()}linkcheck: stopped{known}", file=sys.stderr)
        return 130
    if report.offline:
        print("linkcheck: no host could be found: is there a network?", file=sys.stderr)
    return _print(report, format_)


def _check(options: Asked) -> Report:
    try:
        from sevenlayer.cross_references.settings import read_texts
        from sevenlayer.link_check.allow_list import SETTING
        from sevenlayer.link_check.run import check_references
    except ModuleNotFoundError as exception:
        if exception.name not in ("aiohttp", "yarl"):
            raise
        raise CommandError("aiohttp is missing; install it with pip install 'sevenlayer[linkcheck]'") from None

    asking = _asking(options)
    from .trial_build import read_links, site_settings

    # Warnings may keep a site from being published; its links can be asked all the same.
    settings = site_settings(options.settings, options.content, {"DIAGNOSTICS_FAIL_ON": "error"})
    try:
        allow = [*read_texts(settings, SETTING), *options.allow]
        links = read_links(settings)
    except ProblemsError:
        raise
    except CommandError as exception:
        raise CommandError(f"{options.settings}: {exception.message}") from None
    except ValueError as exception:
        raise CommandError(f"{options.settings}: {exception}") from None
    with _cache(options) as cache:
        return check_references(links, allow=allow, options=asking, cache=cache, now=_now, progress=_show_progress)


def _asking(options: Asked) -> Options:
    from sevenlayer.link_check.addresses import addresses_of
    from sevenlayer.link_check.options import Options

    try:
        private = addresses_of(options.allow_private)
    except ValueError as exception:
        raise CommandError(f"--allow-private: {exception}") from None
    return Options(
        at_once=options.at_once,
        per_host=options.per_host,
        delay=options.delay,
        connect_timeout=min(options.timeout, Options.connect_timeout),
        timeout=options.timeout,
        retries=options.retries,
        private=private,
    )


@contextlib.contextmanager
def _cache(options: Asked) -> Iterator[dict[str, Any]]:
    """What earlier checks found. What is in it at the end is written, also where the end comes early."""
    from sevenlayer.link_check.cache import Ages, BadCache, read_cache, write_cache

    if options.no_cache:
        yield {}
        return
    path = Path(options.cache)
    ages = Ages(good=datetime.timedelta(days=options.good_for), bad=datetime.timedelta(days=options.bad_for))
    try:
        cache = read_cache(path, ages, _now())
    except BadCache as reason:
        print(f"linkcheck: {options.cache} is started anew: {reason}", file=sys.stderr)
        cache = {}
    try:
        yield cache
    finally:
        try:
            write_cache(path, cache)
        except OSError as exception:
            print(f"linkcheck: {options.cache} cannot be written: {exception.strerror}", file=sys.stderr)


def _print(report: Report, format_: str) -> int:
    from sevenlayer.diagnostics import Severity
    from sevenlayer.link_check.report import summary

    print_problems(report.problems, format_)
    if format_ == "text":
        print(summary(report.checked, report.from_cache, report.skipped))
    if any(problem.severity is Severity.ERROR for problem in report.problems):
        return 1
    return 2 if report.offline else 0


def _show_progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done:,} of {of:,} links", end="\n" if done == of else "", file=sys.stderr, flush=True)


def _below_progress() -> str:
    return "\n" if sys.stderr.isatty() else ""


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
