"""Read every post and report its problems, for people or machines: `make check`.

The whole site is built, into a folder that is thrown away: what goes wrong between posts is found too.
"""

import argparse
import contextlib
import io
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pelican
from pelican.settings import read_settings

from tools.site_links import pelican_class

FORMATS = ("text", "json", "sarif")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report to standard output, and nothing else; return 1 when `make html` would fail."""
    options = _parse(arguments)
    root = str(Path(__file__).resolve().parent.parent)
    if root not in pelican.__path__:
        pelican.__path__.append(root)
    from pelican.plugins.diagnostics import build, formats, problems

    output = sys.stdout

    def report(verdict: str) -> None:
        found = list(problems)
        if options.format == "json":
            output.write(formats.as_json(found))
        elif options.format == "sarif":
            output.write(formats.as_sarif(found))
        else:
            text = formats.as_text(found, colour=output.isatty(), show_info=True)
            output.write(text or "No problems.\n")

    usual = build.reporter
    build.reporter = report
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
        overrides = {"PATH": str(Path(options.input).resolve()), "OUTPUT_PATH": str(Path(folder) / "output")}
        try:
            settings = read_settings(str(Path(options.settings).resolve()), override=overrides)
            pelican_class(settings["PELICAN_CLASS"])(settings).run()
        except SystemExit as exit_:
            return int(exit_.code or 0)
        except Exception as exception:  # noqa: BLE001 - a settings file may raise anything
            print(f"{options.settings}: error: {type(exception).__name__}: {exception}", file=sys.stderr)
            return 2
        finally:
            build.reporter = usual
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="check", description="Read every post and report its problems.")
    parser.add_argument("input", help="the content folder")
    parser.add_argument("-s", "--settings", default="pelicanconf.py", help="the settings file")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to report (default: %(default)s)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
