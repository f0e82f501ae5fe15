"""Layer diagrams: a stack of services in a few lines of text, as an accessible picture and as a list."""

from __future__ import annotations


def register() -> None:
    # Here, not above: the core is a library, which needs no Pelican.
    from .generator import register_page
    from .pages import has_page
    from .roles import register_layer_role

    register_page()
    register_layer_role(has_page)
