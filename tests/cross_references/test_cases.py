"""References on whole small sites: each form leads where it should, and what is nearly right is reported with its place.

With ``--update-expected`` the cases' links and reports are written anew; review the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_content.builds import build_site

from .case_files import Case, links_of, read_case_file, report_of, write_case_file, wrong_facts

FILES = {path: read_case_file(path) for path in sorted((Path(__file__).parent / "cases").glob("*.txt"))}
CASES = [case for cases in FILES.values() for case in cases]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.source.stem}: {case.title}")
def test_case(case: Case, tmp_path: Path, update_expected: bool) -> None:
    case.lay_out(tmp_path)
    build = build_site(tmp_path, settings=case.all_settings())
    assert "Traceback" not in build.report, build.report
    assert not build.changed
    links = {page: links_of(build, page) for page in case.links}
    if update_expected:
        case.report, case.links = report_of(build), links
        write_case_file(FILES[case.source])
    assert report_of(build) == case.report
    assert links == case.links
    assert wrong_facts(case.facts, build) == []
