"""References between posts: every name a post ever had leads to its one address, or the author hears where it does not.

Also who refers to whom, series of posts, and pages at old addresses that lead on.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import signals
from pelican.plugins import diagnostics, front_matter, markup
from pelican.plugins.front_matter.taxonomy import check_what_is_written
from pelican.plugins.markup import register_role

from .generator import ReferencesGenerator
from .links import prepare_content
from .roles import post_role
from .series_pages import register_series, set_series
from .settings import read_options
from .site import look_at_site


def register() -> None:
    # The references are those that our readers note, of posts that our front matter names; all is told in one report.
    for plugin in (diagnostics, front_matter, markup):
        plugin.register()
    register_role("post", post_role)
    register_series()
    signals.initialized.connect(check_settings)
    signals.content_object_init.connect(prepare_content)
    signals.get_generators.connect(choose_generator)
    signals.all_generators_finalized.connect(resolve_references)


def check_settings(sender: Any) -> None:
    """:raises ValueError: a setting is wrong; the build stops and says so."""
    for site in read_options(sender.settings).sites.former:
        if ".." in site.folder.split("/") or not Path(sender.settings["PATH"], site.folder).is_dir():
            raise ValueError(f"CROSS_REFERENCES_FORMER_SITES: there is no folder '{site.folder}' in the content folder")


def choose_generator(_sender: Any) -> type[ReferencesGenerator]:
    return ReferencesGenerator


def resolve_references(generators: list[Any]) -> None:
    """All posts are read, and nothing is written yet."""
    # Receivers of a signal are called in no fixed order, and what is left out must be out before anything is counted.
    check_what_is_written(generators)
    set_series(generators)
    outcome = look_at_site(generators)
    for generator in generators:
        if isinstance(generator, ReferencesGenerator):
            generator.outcome = outcome
