"""References between posts: every name a post ever had leads to its one address, or the author hears where it does not.

Also who refers to whom, series of posts, and pages at old addresses that lead on.
"""

from __future__ import annotations

from typing import Any

from pelican import signals
from pelican.plugins.markup import register_role

from .generator import ReferencesGenerator
from .links import prepare_content
from .roles import post_role
from .series_pages import register_series, set_series
from .settings import read_options
from .site import look_at_site


def register() -> None:
    register_role("post", post_role)
    register_series()
    signals.initialized.connect(check_settings)
    signals.content_object_init.connect(prepare_content)
    signals.get_generators.connect(choose_generator)


def check_settings(sender: Any) -> None:
    """:raises ValueError: a setting is wrong; the build stops and says so."""
    read_options(sender.settings)
    # Now, when all plugins are registered: others take contents out by the same signal, and must have done so before.
    signals.all_generators_finalized.connect(resolve_references)


def choose_generator(_sender: Any) -> type[ReferencesGenerator]:
    return ReferencesGenerator


def resolve_references(generators: list[Any]) -> None:
    """All posts are read, and nothing is written yet."""
    set_series(generators)
    outcome = look_at_site(generators)
    for generator in generators:
        if isinstance(generator, ReferencesGenerator):
            generator.outcome = outcome
