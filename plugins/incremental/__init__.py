"""Writing the site: what is rebuilt, in which order, and into which folder.

Runs and tools call :mod:`.output_folder` themselves.
"""

from pelican import signals

from .template_cache import keep_templates


def register() -> None:
    signals.initialized.connect(keep_templates)
