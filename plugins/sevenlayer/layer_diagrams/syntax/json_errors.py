"""Error messages for diagrams in JSON, which is parsed as YAML."""

from __future__ import annotations

import json
import re

from sevenlayer.layer_diagrams.model import Position

from .errors import Faults

#: Examples of the lists of a diagram in JSON.
LISTS = {
    "layers": '[{"title": "The Basics"}]',
    "arrows": '[{"from": "nova", "to": "glance"}]',
    "members": '["nova"]',
}

# The start of JSON; a brace followed by an unquoted word is YAML.
_JSON = re.compile(r'\s*\{\s*["}]')

# Message and hint for each message of the JSON decoder.
_JSON_FAULTS = {
    "Expecting ',' delimiter": ("a comma or a closing bracket is missing", "write it here, or before"),
    "Expecting ':' delimiter": ("a colon is missing", "write ':' between a field and its value"),
    "Expecting property name enclosed in double quotes": ("a field is missing", "write its name in double quotes"),
    "Expecting value": ("a value is missing", "write a text in double quotes, a number or a list"),
    "Unterminated string starting at": ("unclosed quotation mark", "add the closing quotation mark"),
    "Extra data": ("text after the end of the diagram", "remove it"),
}


def is_json(text: str) -> bool:
    """Whether *text* starts like JSON."""
    return _JSON.match(text) is not None


def report_json(text: str, faults: Faults) -> bool:
    """Report where *text* is not valid JSON; return whether that was found."""
    try:
        json.loads(text, parse_int=str)
    except json.JSONDecodeError as problem:
        message, hint = _JSON_FAULTS.get(problem.msg, (problem.msg[:1].lower() + problem.msg[1:], None))
        faults.add(f"the diagram is not JSON: {message}", Position(problem.lineno, problem.colno), hint)
        return True
    except RecursionError:
        pass
    return False
