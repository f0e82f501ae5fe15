"""Atom feeds with absolute URLs, all categories and all authors. A Pelican plugin; other packages import nothing from it."""

from __future__ import annotations

from sevenlayer import register

__all__ = ["register"]
