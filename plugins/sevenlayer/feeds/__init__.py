"""Atom feeds that are valid, say everything, and work away from the site."""

from __future__ import annotations

from sevenlayer import register

__all__ = ["register"]
