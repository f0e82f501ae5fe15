"""Service types, aliases and API references from the package os-service-types; offline."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class ServiceType:
    """An official service type; *project* is the name that the Service Types Authority uses."""

    name: str
    project: str
    aliases: tuple[str, ...]
    api_reference: str


@cache
def official_service_types() -> Mapping[str, ServiceType]:
    """Return the official service types by name."""
    return {
        service["service_type"]: ServiceType(
            service["service_type"],
            # Some releases have the repository here.
            service["project"].rpartition("/")[2],
            tuple(service.get("aliases") or ()),
            service["api_reference"],
        )
        for service in _authority()["services"]
    }


def find_service_type(name: str) -> ServiceType | None:
    """Return the official service type with the name or alias *name*, with ``-`` or ``_`` and in any case; or None."""
    name = name.lower().replace("_", "-")
    return official_service_types().get(name) or official_service_types().get(_authority()["reverse"].get(name, ""))


def service_types_of(project: str) -> tuple[ServiceType, ...]:
    """Return the service types of *project*, in the order of the Authority's list."""
    return tuple(one for one in official_service_types().values() if one.project == project)


def data_version() -> str:
    """Return the version of the data, a timestamp such as ``2024-05-08T19:22:13.804707``."""
    return str(_authority()["version"])


@cache
def _authority() -> Mapping[str, Any]:
    """Return the Authority's data.

    :raises ModuleNotFoundError: the package is not installed.
    """
    # The file is read directly: importing the package takes as long as reading all other facts.
    spec = find_spec("os_service_types")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("os-service-types is not installed", name="os_service_types")
    data: Mapping[str, Any] = json.loads(
        Path(spec.origin).with_name("data").joinpath("service-types.json").read_text("utf-8")
    )
    return data
