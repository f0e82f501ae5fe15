"""Service types, their aliases and API references, from the package os-service-types; nothing is fetched."""

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
    """An official service type; *project* is as the Service Types Authority names it."""

    name: str
    project: str
    aliases: tuple[str, ...]
    api_reference: str


@cache
def service_types() -> Mapping[str, ServiceType]:
    """Return the official service types by name."""
    return {
        service["service_type"]: ServiceType(
            service["service_type"],
            # Some data have the repository.
            service["project"].rpartition("/")[2],
            tuple(service.get("aliases") or ()),
            service["api_reference"],
        )
        for service in _authority()["services"]
    }


def find_service_type(name: str) -> ServiceType | None:
    """Return the official service type that *name*, a service type or an alias in any spelling with - or _, means."""
    name = name.lower().replace("_", "-")
    return service_types().get(name) or service_types().get(_authority()["reverse"].get(name, ""))


def service_types_of(project: str) -> tuple[ServiceType, ...]:
    """Return the service types that belong to *project*, the first of the Authority's list first."""
    return tuple(one for one in service_types().values() if one.project == project)


def data_version() -> str:
    """Return the version of the data: a moment, as in ``2024-05-08T19:22:13.804707``."""
    return str(_authority()["version"])


@cache
def _authority() -> Mapping[str, Any]:
    """Return what the Authority publishes.

    :raises ModuleNotFoundError: the package is not installed.
    """
    # The package has the file as it is published. Importing the package takes as long as reading all other facts.
    spec = find_spec("os_service_types")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("os-service-types is not installed", name="os_service_types")
    data: Mapping[str, Any] = json.loads(
        Path(spec.origin).with_name("data").joinpath("service-types.json").read_text("utf-8")
    )
    return data
