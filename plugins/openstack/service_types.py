"""Service types, their aliases and API references, from the package os-service-types; nothing is fetched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
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
        for service in _authority().services
    }


def find_service_type(name: str) -> ServiceType | None:
    """Return the official service type that *name*, a service type or an alias in any spelling with - or _, means."""
    official = _authority().get_service_type(name.lower())
    return service_types().get(official) if official else None


def service_types_of(project: str) -> tuple[ServiceType, ...]:
    """Return the service types that belong to *project*, the first of the Authority's list first."""
    return tuple(one for one in service_types().values() if one.project == project)


def data_version() -> str:
    """Return the version of the data: a moment, as in ``2024-05-08T19:22:13.804707``."""
    return str(_authority().version)


@cache
def _authority() -> Any:
    # Here, since importing it takes longer than reading all other facts, and few posts need it.
    import os_service_types

    return os_service_types.ServiceTypes()
