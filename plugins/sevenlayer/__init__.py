"""Sevenlayer: a Pelican site for people who write about OpenStack.

``PLUGINS = ["sevenlayer"]`` switches on everything. What makes sense alone can be listed alone:

- ``sevenlayer.front_matter``, with the readers
- ``sevenlayer.cross_references``
- ``sevenlayer.layer_diagrams``
- ``sevenlayer.openstack``
- ``sevenlayer.feeds``

Each brings what it needs. The stages of a build are listed in :mod:`sevenlayer.stages`, in their order.
"""

from __future__ import annotations

__all__ = ["register"]


def register() -> None:
    """Called by Pelican. Which of our plugins a site lists is looked up when its build begins."""
    # Parts of the package are libraries, which need no Pelican.
    from sevenlayer.stages import connect_stages

    connect_stages()
