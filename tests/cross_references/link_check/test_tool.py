"""`sevenlayer linkcheck`, from posts to the exit status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sevenlayer.commands import run

from tests.builds.settings import settings_text

from .servers import Server, answer, silence

Linkcheck = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def site(tmp_path: Path, server: Server) -> Path:
    """A folder with settings that are ours and two posts with links."""
    server.paths |= {"/good": answer(200), "/old": answer(308, Location="/good"), "/late": answer(503)}
    (tmp_path / "conf.py").write_text(settings_text(OPENSTACK_PAGES=False))
    content = tmp_path / "content"
    content.mkdir()
    (content / "a.md").write_text(
        "---\ntitle: A\ndate: 2024-01-02\n---\n\n"
        f"See [this]({server.url('/good')}) and [that]({server.url('/gone')}).\n"
    )
    (content / "b.rst").write_text(
        f"---\ntitle: B\ndate: 2024-01-03\n---\n\n`Old <{server.url('/old')}>`__\n\n`Late <{server.url('/late')}>`__\n"
    )
    return tmp_path


def command(*options: str) -> list[str]:
    tool = [sys.executable, "-m", "sevenlayer", "linkcheck", "content", "-s", "conf.py", "--allow-private", "127.0.0.1"]
    return [*tool, "--delay", "0", "--retries", "0", *options]


@pytest.fixture
def linkcheck(site: Path, repository: Path) -> Linkcheck:
    def run(*options: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "NO_COLOR": "1", "PYTHONPATH": str(repository)}
        return subprocess.run(
            command(*options), cwd=site, env=environment, capture_output=True, text=True, check=False, timeout=60
        )

    return run


@pytest.mark.slow
def test_links_are_told_with_their_places_and_a_dead_one_ends_with_1(server: Server, linkcheck: Linkcheck) -> None:
    good, gone, old, late = (server.url(path) for path in ("/good", "/gone", "/old", "/late"))
    line = f"See [this]({good}) and [that]({gone})."
    result = linkcheck()
    assert (result.returncode, result.stderr) == (1, "")
    assert (
        result.stdout
        == f"""\
content/a.md:6:{line.index(gone) + 1}: error: '{gone}' is dead: it answers 404 Not Found [cross_references.dead-link]
    6 | {line}
      | {" " * line.index(gone)}^
  hint: correct it, or link to an archived copy

content/b.rst:6:7: info: '{old}' has moved for good [cross_references.moved-link]
    6 | `Old <{old}>`__
      |       ^
  hint: write '{good}'
content/b.rst:8:8: warning: '{late}' may be dead: it answers 503 Service Unavailable [cross_references.unsure-link]
    8 | `Late <{late}>`__
      |        ^
  hint: look at it in a browser; if all is well, add it to CROSS_REFERENCES_LINK_CHECK_ALLOW

