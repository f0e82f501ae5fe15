"""Compiled templates, kept from one build to the next."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping
from typing import Any

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache
from jinja2.filters import FILTERS
from jinja2.tests import TESTS

# What Pelican adds to Jinja's: these never change without it.
_PELICANS = {"strftime", "plugin_enabled"}


class TemplateCache(FileSystemBytecodeCache):
    """Jinja's own, in its folder for this user. What cannot be kept, or read again, is compiled anew.

    Jinja asks filters and tests about constants while it compiles. So templates are kept only where all of these are Jinja's and
    Pelican's own: others may have changed.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        if _is_usual(bucket.environment):
            try:
                super().load_bytecode(bucket)
            except Exception:  # noqa: BLE001 - a damaged file can fail in any way
                bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        if _is_usual(bucket.environment):
            with contextlib.suppress(OSError):
                super().dump_bytecode(bucket)


def _is_usual(environment: jinja2.Environment) -> bool:
    pairs = ((environment.filters, FILTERS), (environment.tests, TESTS))
    return all(
        name in _PELICANS or usual.get(name) is function for there, usual in pairs for name, function in there.items()
    )


def keep_templates(sender: Any) -> None:
    """Have templates compiled once, for all generators of a build and for the builds after it.

    To compile those of a small site takes a quarter of its build. What the site itself sets stays as it is.
    """
    settings = sender.settings
    # No template changes while a site is built, and each build looks at all of them again.
    usual = {"auto_reload": False}
    if not settings["JINJA_FILTERS"] and not settings["JINJA_TESTS"]:
        usual |= _keeping(settings["JINJA_ENVIRONMENT"], settings["PLUGINS"])
    settings["JINJA_ENVIRONMENT"] = {**usual, **settings["JINJA_ENVIRONMENT"]}


def _keeping(environment: Mapping[str, Any], plugins: Any) -> dict[str, Any]:
    """The options that keep templates; none where something takes part in compiling that may change without a trace."""
    if environment.get("extensions") or not all(
        isinstance(value, bool | int | str | list | None) for value in environment.values()
    ):
        return {}
    # Jinja knows a kept template by its name and source: what else decides on the code has to be in the file's name.
    made_by = repr((jinja2.__version__, sorted(environment.items()), plugins))
    pattern = f"%s.{hashlib.sha256(made_by.encode()).hexdigest()[:16]}"
    try:
        return {"bytecode_cache": TemplateCache(pattern=pattern)}
    except (OSError, RuntimeError):
        # There is no folder that nobody else can write to.
        return {}
