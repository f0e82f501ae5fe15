"""Secrets in the code of posts. No public names: the table of stages refers to ``posts``."""
