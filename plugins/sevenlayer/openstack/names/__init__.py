"""Names of projects in prose: former names, topics, glossary. No public names: the table of stages refers to ``posts``."""
