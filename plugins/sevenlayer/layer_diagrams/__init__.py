"""Layer diagrams: a stack of services in a few lines of text, as an accessible picture and as a list."""

from __future__ import annotations

from sevenlayer import register

__all__ = ["register"]
