"""The text forms of a diagram: terse, YAML and JSON."""
