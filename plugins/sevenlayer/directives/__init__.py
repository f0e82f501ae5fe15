"""Roles and directives: their registry, the standard ones, and code blocks."""
