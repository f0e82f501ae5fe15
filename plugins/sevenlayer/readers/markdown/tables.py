"""Tables in Markdown, with reports of rows that have too many cells, for markdown-it."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import table
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from sevenlayer.diagnostics import Code, warning
from sevenlayer.readers.context import BodyContext

_BAR = re.compile(r"(?<!\\)\|")


def tables_plugin(md: MarkdownIt) -> None:
    md.enable("table")
    md.block.ruler.at("table", table_with_rows, {"alt": ["paragraph", "reference"]})
    md.core.ruler.push("tables", report_rows)


def cell_starts(row: str) -> list[int]:
    """Return the offset of each cell of *row*, which is stripped; bars in code separate cells too (GFM 0.29, 4.10)."""
    bars = [match.start() for match in _BAR.finditer(row)]
    starts = [0, *(bar + 1 for bar in bars)]
    if bars and bars[0] == 0:
        starts.pop(0)
    if bars and bars[-1] == len(row) - 1:
        starts.pop()
    return starts


def table_with_rows(state: StateBlock, first_line: int, end_line: int, silent: bool) -> bool:
    """Run markdown-it's rule, and record the source of rows with too many cells in ``token.meta``."""
    before = len(state.tokens)
    found = table(state, first_line, end_line, silent)
    if not found or silent:
        return found
    tokens = state.tokens[before:]
    columns = sum(token.type == "th_open" for token in tokens)
    for token in tokens:
        if token.type == "tr_open" and token.map:
            line = token.map[0]
            row = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()
            starts = cell_starts(row)
            if len(starts) > columns and row[starts[columns] :].strip(" \t|"):
                token.meta = {"row": row, "cells": len(starts), "columns": columns, "lost": starts[columns]}
    return True


def report_rows(state: StateCore) -> None:
    context: BodyContext = state.env["context"]
    for token in state.tokens:
        if token.type == "tr_open" and "lost" in token.meta:
            report_row(token, context)


def report_row(token: Token, context: BodyContext) -> None:
    row, lost = token.meta["row"], token.meta["lost"]
    rest = row[lost:]
    column = lost + len(rest) - len(rest.lstrip()) + 1
    where = context.locate((token.map[0] if token.map else 0) + 1, row, column)
    text = rest.removesuffix("|").strip()
    message = (
        f"table row has {token.meta['cells']} cells, but the table has {token.meta['columns']} columns; "
        f"'{text[:40]}' is removed"
    )
    context.report(warning(Code.MARKUP_LONG_ROW, message, where, r"write '\|' for '|' inside a cell"))
