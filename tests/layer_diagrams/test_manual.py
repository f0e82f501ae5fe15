"""What the manual shows as Python runs as it stands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path


def test_the_example_of_the_library_draws_a_picture(tmp_path: Path, repository: Path) -> None:
    manual = (repository / "docs" / "layer_diagrams.md").read_text("utf-8")
    (example,) = re.findall(r"^```python\n(.*?)^```", manual, re.DOTALL | re.MULTILINE)
    program = tmp_path / "example.py"
    program.write_text(f"{example}\nprint(svg)\n", "utf-8")
    ran = subprocess.run([sys.executable, program], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith(
        "2: nova\n1: glance\n0: keystone\n\nnova -> keystone, glance\nglance -> keystone\n ()\n<svg xmlns="
    )
