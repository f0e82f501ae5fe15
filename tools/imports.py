"""Check that the plugins import each other one way only: the contract in pyproject.toml.

`lint-imports` on its own does not find the plugins: in this repository they join Pelican's namespace only
when pelicanconf.py says so. This says the same first.
"""

import sys

from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

from tools.folders import REPOSITORY


def check_imports() -> bool:
    """Print import-linter's report and return whether every contract is kept."""
    configure()
    return lint_imports(config_filename=str(REPOSITORY / "pyproject.toml"), cache_dir=None, no_logo=True)


if __name__ == "__main__":
    sys.exit(0 if check_imports() else 1)
