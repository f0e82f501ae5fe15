"""Atom feeds that are valid, say everything, and work away from the site."""

from __future__ import annotations

from typing import Any

from pelican import signals

from .writer import FeedWriter


def register() -> None:
    signals.get_writer.connect(choose_writer)


def choose_writer(_sender: Any) -> type[FeedWriter]:
    return FeedWriter
