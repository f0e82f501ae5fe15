"""Renders reStructuredText to HTML: ``parser.render_restructuredtext``. Used by the readers only; nothing is exported."""
