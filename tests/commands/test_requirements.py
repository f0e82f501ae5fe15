"""What a site's environment is made of, and where its Sevenlayer comes from."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.metadata import PathDistribution
from pathlib import Path
from typing import Any

import pytest
from sevenlayer.commands import requirements, run
from sevenlayer.commands.requirements import compose_requirements

NAME = "sevenlayer-9.8.7-py3-none-any.whl"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Make it look as if the package had been installed, from *origin* (PEP 610), or from an index."""

    def install(origin: dict[str, Any] | None) -> None:
        info = tmp_path / "lib" / "sevenlayer-9.8.7.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.4\nName: sevenlayer\nVersion: 9.8.7\n")
        if origin is not None:
            (info / "direct_url.json").write_text(json.dumps(origin))
        package = tmp_path / "lib" / "sevenlayer" / "commands"
        package.mkdir(parents=True)
        (package / "requirements.lock").write_text("click==1 \\\n    --hash=sha256:00\n")
        monkeypatch.setattr(requirements, "_PACKAGE", package)
        monkeypatch.setattr(requirements, "distribution", lambda _name: PathDistribution(info))

    return install


def test_in_its_repository_it_is_the_repository(repository: Path) -> None:
    files = compose_requirements()
    assert files["requirements-sevenlayer.txt"].splitlines()[1:] == [f"sevenlayer @ {repository.as_uri()}"]
    lock = (repository / "requirements.lock").read_text("utf-8")
    assert files["requirements.txt"].partition("\n")[2] == lock
    assert re.search(r"^pelican==", lock, re.MULTILINE)


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (None, "sevenlayer==9.8.7"),
        ({"url": "file:///home/ada/sevenlayer", "dir_info": {}}, "sevenlayer @ file:///home/ada/sevenlayer"),
        ({"url": "https://example.net/x.whl", "archive_info": {}}, "sevenlayer @ https://example.net/x.whl"),
        (
            {"url": "https://example.net/s", "vcs_info": {"vcs": "git", "commit_id": "12ab"}},
            "sevenlayer @ git+https://example.net/s@12ab",
        ),
    ],
)
def test_without_a_hash_it_stands_in_a_file_of_its_own(installed: Any, origin: dict[str, Any], line: str) -> None:
    installed(origin)
    files = compose_requirements()
    assert files["requirements-sevenlayer.txt"].splitlines()[1:] == [line]
    assert files["requirements.txt"].splitlines()[1:] == ["click==1 \\", "    --hash=sha256:00"]


@pytest.mark.parametrize(
    "archive", [{"hashes": {"sha256": "ab12"}, "hash": "sha256=ab12"}, {"hash": "sha256=ab12"}], ids=["new", "old"]
)
def test_the_hash_that_pip_has_recorded_is_taken(installed: Any, archive: dict[str, Any]) -> None:
    installed({"url": f"file:///tmp/{NAME}", "archive_info": archive})
    files = compose_requirements()
    assert list(files) == ["requirements.txt"]
    assert files["requirements.txt"].endswith(f"sevenlayer @ file:///tmp/{NAME} \\\n    --hash=sha256:ab12\n")


def test_where_none_is_recorded_it_is_that_of_the_file(installed: Any, tmp_path: Path) -> None:
    wheel = tmp_path / "my wheels" / NAME
    wheel.parent.mkdir()
    wheel.write_bytes(b"a wheel")
    installed({"url": wheel.as_uri(), "archive_info": {}})
    digest = hashlib.sha256(b"a wheel").hexdigest()
    assert compose_requirements()["requirements.txt"].endswith(f" \\\n    --hash=sha256:{digest}\n")


def test_the_command_writes_them_anew_and_leaves_files_of_others_alone(
    installed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installed({"url": f"file:///tmp/{NAME}", "archive_info": {"hashes": {"sha256": "ab12"}}})
    monkeypatch.setattr(requirements, "version_of", lambda _name: "9.8.7")
    site = tmp_path / "site"
    site.mkdir()
    (site / "requirements.txt").write_text("pelican\n")
    assert run(["requirements", str(site)]) == 2
    assert capsys.readouterr() == (
        "",
        f"requirements: {site}/requirements.txt was not written by Sevenlayer; move it away first\n",
    )
    (site / "requirements.txt").unlink()
    (site / "requirements-sevenlayer.txt").write_text(f"{requirements._OWN_FIRST_LINE}sevenlayer==9.8.6\n")
    for _ in range(2):
        assert run(["requirements", str(site)]) == 0
        assert capsys.readouterr().out == f"{site}/requirements.txt is for Sevenlayer 9.8.7 now\n"
        assert [path.name for path in site.iterdir()] == ["requirements.txt"]
