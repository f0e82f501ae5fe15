"""Bodies of posts: reStructuredText and Markdown with one vocabulary of roles and directives, to HTML."""

from __future__ import annotations

from pelican import signals

from .code import register_lexer
from .files_of_posts import choose_files_generator, show_generators
from .options import markup_options
from .readers import add_readers, forget_disabled_readers, report_again
from .standard import register_standard_vocabulary
from .summary_links import keep_summary_links
from .vocabulary import register_directive, register_role

__all__ = ["register", "register_directive", "register_lexer", "register_role"]

# Here, not in `register`: what other plugins add by the same name must win, in whatever order they are listed.
register_standard_vocabulary()


def register() -> None:
    signals.initialized.connect(check_settings)
    signals.readers_init.connect(add_readers)
    signals.content_object_init.connect(keep_summary_links)
    signals.content_object_init.connect(report_again)
    signals.generator_init.connect(forget_disabled_readers)
    signals.get_generators.connect(choose_files_generator)
    signals.all_generators_finalized.connect(show_generators)


def check_settings(sender: object) -> None:
    """:raises ValueError: a setting is wrong; the build stops and says so."""
    markup_options(sender.settings)  # type: ignore[attr-defined]
