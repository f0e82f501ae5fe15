"""Statements of the terse form: continuation lines, layers and arrows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sevenlayer.diagnostics.excerpts import split_lines
from sevenlayer.layer_diagrams.model import Group, Layer

from .errors import EXAMPLE, Faults, normalize_spaces
from .members import read_members
from .rules import NUMBER, Arrows, Mention
from .tokens import ARROW, KINDS_BY_ARROW, LINE, SEPARATORS, STRING, Line, Token, raw, read_line

# '4', '4.' and '4)', and a blank before a title.
_NUMBER = re.compile(rf"({NUMBER})[.)]?(?:\s+|$)")


@dataclass
class Statement:
    """A line with its continuation lines. *arrow* and *colon* are the indexes of the first ones in *tokens*, or None."""

    tokens: list[Token]
    arrow: int | None = None
    colon: int | None = None

    @property
    def is_arrow(self) -> bool:
        return self.arrow is not None and (self.colon is None or self.arrow < self.colon)

    @property
    def is_open(self) -> bool:
        """Whether it ends with a separator or an arrow, and so requires a continuation."""
        return self.tokens[-1].kind in SEPARATORS or self.tokens[-1].kind == ARROW

    def add(self, tokens: Sequence[Token]) -> None:
        if self.tokens:
            last = self.tokens[-1]
            self.tokens.append(Token(LINE, "", last.line, last.end, last.end))
        for token in tokens:
            if token.kind == ARROW and self.arrow is None:
                self.arrow = len(self.tokens)
            # The first colon after an arrow starts a label; a colon before any arrow ends the head of a layer.
            elif token.kind == ":" and self.colon is None:
                self.colon = len(self.tokens)
            self.tokens.append(token)


def read_statements(text: str, faults: Faults) -> tuple[list[Statement], list[Line]]:
    """Join each line with its continuation lines: those that are indented and no statements of their own."""
    lines = [read_line(line, number, faults) for number, line in enumerate(split_lines(text), 1)]
    margin = min((line.tokens[0].start for line in lines if line.tokens), default=0)
    statements: list[Statement] = []
    current: Statement | None = None
    for line in lines:
        if not line.tokens:
            current = current if line.is_comment else None
            continue
        if current is None or line.tokens[0].start == margin or not _goes_on(current, line.tokens):
            current = Statement([])
            statements.append(current)
        current.add(line.tokens)
    return statements, lines


def _goes_on(statement: Statement, tokens: Sequence[Token]) -> bool:
    kinds = [token.kind for token in tokens]
    if kinds[0] == ARROW:
        return statement.is_arrow or (statement.arrow is None and statement.colon is None)
    if ARROW in kinds:
        return False
    if ":" in kinds:
        return statement.is_arrow and statement.colon is None and (kinds[0] == ":" or statement.is_open)
    return True


def read_statement(
    statement: Statement,
    before: Statement | None,
    lines: Sequence[Line],
    layers: list[Layer],
    arrows: Arrows,
    faults: Faults,
) -> None:
    """Add the layer or the arrows of *statement* to *layers* or *arrows*. *before* is the preceding statement."""
    if statement.is_arrow:
        _read_arrow(statement, lines, arrows, faults)
    elif statement.colon is not None:
        layers.append(_read_layer(statement.tokens, statement.colon, lines, faults))
    else:
        hint = "indent it if it goes on with the line above" if before and before.is_open else EXAMPLE
        faults.add("this line is neither a layer nor an arrow", statement.tokens[0].location, hint)


def _read_layer(tokens: Sequence[Token], colon: int, lines: Sequence[Line], faults: Faults) -> Layer:
    head = [token for token in tokens[:colon] if token.kind != LINE]
    members = read_members(tokens[colon + 1 :], lines, faults)
    if not head:
        hint = "write one before the colon, as in '1 The Basics: keystone, glance'"
        faults.add("the layer has neither a number nor a title", tokens[colon].location, hint)
        return Layer("", "", members, tokens[colon].location)
    number, title = "", head
    if head[0].kind != STRING and (found := _NUMBER.match(raw(head, lines))):
        number = found[1]
        # The mark after the number may be a separate token or part of it.
        title = _behind(head, len(found[0].rstrip()))
    if not title or title[0].kind != STRING:
        return Layer(number, raw(title, lines), members, head[0].location)
    if len(title) > 1:
        hint = "enclose the whole title in quotation marks"
        faults.add("text outside the quotation marks", title[1].location, hint)
    if not title[0].text and not number:
        faults.add("an empty title", title[0].location, "write a title between the quotation marks")
    return Layer(number, normalize_spaces(" ".join(token.text for token in title)), members, head[0].location)


def _behind(tokens: Sequence[Token], length: int) -> list[Token]:
    end = tokens[0].start + length
    return [token for token in tokens if token.line > tokens[0].line or token.start >= end]


def _read_arrow(statement: Statement, lines: Sequence[Line], arrows: Arrows, faults: Faults) -> None:
    end = len(statement.tokens) if statement.colon is None else statement.colon
    label = "" if statement.colon is None else _read_label(statement.tokens, statement.colon, lines, faults)
    sides: list[list[Token]] = [[]]
    shafts: list[Token] = []
    for token in statement.tokens[:end]:
        if token.kind == ARROW:
            shafts.append(token)
            sides.append([])
        else:
            sides[-1].append(token)
    ends = [_read_side(side, lines, faults) for side in sides]
    for index, shaft in enumerate(shafts):
        arrows.mention(ends[index])
        if not any(token.kind != LINE for token in sides[index]):
            faults.add("no service before the arrow", shaft.location, "write the service that needs another")
        if index + 1 == len(shafts) and not any(token.kind != LINE for token in sides[index + 1]):
            faults.add("no service after the arrow", shaft.location, "write the service that is needed")
        if shaft.text not in KINDS_BY_ARROW:
            faults.add(f"'{shaft.text[:20]}' is not an arrow", shaft.location, _arrow_hint(shaft.text))
        elif ends[index] and ends[index + 1]:
            arrows.add(ends[index], ends[index + 1], KINDS_BY_ARROW[shaft.text], label)
    arrows.mention(ends[-1])


def _arrow_hint(arrow: str) -> str:
    if arrow.startswith("<"):
        return "write the other end first, and '->' or '..>' between the two"
    return "write '..>' for what can be used" if "." in arrow or "~" in arrow else "write '->' for what is needed"


def _read_side(tokens: Sequence[Token], lines: Sequence[Line], faults: Faults) -> list[Mention]:
    names: list[Mention] = []
    for member in read_members(tokens, lines, faults):
        if isinstance(member, Group):
            hint = "name its services, or enclose the name in quotation marks if the parentheses are part of it"
            faults.add("a group at the end of an arrow", member.location, hint)
            continue
        if member.status:
            hint = "write it where the service stands in its layer"
            faults.add("a status at the end of an arrow", member.location, hint)
        if member.location:
            names.append((member.name, member.location))
    return names


def _read_label(tokens: Sequence[Token], colon: int, lines: Sequence[Line], faults: Faults) -> str:
    label = [token for token in tokens[colon + 1 :] if token.kind != LINE]
    arrow = next((token for token in label if token.kind == ARROW), None)
    if not label or not any(token.text for token in label):
        hint = "write it after the colon, or remove the colon"
        faults.add("the label is empty", tokens[colon].location, hint)
    elif label[0].kind == STRING:
        if len(label) > 1:
            hint = "enclose the whole label in quotation marks"
            faults.add("text outside the quotation marks", label[1].location, hint)
        return label[0].text
    elif arrow:
        hint = "start a new line, or enclose the label in quotation marks"
        faults.add("an arrow within a label", arrow.location, hint)
    return raw(label, lines)
