"""What only posts about OpenStack need: facts about it, and lexers for its files, logs and sessions."""

from __future__ import annotations

from pelican.plugins.markup import register_lexer

from .generators import register_pages
from .lexers import LEXERS
from .links_of_posts import register_moved_links
from .posts import register_names
from .roles import register_roles
from .secrets_in_posts import register_secrets


def register() -> None:
    for lexer_class in LEXERS:
        register_lexer(lexer_class)
    register_pages()
    register_names()
    register_roles()
    register_moved_links()
    register_secrets()
