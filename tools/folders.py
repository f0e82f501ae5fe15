"""The repository, and the rules for output folders as a module that needs no Pelican."""

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

REPOSITORY = Path(__file__).resolve().parent.parent

if TYPE_CHECKING:
    from pelican.plugins.incremental import output_folder
else:
    # By path: the package that the module belongs to needs Pelican, and `make clean` comes without.
    _spec = importlib.util.spec_from_file_location(
        "output_folder", REPOSITORY / "plugins" / "incremental" / "output_folder.py"
    )
    output_folder = importlib.util.module_from_spec(_spec)
    sys.modules[_spec.name] = output_folder  # dataclasses look their module up by name
    _spec.loader.exec_module(output_folder)

__all__ = ["REPOSITORY", "output_folder"]
