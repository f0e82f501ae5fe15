"""OpenStack support: facts as data, roles, names in prose, pages, and lexers for its files and logs."""

from __future__ import annotations

from sevenlayer import register

__all__ = ["register"]
