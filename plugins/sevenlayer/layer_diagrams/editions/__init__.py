"""Editions of the layers as stacks, comparisons between them, and annotations from facts."""

from __future__ import annotations

from .annotations import annotate, join_annotations
from .comparison import compare_editions
from .editions import NoEdition, edition_on, edition_stack, find_edition, find_layer, join_words, misplaced
from .history import ProjectHistory, project_histories

__all__ = [
    "NoEdition",
    "ProjectHistory",
    "annotate",
    "compare_editions",
    "edition_on",
    "edition_stack",
    "find_edition",
    "find_layer",
    "join_annotations",
    "join_words",
    "misplaced",
    "project_histories",
]
