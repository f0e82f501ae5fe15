"""Layer diagrams: services in layers, written as text, drawn as accessible pictures and described in words."""

from __future__ import annotations

from sevenlayer import register

__all__ = ["register"]
