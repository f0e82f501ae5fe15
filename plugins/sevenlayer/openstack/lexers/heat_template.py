"""Lexer for Heat orchestration templates: YAML with functions as keys, and types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from pygments.lexer import Lexer, include, inherit
from pygments.lexers.data import YamlLexer
from pygments.token import Comment, Keyword, Literal, Name, Punctuation, String, Text, Whitespace, _TokenType

from .values import PositionedToken

FUNCTIONS = frozenset(
    """
    get_attr get_file get_param get_resource list_join list_concat list_concat_unique str_replace str_replace_strict
    str_replace_vstrict str_split map_merge map_replace repeat digest resource_facade yaql make_url filter contains equals
    if not and or Ref
    """.split()
)
SECTIONS = frozenset(
    """
    heat_template_version description parameter_groups parameters conditions resources outputs
    AWSTemplateFormatVersion HeatTemplateFormatVersion Description Parameters Mappings Conditions Resources Outputs
    parameter_defaults resource_registry encrypted_param_names event_sinks parameter_merge_strategies
    """.split()
)
PARAMETER_TYPES = frozenset({"string", "number", "json", "comma_delimited_list", "boolean"})
PSEUDO_PARAMETERS = frozenset({"OS::stack_name", "OS::stack_id", "OS::project_id"})

_RESOURCE_TYPE = re.compile(r"[A-Z]\w*::\w+(?:::\w+)*")
_CONSTANTS = frozenset({"true", "false", "True", "False", "yes", "no", "null"})
# Between a key and its value.
_BETWEEN = (Whitespace, Punctuation, Comment)
# Within braces and brackets YamlLexer calls plain scalars variables.
_SCALARS = (Literal.Scalar.Plain, Name.Variable, String)
_END = re.compile(r"[ ]*(?:[\n,\]}]|\Z)|[ ]+#")


class _SafeYamlLexer(YamlLexer):
    name = "YAML of Heat"
    # These rules come first since Pygments' rule for keys scans the rest of the line at each of these characters. Colons
    # within a word do not end it. Pygments' rule for words needs a hundred times the memory.
    tokens: ClassVar[dict[str, list[Any]]] = {
        "block-line": [include("descriptors"), (r"[%@`\t*&]+|-(?=[ ]|$)", Text), inherit],
        "flow-collection": [(r"[A-Z]\w*(?:::\w+)+", Literal.Scalar.Plain), inherit],
        "plain-scalar-in-block-context": [(r"(?!:\Z)(?:[^\s:]++|:(?!\s))++", Literal.Scalar.Plain), inherit],
        "flow-mapping": [include("descriptors"), (r"[%@`\t*&|>]+", Text), inherit],
    }


class HeatTemplateLexer(Lexer):
    """Pygments' YAML lexer with tokens for Heat's keywords; also for environments and CloudFormation templates.

    Invalid YAML becomes plain text, since posts abridge templates with dots.
    """

    name = "Heat template"
    url = "https://docs.openstack.org/heat/latest/template_guide/hot_spec.html"
    aliases = ("hot", "heat")
    filenames = ("*.hot",)

    def get_tokens_unprocessed(self, text: str) -> Iterator[PositionedToken]:
        key = ""
        for position, token, value in _SafeYamlLexer().get_tokens_unprocessed(text):  # type: ignore[no-untyped-call]
            if token is Name.Tag:
                key = value.strip()
                is_section = key in SECTIONS and text[position - 1 : position] in ("", "\n")
                yield position, Keyword if is_section else _key_token(key), value
            elif token in _SCALARS and value.strip():
                is_whole = bool(_END.match(text, position + len(value)))
                yield position, _scalar_token(value, key, is_whole, token), value
                key = ""
            elif token is Name.Constant:
                # Lines of a block scalar: mostly scripts and files.
                yield position, String, value
            else:
                if token not in _BETWEEN:
                    key = ""
                # YamlLexer marks wrong indentation with an Error below Whitespace.
                yield position, Text if token[-1:] == ("Error",) else token, value


def _key_token(key: str) -> _TokenType:
    return Name.Function if key in FUNCTIONS or key.startswith("Fn::") else Name.Tag


def _scalar_token(value: str, key: str, is_whole: bool, token: _TokenType) -> _TokenType:
    """Return the token of *value*, which follows *key*; *is_whole* is True if nothing follows the value."""
    if _RESOURCE_TYPE.fullmatch(value):
        return Name.Builtin.Pseudo if value in PSEUDO_PARAMETERS else Name.Class
    if token is String:
        return token
    if key in ("get_param", "get_resource"):
        return Name.Variable
    if is_whole and key == "type" and value in PARAMETER_TYPES:
        return Keyword.Type
    if is_whole and value in _CONSTANTS:
        return Keyword.Constant
    return Literal.Scalar.Plain
