"""Redirect pages, and redirect tables for servers."""

from __future__ import annotations

from .formats import TABLES
from .pages import redirect_html, redirect_path
from .redirect import Redirect

__all__ = ["TABLES", "Redirect", "redirect_html", "redirect_path"]
