"""Names of projects in prose: former names explained, topics, glossary."""
