"""The tables of docs/settings.md, from the definitions."""

from __future__ import annotations

from itertools import groupby

from .definitions import SETTINGS

__all__ = ["settings_tables"]


def settings_tables() -> str:
    """Return a section of Markdown for each group of settings, with a table: name, type, default, meaning and example."""
    sections = []
    for group, settings in groupby(SETTINGS, key=lambda setting: setting.group):
        rows = ["| setting | is | default | meaning | example |", "| --- | --- | --- | --- | --- |"]
        for one in settings:
            cells = (f"`{one.name}`", one.kind, one.default, one.meaning, f"`{one.example}`")
            rows.append("| " + " | ".join(cells) + " |")
        sections.append(f"## {group}\n\n" + "\n".join(rows) + "\n")
    return "\n".join(sections)
