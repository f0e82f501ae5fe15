"""The link graph as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable

from .entries import Entry


def graph_json(entries: Iterable[Entry], references: Iterable[tuple[Entry, Entry, str]]) -> str:
    """Return ``{"nodes": [{"url", "title", "kind", "date", "source"}], "edges": [{"from", "to", "sentence"}]}``.

    Nodes are the listed posts and pages in the order of their sources; URLs are relative to the site root; ``date`` is null
    for pages.
    """
    nodes = {entry.url: entry for entry in sorted(entries, key=lambda entry: entry.source) if entry.is_listed}
    edges = [
        {"from": entry.url, "to": target.url, "sentence": sentence}
        for entry, target, sentence in references
        if entry.url in nodes and target.url in nodes
    ]
    document = {
        "nodes": [
            {
                "url": entry.url,
                "title": entry.title,
                "kind": entry.kind.value,
                "date": entry.date.isoformat() if entry.date else None,
                "source": entry.source,
            }
            for entry in nodes.values()
        ],
        "edges": sorted(edges, key=lambda edge: (edge["from"], edge["to"])),
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
