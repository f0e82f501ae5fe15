"""The direction of imports, and the ways to import at all."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from sevenlayer.stages import PLUGINS

from tools.imports import check_imports


def test_plugins_import_downwards_only(capfd: pytest.CaptureFixture[str]) -> None:
    kept = check_imports()
    assert kept, capfd.readouterr().out


def test_the_package_is_imported_in_place(repository: Path) -> None:
    import sevenlayer

    assert Path(str(sevenlayer.__file__)) == repository / "plugins" / "sevenlayer" / "__init__.py"


@pytest.mark.parametrize("name", PLUGINS)
def test_what_a_site_may_list_can_be_registered(name: str) -> None:
    import sevenlayer

    assert import_module(name).register is sevenlayer.register


def test_every_invoke_task_is_listed_with_its_help(repository: Path) -> None:
    listing = subprocess.run(
        [sys.executable, "-m", "invoke", "--list"], cwd=repository, check=True, capture_output=True, text=True
    ).stdout
    tasks = {line.split()[0] for line in listing.splitlines() if line.startswith("  ") and line[2] != " "}
    assert tasks == {
        "build",
        "check",
        "clean",
        "facts",
        "layers",
        "linkcheck",
        "lint",
        "livereload",
        "lock",
        "new",
        "preview",
        "publish",
        "rebuild",
        "regenerate",
        "reserve",
        "serve",
        "test",
    }
