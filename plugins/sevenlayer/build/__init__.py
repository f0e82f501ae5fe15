"""Writing the site: what is rebuilt, in which order, and into which folder."""

from __future__ import annotations

from sevenlayer import register

__all__ = ["register"]
