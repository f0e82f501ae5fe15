"""Where a site may be copied to, and how."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from sevenlayer.commands.console import CommandError
from sevenlayer.commands.upload import SETTING, check_target, find_target, upload


@pytest.fixture(autouse=True)
def _no_target_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)


@pytest.mark.parametrize(
    "target",
    ["/", ".", "..", "~", "host:", "host:/", "host:~", "host:~/", "host:./", "me@host:..", "host::module"],
)
def test_a_target_that_is_no_folder_of_its_own_is_refused(target: str) -> None:
    with pytest.raises(CommandError, match=r"^PUBLISH_TARGET has to name a folder of its own, and '.*' does not$"):
        check_target(target, Path())


def test_a_module_of_an_rsync_server_is_refused_and_a_folder_in_it_is_not() -> None:
    with pytest.raises(CommandError):
        check_target("rsync://host/module", Path())
    check_target("rsync://host/module/blog", Path())


def test_an_option_is_no_target() -> None:
    with pytest.raises(CommandError, match="is an option, not a place: '-e evil'"):
        check_target("-e evil", Path())


def test_a_local_home_or_repository_is_refused(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(CommandError, match=r"is the home folder$"):
        check_target(str(tmp_path), repository)
    with pytest.raises(CommandError, match=r"lies inside content/$"):
        check_target(str(repository / "content" / "www"), repository)


@pytest.mark.parametrize("target", ["host:www", "me@host:/srv/www/blog/", "host:~/www", "/srv/www/blog"])
def test_a_folder_of_its_own_is_a_target(target: str) -> None:
    check_target(target, Path())


def test_without_a_target_the_message_says_where_to_set_one(tmp_path: Path) -> None:
    settings = tmp_path / "publishconf.py"
    settings.write_text("SITENAME = 'x'\n")
    with pytest.raises(CommandError) as caught:
        find_target(settings)
    assert str(caught.value) == (
        "no place to publish to: set PUBLISH_TARGET in publishconf.py or in the environment, "
        "for example me@example.org:/srv/www/blog"
    )


def test_the_environment_wins_over_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "publishconf.py"
    settings.write_text(f"{SETTING} = 'host:/from/settings'\n")
    assert find_target(settings) == "host:/from/settings"
    monkeypatch.setenv(SETTING, "host:/from/environment")
    assert find_target(settings) == "host:/from/environment"


def test_an_output_without_a_site_is_not_uploaded(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"holds no built site \(no index.html\)$"):
        upload(tmp_path, str(tmp_path / "target"))


def test_the_target_becomes_the_site(tmp_path: Path, needs_tool: Callable[[str], NoReturn]) -> None:
    if not shutil.which("rsync"):
        needs_tool("rsync is not installed")
    output, target = tmp_path / "my output", tmp_path / "my target"
    for folder in (output, target):
        folder.mkdir()
    (output / "index.html").write_text("new")
    (output / ".sevenlayer").write_text("marker")
    (target / "gone.html").write_text("old")
    (target / ".git").mkdir()
    upload(output, str(target))
    assert sorted(path.name for path in target.iterdir()) == [".git", "index.html"]
