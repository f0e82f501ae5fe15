"""What belongs to one build: its problems, and the values that its stages hand to one another.

Pelican gives its readers, contents, generators and writers nothing but the settings; so that is where it is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from sevenlayer.diagnostics import Problems

from .log_capture import collected_problems

__all__ = ["BuildState", "begin_build", "build_of", "find_build", "problems_of"]

_KEY = "SEVENLAYER_BUILD"
_T = TypeVar("_T")


class BuildState:
    """The state of one build. *plugins* are the names of our plugins that are switched on, those that others need included."""

    def __init__(self, plugins: frozenset[str], problems: Problems) -> None:
        self.plugins = plugins
        self.problems = problems
        self._values: dict[type, Any] = {}

    def put(self, value: object) -> None:
        """Keep *value* for later stages, which find it by its type; it takes the place of one of the same type."""
        self._values[type(value)] = value

    def get(self, kind: type[_T]) -> _T:
        """Return the value of type *kind*.

        :raises KeyError: no stage has put one.
        """
        value: _T = self._values[kind]
        return value

    def find(self, kind: type[_T]) -> _T | None:
        """The same, or None."""
        return self._values.get(kind)


def begin_build(settings: dict[str, Any], plugins: frozenset[str]) -> BuildState:
    """Make the state of the build of *settings*; problems are those that have been collected so far, and those to come."""
    state = settings[_KEY] = BuildState(plugins, collected_problems())
    return state


def find_build(settings: Mapping[str, Any]) -> BuildState | None:
    """Return the state of the build of *settings*, or None where none of our plugins takes part."""
    return settings.get(_KEY)


def build_of(settings: Mapping[str, Any]) -> BuildState:
    """The same, where one of our plugins does take part."""
    state: BuildState = settings[_KEY]
    return state


def problems_of(settings: Mapping[str, Any]) -> Problems:
    """Return the problems of the build of *settings*."""
    return build_of(settings).problems
