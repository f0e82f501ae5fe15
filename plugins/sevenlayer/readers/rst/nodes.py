"""Nodes of the doctree that docutils does not have."""

from __future__ import annotations

from docutils import nodes


class finished_html(nodes.Inline, nodes.General, nodes.Element):
    """HTML of a role's or directive's making: attribute ``html``, and ``sealed`` and ``once`` as in the vocabulary."""


class contents_list(nodes.General, nodes.Element):
    """Where the list of headings goes: attributes ``title``, ``depth`` and ``local``."""


class inline_parts(nodes.General, nodes.TextElement):
    """Inline nodes that stand in HTML of a directive's making, in no element of their own."""