1 error, 1 warning and 1 note in 2 files
4 links checked, 0 from the cache, 0 skipped
"""
    )


@pytest.mark.slow
def test_the_second_time_the_cache_answers(server: Server, linkcheck: Linkcheck, site: Path) -> None:
    first = linkcheck()
    asked = len(server.requests)
    assert sorted(json.loads((site / ".linkcheck.json").read_text())["links"]) == [
        server.url(path) for path in ("/gone", "/good", "/late", "/old")
    ]
    second = linkcheck()
    assert len(server.requests) == asked
    assert second.returncode == 1
    assert second.stdout == first.stdout.replace("0 from the cache", "4 from the cache")


@pytest.mark.slow
def test_without_a_cache_nothing_is_kept(linkcheck: Linkcheck, site: Path) -> None:
    assert linkcheck("--no-cache").returncode == 1
    assert sorted(each.name for each in site.iterdir() if each.is_file()) == ["conf.py"]


@pytest.mark.slow
def test_a_damaged_cache_is_told_and_started_anew(linkcheck: Linkcheck, site: Path) -> None:
    (site / "my cache.json").write_text("{")
    result = linkcheck("--cache", "my cache.json")
    assert result.stderr == "linkcheck: my cache.json is started anew: it is damaged\n"
    assert result.returncode == 1
    assert len(json.loads((site / "my cache.json").read_text())["links"]) == 4


@pytest.mark.slow
def test_a_cache_that_cannot_be_written_does_not_cost_the_report(linkcheck: Linkcheck) -> None:
    result = linkcheck("--cache", "no such folder/x.json")
    assert result.stderr == "linkcheck: no such folder/x.json cannot be written: No such file or directory\n"
    assert "1 error, 1 warning and 1 note in 2 files" in result.stdout


@pytest.mark.slow
def test_reports_for_machines_are_all_there_is(server: Server, linkcheck: Linkcheck) -> None:
    as_json = linkcheck("--format", "json")
    assert (as_json.returncode, as_json.stderr) == (1, "")
    document = json.loads(as_json.stdout)
    assert document["counts"] == {"error": 1, "warning": 1, "info": 1}
    assert [(each["code"], each["path"], each["line"]) for each in document["problems"]] == [
        ("cross_references.dead-link", "content/a.md", 6),
        ("cross_references.moved-link", "content/b.rst", 6),
        ("cross_references.unsure-link", "content/b.rst", 8),
    ]
    as_sarif = linkcheck("--format", "sarif")
    assert (as_sarif.returncode, as_sarif.stderr) == (1, "")
    results = json.loads(as_sarif.stdout)["runs"][0]["results"]
    assert [each["level"] for each in results] == ["error", "note", "warning"]
    assert results[0]["message"]["text"].startswith(f"'{server.url('/gone')}' is dead")


@pytest.mark.slow
def test_the_allow_list_comes_from_the_settings_and_the_command(
    server: Server, linkcheck: Linkcheck, site: Path
) -> None:
    with (site / "conf.py").open("a") as settings:
        settings.write("CROSS_REFERENCES_LINK_CHECK_ALLOW = ['*/gone']\n")
    result = linkcheck("--allow", "*/old")
    assert result.stdout.endswith("1 warning in 1 file\n2 links checked, 0 from the cache, 2 skipped\n")
    assert server.asked("/gone") + server.asked("/old") == []
    assert result.returncode == 0


@pytest.mark.slow
def test_what_else_is_wrong_with_a_site_is_not_told(linkcheck: Linkcheck, site: Path) -> None:
    (site / "content" / "bad.md").write_text("---\ntitle: Bad\ndate: never\n---\n\n![](/x.png)\n")
    result = linkcheck()
    assert (result.returncode, result.stderr) == (1, "")
    assert "bad.md" not in result.stdout
    assert "4 links checked" in result.stdout


@pytest.mark.slow
def test_a_site_that_cannot_be_read_is_told_in_one_line(server: Server, linkcheck: Linkcheck, site: Path) -> None:
    with (site / "conf.py").open("a") as settings:
        settings.write("PLUGINS = [*PLUGINS, 'no.such.plugin']\n")
    result = linkcheck()
    message = "the site cannot be read: plugin 'no.such.plugin' cannot be loaded (Cannot import plugin `no`)"
    assert (result.returncode, result.stdout, result.stderr) == (2, "", f"linkcheck: conf.py: {message}\n")
    assert server.connections == 0


@pytest.mark.slow
def test_a_site_whose_links_nobody_finds_is_told_in_one_line(server: Server, linkcheck: Linkcheck, site: Path) -> None:
    with (site / "conf.py").open("a") as settings:
        settings.write("PLUGINS = ['sevenlayer.front_matter']\n")
    result = linkcheck()
    message = "the site does not use the plugin 'sevenlayer.cross_references', which finds its links"
    assert (result.returncode, result.stdout, result.stderr) == (2, "", f"linkcheck: conf.py: {message}\n")
    assert server.connections == 0


@pytest.mark.slow
def test_a_link_with_the_scheme_of_its_page_is_asked(linkcheck: Linkcheck, site: Path) -> None:
    (site / "content" / "b.rst").unlink()
    (site / "content" / "a.md").write_text(
        "---\ntitle: A\ndate: 2024-01-02\n---\n\n[This](//127.0.0.1:1/x) and [that](//example.org/x).\n"
    )
    result = linkcheck("--allow", "https://example.org/*", "--format", "json")
    messages = [problem["message"] for problem in json.loads(result.stdout)["problems"]]
    assert messages == ["'//127.0.0.1:1/x' is dead: it refuses connections"]


@pytest.mark.slow
def test_a_machine_without_a_network_is_told_and_no_link_is_dead(linkcheck: Linkcheck, site: Path) -> None:
    (site / "content" / "b.rst").unlink()
    links = "".join(f"- <https://{name}.invalid/>\n" for name in "abc")
    (site / "content" / "a.md").write_text(f"---\ntitle: A\ndate: 2024-01-02\n---\n\n{links}")
    result = linkcheck("--format", "json")
    assert (result.returncode, result.stderr) == (2, "linkcheck: no host could be found: is there a network?\n")
    assert json.loads(result.stdout)["counts"] == {"error": 0, "warning": 3, "info": 0}
    assert json.loads((site / ".linkcheck.json").read_text())["links"] == {}


WITHOUT_THE_LIBRARY = "import sys; sys.modules['aiohttp'] = None; sys.path.insert(0, sys.argv[1]); "


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "status", "stderr"),
    [
        ("from pelican import main; main(['content', '-s', 'conf.py'])", 0, ""),
        (
            "from sevenlayer.commands import run; sys.exit(run(['linkcheck', 'content', '-s', 'conf.py']))",
            2,
            "linkcheck: aiohttp is missing; install it with pip install 'sevenlayer[linkcheck]'\n",
        ),
    ],
    ids=["build", "linkcheck"],
)
def test_the_library_is_needed_for_the_check_and_not_for_a_build(
    site: Path, repository: Path, command: str, status: int, stderr: str
) -> None:
    program = [sys.executable, "-c", WITHOUT_THE_LIBRARY + command, str(repository)]
    result = subprocess.run(program, cwd=site, capture_output=True, text=True, check=False, timeout=60)
    assert (result.returncode, result.stderr) == (status, stderr)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("1 / 0", "conf.py:1: error: ZeroDivisionError: division by zero [site.bad-setting]"),
        ("THEME = 'no such theme'", "conf.py:1:1: error: THEME: there is no theme 'no such theme' [site.bad-setting]"),
        (
            "CROSS_REFERENCES_LINK_CHECK_ALLOW = '*'",
            "linkcheck: conf.py: CROSS_REFERENCES_LINK_CHECK_ALLOW must be a list of texts, not '*'",
        ),
    ],
)
def test_wrong_settings_are_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], settings: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "conf.py").write_text(f"{settings}\n")
    assert run(["linkcheck", ".", "-s", "conf.py"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.splitlines()[0]) == ("", message)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("none", "-s", "conf.py"), "there is no folder 'none'"),
        ((".", "--allow-private", "nothing.invalid"), "--allow-private: there is no host 'nothing.invalid'"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "conf.py").touch()
    assert run(["linkcheck", *options]) == 2
    assert capsys.readouterr() == ("", f"linkcheck: {message}\n")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--per-host", "0"), "invalid value for '--per-host': 0 is not in the range x>=1"),
        (("--delay", "-1"), "invalid value for '--delay': -1.0 is not in the range 0<=x<=10000"),
        (("--delay", "nan"), "invalid value for '--delay': nan is not in the range 0<=x<=10000"),
        (("--timeout", "0"), "invalid value for '--timeout': 0.0 is not in the range 0<x<=10000"),
    ],
)
def test_a_number_that_makes_no_sense_is_told(
    capsys: pytest.CaptureFixture[str], options: tuple[str, ...], message: str
) -> None:
    assert run(["linkcheck", "content", *options]) == 2
    assert capsys.readouterr() == ("", f"linkcheck: {message} (hint: sevenlayer linkcheck --help)\n")


@pytest.mark.slow
def test_an_interrupted_check_keeps_what_it_knows(server: Server, site: Path, repository: Path) -> None:
    server.paths["/gone"] = silence
    environment = {**os.environ, "PYTHONPATH": str(repository)}
    with subprocess.Popen(
        command(),
        cwd=site,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Whoever runs the tests in the background has it ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        # The links are asked in the order of the alphabet, two at a time.
        assert server.wait_for("HEAD /old", "HEAD /gone")
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
    assert stderr == "linkcheck: stopped; what is known so far is in .linkcheck.json\n"
    assert (process.returncode, stdout) == (130, "")
    assert server.url("/good") in json.loads((site / ".linkcheck.json").read_text())["links"]
