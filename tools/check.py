"""Read every post and report its problems, for people or machines: `make check`.

The whole site is built, into a folder that is thrown away: what goes wrong between posts is found too.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.site_links import Unreadable, build_site, site_settings

FORMATS = ("text", "json", "sarif")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report to standard output, and nothing else; return 1 when `make html` would fail, 2 when there is no report."""
    options = _parse(arguments)
    from sevenlayer.diagnostics import formats

    try:
        build = build_site(site_settings(Path(options.settings), Path(options.input)))
        if build.problems is None:
            raise Unreadable(
                f"{options.settings}: the site does not use the plugin 'sevenlayer', which collects problems"
            )
    except Unreadable as reason:
        print(f"check: {reason}", file=sys.stderr)
        return 2
    if options.format == "json":
        sys.stdout.write(formats.as_json(build.problems))
    elif options.format == "sarif":
        sys.stdout.write(formats.as_sarif(build.problems))
    else:
        text = formats.as_text(build.problems, colour=sys.stdout.isatty(), show_info=True)
        sys.stdout.write(text or "No problems.\n")
    return 1 if build.failed else 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="check", description="Read every post and report its problems.")
    parser.add_argument("input", help="the content folder")
    parser.add_argument("-s", "--settings", default="pelicanconf.py", help="the settings file")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to report (default: %(default)s)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
