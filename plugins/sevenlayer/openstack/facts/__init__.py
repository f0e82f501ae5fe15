"""Facts about OpenStack as data: the model, the loader of the data files, and functions that derive more."""

from __future__ import annotations

from .cycles import END_OF_LIFE, SeriesStatus, cycle_on, status_on
from .load import BadFacts, facts, load_facts
from .lookup import launchpad_name, make_lookup
from .model import Edition, Facts, FormerName, Layer, OtherSense, Project, Series
from .obsolete_names import unchanged_names
from .renames import Renaming, name_of, renamings_in, renamings_of
from .service_types import find_service_type, official_service_types
from .today import build_day, declared_day, latest_day

__all__ = [
    "END_OF_LIFE",
    "BadFacts",
    "Edition",
    "Facts",
    "FormerName",
    "Layer",
    "OtherSense",
    "Project",
    "Renaming",
    "Series",
    "SeriesStatus",
    "build_day",
    "cycle_on",
    "declared_day",
    "facts",
    "find_service_type",
    "latest_day",
    "launchpad_name",
    "load_facts",
    "make_lookup",
    "name_of",
    "official_service_types",
    "renamings_in",
    "renamings_of",
    "status_on",
    "unchanged_names",
]
