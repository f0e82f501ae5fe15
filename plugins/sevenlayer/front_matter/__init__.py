"""Front matter in YAML and in Pelican's own form, in four dialects, to Pelican's metadata; all categories of a post."""

from __future__ import annotations

from sevenlayer import register

__all__ = ["register"]
