"""What holds of every build, whatever was in it."""

from __future__ import annotations

from .builds import GOOD_PAGE, Build
from .output_checks import check_output

VERDICT = "The build failed.\n"


def assert_harmless(build: Build) -> None:
    """It ended by itself, in time and with an honest status; the good post is there, and nothing that runs or is secret."""
    assert "Traceback" not in build.report, build.report
    assert build.status in (0, 1), build.report
    assert (build.status == 1) == build.report.endswith(VERDICT)
    assert not build.changed, build.changed
    assert GOOD_PAGE in build.files(), build.report
    assert "\x1b" not in build.report
    wrong = check_output(build.output)
    assert not wrong, wrong
