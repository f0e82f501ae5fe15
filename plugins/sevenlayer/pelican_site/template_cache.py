"""Compiled templates, kept from one build to the next."""

from __future__ import annotations

import contextlib
import hashlib
import sys
from functools import partial
from typing import Any

import jinja2
from jinja2.bccache import Bucket, FileSystemBytecodeCache
from jinja2.compiler import CodeGenerator
from jinja2.defaults import DEFAULT_POLICIES
from jinja2.filters import FILTERS
from jinja2.tests import TESTS
from pelican.utils import DateFormatter

# What decides on the code of a template, apart from its source.
_OPTIONS = """
    block_start_string block_end_string variable_start_string variable_end_string comment_start_string comment_end_string
    line_statement_prefix line_comment_prefix trim_blocks lstrip_blocks newline_sequence keep_trailing_newline
    optimized autoescape is_async
""".split()
# Modules of what Jinja offers itself.
_JINJAS = {"jinja2", "markupsafe", "builtins", "_operator"}


class TemplateCache(FileSystemBytecodeCache):
    """Jinja's own, in its folder for this user.

    Jinja knows a kept template by its name and source alone. Here the options count too; and nothing is kept where something
    takes part in compiling that may have changed since: extensions, or filters and tests, which are asked about constants. What
    cannot be kept, or read again, is compiled anew.
    """

    def get_bucket(self, environment: jinja2.Environment, name: str, filename: str | None, source: str) -> Bucket:
        key = f"{self.get_cache_key(name, filename)}.{_made_by(environment)}"
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        if _is_usual(environment):
            try:
                self.load_bytecode(bucket)
            except Exception:  # noqa: BLE001 - a damaged file can fail in any way
                bucket.reset()
        return bucket

    def set_bucket(self, bucket: Bucket) -> None:
        if _is_usual(bucket.environment):
            with contextlib.suppress(OSError):
                self.dump_bytecode(bucket)


def _made_by(environment: jinja2.Environment) -> str:
    options = [getattr(environment, name) for name in _OPTIONS]
    made_by = (
        sys.implementation.cache_tag,
        jinja2.__version__,
        options,
        _plugins(environment.tests.get("plugin_enabled")),
    )
    return hashlib.sha256(repr(made_by).encode()).hexdigest()[:16]


def _plugins(test: Any) -> Any:
    """The names of which Pelican's test ``plugin_enabled`` is true."""
    return test.keywords.get("plugin_list") if isinstance(test, partial) else None


def _is_usual(environment: jinja2.Environment) -> bool:
    """Whether all that takes part in compiling is Jinja's and Pelican's own."""
    return (
        type(environment) is jinja2.Environment
        and environment.code_generator_class is CodeGenerator
        and not environment.extensions
        and environment.finalize is None
        and isinstance(environment.autoescape, bool)
        and environment.policies == DEFAULT_POLICIES
        and all(_is_usual_function(FILTERS.get(name), function) for name, function in environment.filters.items())
        and all(_is_usual_function(TESTS.get(name), function) for name, function in environment.tests.items())
    )


def _is_usual_function(jinjas: Any, function: Any) -> bool:
    if function is jinjas:
        return (getattr(function, "__module__", None) or "").partition(".")[0] in _JINJAS
    if isinstance(function, partial):
        return function.func.__module__ == "pelican.plugins._utils"
    return type(function) is DateFormatter


def keep_templates(sender: Any) -> None:
    """Have templates compiled once, for all generators of a build and for the builds after it.

    To compile those of a small site takes a quarter of its build. What the site itself sets stays as it is.
    """
    # No template changes while a site is built, and each build looks at all of them again.
    usual: dict[str, Any] = {"auto_reload": False}
    # Without a folder that nobody else can write to, nothing is kept.
    with contextlib.suppress(OSError, RuntimeError):
        usual["bytecode_cache"] = TemplateCache()
    sender.settings["JINJA_ENVIRONMENT"] = {**usual, **sender.settings["JINJA_ENVIRONMENT"]}
