"""Tokens of tables in the output of command line clients, drawn with ``+---+`` and ``|``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pygments.token import Generic, Keyword, Name, Text, _TokenType

from .values import PositionedToken, tokenize_values

_BORDER = re.compile(r"[ \t]*\+(?:[-=]+\+)+[ \t]*\n?")
_ROW = re.compile(r"[ \t]*\|[^\n]*\|[ \t]*\n?")
#: Most styles show output paler than text, so that borders are less prominent than cells.
BORDER_TOKEN = Generic.Output

_STATES = frozenset(
    """
    True False None
    ACTIVE BUILD REBUILD SHUTOFF STOPPED PAUSED SUSPENDED RESIZE VERIFY_RESIZE REVERT_RESIZE REBOOT HARD_REBOOT MIGRATING
    PASSWORD RESCUE SHELVED SHELVED_OFFLOADED DELETED SOFT_DELETED UNKNOWN NOSTATE Running Shutdown Paused Suspended
    available in-use creating attaching detaching extending retyping maintenance backing-up restoring-backup reserved
    deleting downloading uploading awaiting-transfer active queued saving importing pending_delete deactivated deleted
    up UP enabled disabled ONLINE PENDING_CREATE PENDING_UPDATE PENDING_DELETE NO_MONITOR DRAINING :-) alive
    enroll verifying manageable inspecting cleaning deploying
    """.split()
)
_BAD_STATES = frozenset(
    """
    ERROR error error_deleting error_attaching error_extending error_restoring error_managing Crashed CRASHED killed failed
    FAILED down DOWN OFFLINE DEGRADED XXX UNRECOVERABLE ERRORED
    """.split()
)
_WORK = re.compile(r"(?:INIT|CREATE|UPDATE|DELETE|ROLLBACK|SUSPEND|RESUME|ADOPT|SNAPSHOT|CHECK|RESTORE)_([A-Z_]{1,20})")
_FIELD_COLUMNS = ("Field", "Property")


@dataclass(frozen=True)
class Line:
    """A line and its offset in the text."""

    start: int
    text: str


def is_border(line: str) -> bool:
    return bool(_BORDER.fullmatch(line))


def is_row(line: str) -> bool:
    return bool(_ROW.fullmatch(line))


def state_token(text: str) -> _TokenType | None:
    """Return the token of a service's status; None if *text* is not a status."""
    work = _WORK.fullmatch(text)
    if text in _BAD_STATES or (work and work[1] == "FAILED"):
        return Generic.Error
    return Keyword.Constant if work or text in _STATES else None


def table_tokens(lines: Sequence[Line]) -> Iterator[PositionedToken]:
    """Yield the tokens of borders and rows. Column names are between the first two borders of a table."""
    borders = 0
    columns: tuple[int, ...] = ()
    has_fields = False
    for line in lines:
        if is_border(line.text):
            # The third border ends the table; another table may follow directly.
            borders = borders % 3 + 1
            columns = tuple(match.start() for match in re.finditer(r"\+", line.text))
            yield line.start, BORDER_TOKEN, line.text
            continue
        cells = list(_cells(line.text, columns))
        is_header = borders == 1
        if is_header:
            has_fields = len(cells) == 2 and line.text[slice(*cells[0])].strip() in _FIELD_COLUMNS
        yield from _row_tokens(line, cells, is_header, has_fields)


def _cells(row: str, columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield start and end of each cell: at the border's columns, or at each bar if wide characters shift them."""
    if not columns or any(row[column : column + 1] != "|" for column in columns):
        columns = [match.start() for match in re.finditer(r"\|", row)]
    for left, right in pairwise(columns):
        yield left + 1, right


def _row_tokens(
    line: Line, cells: Sequence[tuple[int, int]], is_header: bool, has_fields: bool
) -> Iterator[PositionedToken]:
    end = 0
    for number, (left, right) in enumerate(cells):
        cell = line.text[left:right]
        text = cell.strip()
        if not text:
            continue
        start = left + cell.index(text)
        # Bars and adjacent blanks form one token.
        yield line.start + end, BORDER_TOKEN, line.text[end:start]
        end = start + len(text)
        token = Generic.Heading if is_header else Name.Attribute if has_fields and number == 0 else state_token(text)
        if token is None:
            yield from tokenize_values(text, line.start + start, Text)
        else:
            yield line.start + start, token, text
    yield line.start + end, BORDER_TOKEN, line.text[end:]
