"""reStructuredText to HTML."""
