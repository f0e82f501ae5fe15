"""`sevenlayer layers`: from a text to a file."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest
from lxml import etree
from sevenlayer.commands import run

TEXT = """\
2 Extending the Base: cinder, swift
1 The Basics: keystone, glance, nova

nova -> keystone
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stack.txt").write_text(TEXT, "utf-8")
    return tmp_path


def size_of(svg: Path) -> tuple[str | None, str | None]:
    root = etree.parse(svg).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    return root.get("width"), root.get("height")


def test_a_text_is_drawn_beside_itself(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["layers", "stack.txt"]) == 0
    assert capsys.readouterr() == ("stack.svg\n", "")
    assert size_of(folder / "stack.svg")[0] == "960"


def test_file_and_width_are_chosen(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["layers", "stack.txt", "--output", "slide.svg", "--width", "400"]) == 0
    assert capsys.readouterr().out == "slide.svg\n"
    assert size_of(folder / "slide.svg")[0] == "400"


def test_the_same_text_gives_the_same_bytes(folder: Path) -> None:
    for name in ("a.svg", "b.svg"):
        assert run(["layers", "stack.txt", "--output", name]) == 0
    assert (folder / "a.svg").read_bytes() == (folder / "b.svg").read_bytes()


def test_arrows_without_layers_are_arranged(folder: Path) -> None:
    (folder / "arrows.txt").write_text("nova -> glance\nglance -> keystone\n")
    assert run(["layers", "arrows.txt"]) == 0
    assert "3 layers, from the top" in (folder / "arrows.svg").read_text("utf-8")


@pytest.mark.parametrize("form", ["terse", "yaml", "json"])
def test_a_form_that_is_written_is_read_again(folder: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["layers", "stack.txt", f"--{form}"]) == 0
    (folder / "again.txt").write_text(capsys.readouterr().out, "utf-8")
    assert run(["layers", "again.txt", "--terse"]) == 0
    assert capsys.readouterr().out == TEXT


def test_forms_of_other_tools_go_to_a_file_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["layers", "stack.txt", "--dot", "--output", "stack.dot"]) == 0
    assert (folder / "stack.dot").read_text("utf-8").startswith("digraph ")
    capsys.readouterr()
    assert run(["layers", "stack.txt", "--mermaid"]) == 0
    assert capsys.readouterr().out.startswith("flowchart ")
    assert run(["layers", "stack.txt", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["arrows"] == [{"from": "nova", "to": "keystone"}]


def test_faults_are_reported_with_their_places(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "stack.txt").write_text("1 The Basics: nova, nova\n\nnova -> \n", "utf-8")
    assert run(["layers", "stack.txt"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [
        "stack.txt:1:21: error: duplicate service 'nova'; the first is in line 1 [layer_diagrams.text]",
        "    1 | 1 The Basics: nova, nova",
        "      |                     ^",
        "  hint: remove one of the two",
        "stack.txt:3:6: error: no service after the arrow [layer_diagrams.text]",
        "    3 | nova ->",
        "      |      ^",
        "  hint: write the service that is needed",
        "",
        "2 errors in 1 file",
    ]
    assert not (folder / "stack.svg").exists()


def test_a_warning_does_not_keep_the_picture_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "stack.txt").write_text("2 B: cinder\n1 A: nova\nnova -> cinder\n", "utf-8")
    assert run(["layers", "stack.txt"]) == 0
    assert (
        "stack.txt:3:1: warning: 'nova' in '1 A' needs 'cinder' in '2 B', which is above it" in capsys.readouterr().err
    )
    assert (folder / "stack.svg").exists()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["absent.txt"], "layers: absent.txt: No such file or directory\n"),
        (["latin.txt"], "layers: latin.txt: the file is not UTF-8\n"),
        (
            ["stack.txt", "--output", "stack.txt"],
            "layers: stack.txt: that is the text itself; name another file by --output\n",
        ),
        (
            ["stack.txt", "--png", "--dot"],
            "layers: --png is a picture and --dot is text; leave out one of the two\n",
        ),
        (
            ["stack.txt", "--yaml", "--output", "a.png"],
            "layers: a.png is a picture and --yaml is text; leave out one of the two\n",
        ),
        (["stack.txt", "--output", "absent/a.svg"], "layers: absent/a.svg: No such file or directory\n"),
    ],
)
def test_what_cannot_be_read_or_written_is_said_in_a_line(
    folder: Path, arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "latin.txt").write_bytes(b"1 caf\xe9: nova\n")
    assert run(["layers", *arguments]) == 2
    assert capsys.readouterr() == ("", reason)
    assert (folder / "stack.txt").read_text("utf-8") == TEXT


@pytest.mark.parametrize("width", ["199", "0", "-1", "wide", "1e3", "100000"])
def test_a_width_that_makes_no_picture_is_refused(width: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["layers", "stack.txt", f"--width={width}"]) == 2
    assert f"'{width}' is no width from 200 to 10000" in capsys.readouterr().err


def test_a_png_has_two_pixels_for_each_of_the_width(folder: Path, needs_tool: Callable[[str], NoReturn]) -> None:
    if find_spec("resvg_py") is None:
        needs_tool("resvg_py is not installed")
    assert run(["layers", "stack.txt", "--png", "--width", "400"]) == 0
    data = (folder / "stack.png").read_bytes()
    assert data.startswith(b"\x89PNG\r\n")
    assert struct.unpack(">I", data[16:20]) == (800,)


def test_the_ending_of_a_png_means_one(folder: Path, needs_tool: Callable[[str], NoReturn]) -> None:
    if find_spec("resvg_py") is None:
        needs_tool("resvg_py is not installed")
    assert run(["layers", "stack.txt", "--output", "slide.PNG"]) == 0
    assert (folder / "slide.PNG").read_bytes().startswith(b"\x89PNG\r\n")


def test_without_the_library_a_png_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    assert run(["layers", "stack.txt", "--png"]) == 2
    assert capsys.readouterr().err == (
        "layers: --png needs resvg_py: install it by `pip install resvg_py`, or 'sevenlayer[slides]'\n"
    )
    assert not (folder / "stack.png").exists()


@pytest.mark.slow
def test_invoke_takes_names_from_where_it_runs(folder: Path, repository: Path) -> None:
    (folder / "my stack.txt").write_text(TEXT.replace("nova\n", "nova, nova\n", 1), "utf-8")
    invoke = [sys.executable, "-m", "invoke", "--search-root", str(repository), "layers"]

    def invoke_layers(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*invoke, *arguments], capture_output=True, text=True, check=False)

    drawn = invoke_layers("stack.txt", "--output", "a picture.svg", "--width", "500")
    assert (drawn.returncode, drawn.stdout, drawn.stderr) == (0, "a picture.svg\n", "")
    assert size_of(folder / "a picture.svg")[0] == "500"
    faulty = invoke_layers("my stack.txt")
    assert faulty.returncode == 1
    assert faulty.stderr.startswith("my stack.txt:2:39: error: duplicate service 'nova'")
    assert invoke_layers("stack.txt", "--terse").stdout == TEXT
