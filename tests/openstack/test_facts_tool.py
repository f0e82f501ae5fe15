"""What `make facts` says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sevenlayer.openstack.facts.load import DATA

from tools.facts import main


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_sources_and_differences_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "layers.yaml: 3 editions; brought up to date on 2026-11-22, from" in said
    assert "  Layers Redux, 2017-02-27" in said
    assert "Nothing has changed since then." in said
    assert "  backup: freezer here, freezer-api there (the API of Freezer has a repository of its own)" in said


def test_faults_are_reported(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(data / "projects.yaml", "requires: [keystone]", "requires: [keystoned]")
    assert main(["--data", str(data)]) == 1
    said = capsys.readouterr().out
    assert "error: there is no project 'keystoned' [openstack.bad-facts]\n" in said
    assert "  hint: did you mean 'keystone'?\n" in said


def test_what_has_changed_in_os_service_types_is_said(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(data / "service_types.yaml", "  - name: accelerator\n    project: cyborg\n", "")
    edit(data / "service_types.yaml", "project: neutron", "project: quantum")
    edit(data / "service_types.yaml", "aliases: [bare-metal]", "aliases: [metal]")
    edit(
        data / "service_types.yaml",
        "  - name: compute\n",
        "  - name: computing\n    project: nova\n  - name: compute\n",
    )
    assert main(["--data", str(data)]) == 0
    said = capsys.readouterr().out
    assert said.partition("Since then:\n")[2].startswith(
        "  service type 'accelerator' is new: it belongs to 'cyborg'\n"
        "  service type 'baremetal' has a new alias 'bare-metal'\n"
        "  service type 'baremetal' has lost its alias 'metal'\n"
        "  service type 'computing' is gone\n"
        "  service type 'network' belongs to 'neutron', no longer to 'quantum'\n"
    )


def test_a_difference_without_a_reason_fails(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(data / "projects.yaml", "    service_types: [dns]\n", "")
    edit(data / "service_types.yaml", "theirs: freezer-api", "theirs: freezer-server")
    assert main(["--data", str(data)]) == 1
    said = capsys.readouterr().out
    reason = "nobody has said why; list it in service_types.yaml, or correct projects.yaml"
    assert f"  dns: nobody here, designate there ({reason})\n" in said
    assert f"  backup: freezer here, freezer-api there ({reason})\n" in said
    assert "  backup no longer differs in this way; remove it from service_types.yaml\n" in said
