"""The direction of imports, and the ways to import at all."""

import ast
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools.imports import check_imports


def test_plugins_import_downwards_only(capfd: pytest.CaptureFixture[str]) -> None:
    kept = check_imports()
    assert kept, capfd.readouterr().out


#: Modules that are imported as such, since they load a library that users of the package's face may not need.
HEAVY = {
    "sevenlayer.directives.code",
    "sevenlayer.directives.standard",
    "sevenlayer.document.sanitise",
    "sevenlayer.document.summary",
}


@pytest.mark.parametrize("package", ["directives", "document", "readers", "redirects"])
def test_other_packages_import_only_from_the_face_of_a_package(repository: Path, package: str) -> None:
    folder = repository / "plugins/sevenlayer"
    imported = {
        node.module: path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        if not path.is_relative_to(folder / package)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0
    }
    assert f"sevenlayer.{package}" in imported
    assert {name for name in imported if name.startswith(f"sevenlayer.{package}.")} <= HEAVY


def test_the_folder_of_the_plugins_is_a_namespace(repository: Path) -> None:
    assert not (repository / "plugins" / "__init__.py").exists()


def test_a_plugin_is_imported_in_place(repository: Path) -> None:
    import sevenlayer.build as plugin

    assert Path(str(plugin.__file__)).is_relative_to(repository / "plugins")


@pytest.mark.slow
def test_the_wheel_puts_the_plugins_and_their_data_into_pelicans_namespace(repository: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=repository,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("sevenlayer-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    sources = {
        f"pelican/{path.relative_to(repository).as_posix()}"
        for path in (repository / "plugins").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert packed == sources
    assert "pelican/plugins/sevenlayer/build/output_folder.py" in packed
    assert "pelican/plugins/__init__.py" not in packed


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
