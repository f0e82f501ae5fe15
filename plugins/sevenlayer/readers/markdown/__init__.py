"""Renders Markdown to HTML: ``parser.render_markdown``. Used by the readers only; nothing is exported."""
