"""The repository, and the rules for its output folder."""

from pathlib import Path

from sevenlayer.build import output_folder

__all__ = ["REPOSITORY", "output_folder"]

REPOSITORY = Path(__file__).resolve().parent.parent
