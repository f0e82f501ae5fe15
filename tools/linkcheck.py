"""Ask every link to another site whether it still leads somewhere: `make linkcheck`.

The site is built as `make check` builds it, into a folder that is thrown away, to find its links. What else is wrong with it is
not reported here.
"""

import argparse
import contextlib
import datetime
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.site_links import Unreadable, read_links, site_settings

if TYPE_CHECKING:
    from sevenlayer.link_check.options import Options
    from sevenlayer.link_check.run import Report

FORMATS = ("text", "json", "sarif")


class CannotCheck(Exception):
    """There is no way to check anything; the message says why in one line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report to standard output, and nothing else; return 1 when a link is dead, 2 when nothing could be checked."""
    options = _parse(arguments)
    try:
        report = _check(options)
    except (CannotCheck, Unreadable) as reason:
        print(f"linkcheck: {reason}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        kept = not options.no_cache and Path(options.cache).is_file()
        known = f"; what is known so far is in {options.cache}" if kept else ""
        print(f"{_below_progress()}linkcheck: stopped{known}", file=sys.stderr)
        return 130
    if report.offline:
        print("linkcheck: no host could be found: is there a network?", file=sys.stderr)
    return _print(report, options.format)


def _check(options: argparse.Namespace) -> "Report":
    try:
        from sevenlayer.cross_references.settings import read_texts
        from sevenlayer.link_check.allow_list import SETTING
        from sevenlayer.link_check.run import check_references
    except ModuleNotFoundError as exception:
        if exception.name not in ("aiohttp", "yarl"):
            raise
        raise CannotCheck("aiohttp is missing; install it with pip install 'sevenlayer[linkcheck]'") from None

    asking = _asking(options)
    # Warnings may keep a site from being published; its links can be asked all the same.
    settings = site_settings(Path(options.settings), Path(options.input), DIAGNOSTICS_FAIL_ON="error")
    try:
        allow = [*read_texts(settings, SETTING), *options.allow]
        links = read_links(settings)
    except (Unreadable, ValueError) as exception:
        raise CannotCheck(f"{options.settings}: {exception}") from None
    with _cache(options) as cache:
        return check_references(links, allow=allow, options=asking, cache=cache, now=_now, progress=_show_progress)


def _asking(options: argparse.Namespace) -> "Options":
    from sevenlayer.link_check.addresses import addresses_of
    from sevenlayer.link_check.options import Options

    try:
        private = addresses_of(options.allow_private)
    except ValueError as exception:
        raise CannotCheck(f"--allow-private: {exception}") from None
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
def _cache(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
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


def _print(report: "Report", format_: str) -> int:
    from sevenlayer.diagnostics import Severity, formats
    from sevenlayer.link_check.report import summary

    if format_ == "json":
        sys.stdout.write(formats.as_json(report.problems))
    elif format_ == "sarif":
        sys.stdout.write(formats.as_sarif(report.problems))
    else:
        text = formats.as_text(report.problems, colour=sys.stdout.isatty(), show_info=True)
        counts = summary(report.checked, report.from_cache, report.skipped)
        sys.stdout.write((text or "No problems.\n") + counts + "\n")
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


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="linkcheck", description="Ask every link to another site whether it still works."
    )
    add = parser.add_argument
    add("input", help="the content folder")
    add("-s", "--settings", default="pelicanconf.py", help="the settings file")
    add("--format", choices=FORMATS, default="text", help="how to report (default: %(default)s)")
    add(
        "--allow",
        action="append",
        default=[],
        metavar="PATTERN",
        help="ask no address like this, as in 'https://example.org/*'",
    )
    add("--allow-private", action="append", default=[], metavar="HOST", help="ask this host although it is not public")
    add("--cache", default=".linkcheck.json", metavar="FILE", help="where results are kept (default: %(default)s)")
    add("--no-cache", action="store_true", help="ask every link now, and keep nothing")
    add(
        "--good-for",
        type=_number,
        default=7,
        metavar="DAYS",
        help="how long a good result is believed (default: %(default)s)",
    )
    add("--bad-for", type=_number, default=1, metavar="DAYS", help="how long any other is (default: %(default)s)")
    add("--at-once", type=_count, default=16, metavar="N", help="questions at one time (default: %(default)s)")
    add("--per-host", type=_count, default=2, metavar="N", help="of these, to one host (default: %(default)s)")
    add(
        "--delay",
        type=_number,
        default=0.1,
        metavar="SECONDS",
        help="between questions to one host (default: %(default)s)",
    )
    add("--timeout", type=_positive, default=30, metavar="SECONDS", help="for one answer (default: %(default)s)")
    add("--retries", type=int, choices=range(11), default=2, metavar="N", help="after a failure (default: %(default)s)")
    return parser.parse_args(arguments)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("it has to be 1 or more")
    return number


def _number(text: str) -> float:
    number = float(text)
    if not 0 <= number <= 10_000:
        raise argparse.ArgumentTypeError("it has to be from 0 to 10,000")
    return number


def _positive(text: str) -> float:
    number = _number(text)
    if not number:
        raise argparse.ArgumentTypeError("it has to be more than 0")
    return number


if __name__ == "__main__":
    sys.exit(main())
