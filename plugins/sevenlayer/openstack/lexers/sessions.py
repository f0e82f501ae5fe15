"""Lexer for sessions with the ``openstack`` command and older clients: prompts, commands and output."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import Any, ClassVar

from pygments.lexer import Lexer, do_insertions, inherit  # type: ignore[attr-defined]
from pygments.lexers.data import JsonLexer
from pygments.token import Error, Generic, Name

from .shell import ShellLexer
from .tables import Line, is_border, is_row, state_token, table_tokens
from .values import PositionedToken, tokenize_values

_CLIENTS = (
    "openstack nova keystone neutron quantum glance cinder swift heat ironic trove designate manila barbican".split()
)
_CLIENT = "|".join(_CLIENTS)

_PROMPT = re.compile(
    # The interactive prompt of cliff is the program's name.
    rf"\((?:{_CLIENT})\)[ ]+(?![$#%])"
    # Virtual environments, then a shell prompt with or without user, host and folder.
    r"|(?:\([\w.@/ +-]{1,80}\)[ ]?){0,2}"
    r"(?:(?:\[[^\[\]\n]{1,200}\][ ]?|[\w.-]{1,64}@[\w.-]{1,255}(?:[: ][^\s$#%]{0,255})?[ ]?)[$#%]|[$#])(?:[ ]+|(?=\n|\Z))"
)
# Commands copied without a prompt; only of the client whose name does not start lines of output.
_BARE = re.compile(r"openstack [\w-]")
_CONTINUED = re.compile(r">(?:[ ]|(?=\n|\Z))")
_ERROR = re.compile(
    r"(?:ERROR|CRITICAL|Error|error)\b"
    r"|[A-Za-z_][\w.]{0,80}(?:Exception|Error|Failure)\b.{0,20}:[ ]"
    r"|No \w{1,40}(?: \w{1,40}){0,3} with a name or ID of "
    r"|openstack: '"
    rf"|(?:{_CLIENT})[\w -]{{0,80}}: error: "
)
_STATUS = re.compile(r"\(HTTP [45]\d\d\)")


class Kind(Enum):
    """Kind of consecutive lines of a session."""

    COMMAND = "command"
    TABLE = "table"
    JSON = "json"
    OUTPUT = "output"


class _CommandLexer(ShellLexer):
    name = "OpenStack command"
    tokens: ClassVar[dict[str, list[Any]]] = {
        "basic": [
            (rf"(?:(?<![\s\S])|(?<=[\n|;&(`])|(?<=[|;&(] )|(?<=sudo ))(?:{_CLIENT})(?=\s|\Z)", Name.Function),
            (r"(?<=\s)--?[A-Za-z][\w-]*", Name.Attribute),
            inherit,
        ],
    }


class OpenStackSessionLexer(Lexer):
    """Lexes commands as Bash; ids, addresses and states get tokens in tables and other output."""

    name = "OpenStack session"
    url = "https://docs.openstack.org/python-openstackclient/latest/"
    aliases = ("openstack-session", "openstack", "osc")

    def get_tokens_unprocessed(self, text: str) -> Iterator[PositionedToken]:
        for kind, lines in split_session(text):
            yield from _TOKENS[kind](lines)


def split_session(text: str) -> Iterator[tuple[Kind, list[Line]]]:
    """Yield runs of lines of one kind; each command is a run of its own."""
    kind = Kind.OUTPUT
    piece: list[Line] = []
    start = 0
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        new, begins = _classify(line, kind, piece[-1].text if piece else "")
        if piece and (begins or new is not kind):
            yield kind, piece
            piece = []
        kind = new
        piece.append(Line(start, line))
        start += len(line)
    if piece:
        yield kind, piece


def _classify(line: str, kind: Kind, last: str) -> tuple[Kind, bool]:
    """Return the kind of *line*, after line *last* of *kind*, and whether it always starts a new run."""
    if _PROMPT.match(line):
        return Kind.COMMAND, True
    if kind is Kind.COMMAND and (last.endswith("\\\n") or _CONTINUED.match(line)):
        return Kind.COMMAND, False
    if _BARE.match(line):
        return Kind.COMMAND, True
    if kind is Kind.JSON and not _ends_json(last):
        return Kind.JSON, False
    if is_border(line) or is_row(line):
        return Kind.TABLE, False
    if line.rstrip() in ("[", "{") or _is_json(line):
        return Kind.JSON, True
    return Kind.OUTPUT, False


def _ends_json(line: str) -> bool:
    return line[:1] not in " \t" and line.rstrip().endswith(("]", "}"))


def _is_json(line: str) -> bool:
    if line[:1] not in "[{" or not _ends_json(line):
        return False
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _command_tokens(lines: Sequence[Line]) -> Iterator[PositionedToken]:
    code = ""
    prompts = []
    for number, line in enumerate(lines):
        prompt = (_CONTINUED if number else _PROMPT).match(line.text)
        if prompt:
            prompts.append((len(code), [(0, Generic.Prompt, prompt[0])]))
        code += line.text[prompt.end() if prompt else 0 :]
    for position, token, value in do_insertions(prompts, _CommandLexer().get_tokens_unprocessed(code)):
        yield lines[0].start + position, token, value


def _json_tokens(lines: Sequence[Line]) -> Iterator[PositionedToken]:
    text = "".join(line.text for line in lines)
    for position, token, value in JsonLexer().get_tokens_unprocessed(text):  # type: ignore[no-untyped-call]
        # Posts abridge JSON.
        yield lines[0].start + position, Generic.Output if token is Error else token, value


def _output_tokens(lines: Sequence[Line]) -> Iterator[PositionedToken]:
    for line in lines:
        is_error = _ERROR.match(line.text) or _STATUS.search(line.text)
        state = state_token(line.text.strip())
        if state is None:
            yield from tokenize_values(line.text, line.start, Generic.Error if is_error else Generic.Output)
        else:
            yield line.start, state, line.text


_TOKENS: dict[Kind, Callable[[Sequence[Line]], Iterator[PositionedToken]]] = {
    Kind.COMMAND: _command_tokens,
    Kind.TABLE: table_tokens,
    Kind.JSON: _json_tokens,
    Kind.OUTPUT: _output_tokens,
}
