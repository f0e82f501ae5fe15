"""Check that the parts of the package import each other one way only: the contracts in pyproject.toml."""

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
