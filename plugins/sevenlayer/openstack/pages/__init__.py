"""Pages of series and projects. No public names: the table of stages refers to ``generator`` and ``age_notice``."""
