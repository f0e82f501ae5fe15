"""Registry of roles, directives and lexers, for both languages and for plugins of other people.

The modules `standard` (standard roles and directives) and `code` (code blocks), which load docutils' MathML and Pygments'
formatters, are imported as such; all else is imported from here.
"""

from __future__ import annotations

from .registry import (
    BadOption,
    BadRole,
    Block,
    Contents,
    Directive,
    DirectiveCall,
    File,
    Html,
    Inline,
    Part,
    RawDirective,
    Role,
    Vocabulary,
    choice,
    class_names,
    flag,
    identifier,
    length,
    line_numbers,
    number,
    optional_words,
    percentage,
    positive_number,
    run_directive,
    run_role,
    split_target,
    vocabulary_init,
    words,
)

__all__ = [
    "BadOption",
    "BadRole",
    "Block",
    "Contents",
    "Directive",
    "DirectiveCall",
    "File",
    "Html",
    "Inline",
    "Part",
    "RawDirective",
    "Role",
    "Vocabulary",
    "choice",
    "class_names",
    "flag",
    "identifier",
    "length",
    "line_numbers",
    "number",
    "optional_words",
    "percentage",
    "positive_number",
    "run_directive",
    "run_role",
    "split_target",
    "vocabulary_init",
    "words",
]
