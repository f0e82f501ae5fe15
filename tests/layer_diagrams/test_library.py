"""What a program that draws diagrams imports."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("module", ["model", "syntax", "layout", "editions", "render.svg", "diagram"])
def test_the_library_imports_neither_pelican_nor_docutils(repository: Path, module: str) -> None:
    code = f"import sys, sevenlayer.layer_diagrams.{module}; print({{'pelican', 'docutils', 'markdown_it'}} & {{*sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=repository / "plugins", capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("set()\n", "")
