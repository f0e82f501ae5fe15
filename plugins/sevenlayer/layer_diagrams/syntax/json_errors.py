"""What is wrong with a diagram that is meant as JSON, and is read as the YAML that JSON is a part of."""

from __future__ import annotations

import json
import re

from sevenlayer.layer_diagrams.model import Position

from .errors import Faults

#: How the lists of a diagram look in JSON.
LISTS = {
    "layers": '[{"title": "The Basics"}]',
    "arrows": '[{"from": "nova", "to": "glance"}]',
    "members": '["nova"]',
}

# What begins so is meant as JSON; a brace with bare words behind it is YAML.
_JSON = re.compile(r'\s*\{\s*["}]')

# What the decoder of JSON says, in our words, and what to do.
_JSON_FAULTS = {
    "Expecting ',' delimiter": ("a comma or a closing bracket is missing", "write it here, or before"),
    "Expecting ':' delimiter": ("a colon is missing", "write ':' between a field and its value"),
    "Expecting property name enclosed in double quotes": ("a field is missing", "write its name in double quotes"),
    "Expecting value": ("a value is missing", "write a text in double quotes, a number or a list"),
    "Unterminated string starting at": ("unclosed quotation mark", "add the closing quotation mark"),
    "Extra data": ("text after the end of the diagram", "remove it"),
}


def is_json(text: str) -> bool:
    """Whether *text* begins as JSON does."""
    return _JSON.match(text) is not None


def report_json(text: str, faults: Faults) -> bool:
    """Report where *text* is no JSON; return whether that could be found."""
    try:
        json.loads(text, parse_int=str)
    except json.JSONDecodeError as problem:
        message, hint = _JSON_FAULTS.get(problem.msg, (problem.msg[:1].lower() + problem.msg[1:], None))
        faults.add(f"the diagram is not JSON: {message}", Position(problem.lineno, problem.colno), hint)
        return True
    except RecursionError:
        pass
    return False
